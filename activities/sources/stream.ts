import type { Readable } from 'node:stream';
import { Agent, type Dispatcher, Headers, request } from 'undici';
import { DocumentError } from '../../stages/errors.ts';
import { guardedConnector } from './addresses.ts';
import {
  CONNECT_TIMEOUT,
  checkAddress,
  FetchFault,
  type FetchSettings,
  failureOf,
  MAX_REDIRECTS,
  refused,
  rootCause,
} from './web.ts';

/** The bytes of an address, as they come. */
export interface StreamedAddress {
  stream: Readable;
  /** Byte at which the stream begins: the one that was asked for, or 0 where the server sends all or nothing. */
  offset: number;
  /** Bytes of the whole; null where the server does not say. */
  size: number | null;
  /** `gzip` and the like, where the server sends it compressed although it was not asked to. */
  encoding: string | null;
  etag: string | null;
  lastModified: string | null;
  /** Ends the connection. */
  close(): Promise<void>;
}

/** How a stream is opened: time and address rules as for a document, but for the limit on its size. */
export type StreamSettings = Omit<FetchSettings, 'maxBytes'>;

/**
 * Opens an http(s) address whose content is too large to be held, by the rules of `fetchDocument`. `timeout` is that
 * of an answer, and between two pieces of it.
 *
 * @param offset byte to begin at.
 * @throws DocumentError: RefusedAddress, NotFound; FetchFault where another try may work; the signal's reason. Reading the
 * stream fails in the same way where its errors go through `asFetchError`.
 */
export async function openAddress(
  address: string,
  settings: StreamSettings,
  offset: number,
  signal: AbortSignal,
): Promise<StreamedAddress> {
  const { timeout } = settings;
  const dispatcher = new Agent({
    connect: guardedConnector(settings.isAllowed, CONNECT_TIMEOUT),
    headersTimeout: timeout,
    bodyTimeout: timeout,
  });
  const headers = {
    'user-agent': settings.userAgent,
    accept: '*/*',
    'accept-encoding': 'identity',
    ...(offset > 0 && { range: `bytes=${offset}-` }),
  };
  try {
    let url = checkAddress(address);
    url.hash = '';
    for (let redirects = 0; ; redirects += 1) {
      if (redirects > MAX_REDIRECTS) throw refused(address, `redirects more than ${MAX_REDIRECTS} times`);
      const answer = await request(url, { dispatcher, headers, signal });
      const location = [301, 302, 303, 307, 308].includes(answer.statusCode) ? answer.headers.location : undefined;
      if (typeof location !== 'string') return opened(answer, url, offset, dispatcher);
      await answer.body.dump();
      url = checkAddress(location, url);
    }
  } catch (error) {
    await dispatcher.destroy();
    throw asFetchError(error, address, signal);
  }
}

function opened(
  { statusCode, statusText, headers, body }: Dispatcher.ResponseData & { statusText?: string },
  url: URL,
  offset: number,
  dispatcher: Agent,
): StreamedAddress {
  const header = (name: string) => [headers[name]].flat().at(0) ?? null;
  if (statusCode !== 200 && statusCode !== 206) {
    const retryAfter = header('retry-after');
    const answer = new Headers(retryAfter === null ? {} : { 'retry-after': retryAfter });
    throw failureOf({ status: statusCode, statusText: statusText ?? '', headers: answer }, url);
  }
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/u.exec(header('content-range') ?? '') ?? [];
  const isPart = statusCode === 206;
  if (isPart && Number(start) !== offset) throw refused(url.href, `answers another range than the one from ${offset}`);
  const size = isPart ? total : header('content-length');
  return {
    stream: body,
    offset: isPart ? offset : 0,
    size: size === null || size === undefined || size === '*' ? null : Number(size),
    encoding: header('content-encoding'),
    etag: header('etag'),
    lastModified: header('last-modified'),
    close: async () => {
      // What is left unread is wanted by nobody, nor is the error that says so.
      body.on('error', () => undefined).destroy();
      await dispatcher.destroy();
    },
  };
}

/** What went wrong on the way, as `fetchDocument` says it. */
export function asFetchError(error: unknown, address: string, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof DocumentError || error instanceof FetchFault) return error;
  const cause = rootCause(error);
  if (cause instanceof DocumentError) return cause;
  return new FetchFault(`${address} cannot be read: ${cause.message || cause.name}`, { cause: error });
}
