import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RunEvent } from './schema.ts';

/** Brings an event to where it belongs. Errors but RefusedEvent may be gone at another attempt. */
export type Send = (event: RunEvent) => Promise<void>;

/** The receiver will not take this event at another time either. */
export class RefusedEvent extends Error {
  override readonly name = 'RefusedEvent';
}

/** Milliseconds that a receiver has to answer. */
const TIMEOUT = 5_000;
/** Statuses of requests that may be repeated as they are, beside those of the server's own faults. */
const PASSING = new Set([408, 425, 429]);

/** Posts events as JSON. @param apiKey sent as a bearer token. */
export function toUrl(url: string, apiKey: string | undefined): Send {
  const headers = {
    'content-type': 'application/json',
    ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
  };
  return async (event) => {
    const signal = AbortSignal.timeout(TIMEOUT);
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(event),
      signal,
      redirect: 'error',
    });
    await response.body?.cancel();
    if (response.ok) return;
    const message = `the receiver answered ${response.status}`;
    throw response.status < 500 && !PASSING.has(response.status) ? new RefusedEvent(message) : new Error(message);
  };
}

/** Appends events to a file, one a line; it and its folder are made. Several workers may share it. */
export function toFile(path: string): Send {
  return async (event) => {
    await mkdir(dirname(path), { recursive: true });
    await appendFile(path, `${JSON.stringify(event)}\n`);
  };
}
