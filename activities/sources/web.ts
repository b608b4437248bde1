import { Agent, fetch, type Response } from 'undici';
import { DocumentError } from '../../stages/errors.ts';
import { type AddressPolicy, guardedConnector } from './addresses.ts';
import { checkSize, tooLarge } from './loaded.ts';

/** More than any honest site needs. */
export const MAX_REDIRECTS = 10;
/** Milliseconds to open a connection. */
export const CONNECT_TIMEOUT = 10_000;
/** Milliseconds: the longest that an answer's Retry-After is heeded. */
const MAX_RETRY_AFTER = 60_000;

export interface FetchSettings {
  /** Bytes of the largest document, after decompression. */
  maxBytes: number;
  /** Milliseconds for all of it, redirects and body. */
  timeout: number;
  userAgent: string;
  isAllowed: AddressPolicy;
}

export interface Fetched {
  bytes: Uint8Array;
  contentType: string | null;
  /** Address after redirects. */
  url: string;
  etag: string | null;
  lastModified: string | null;
}

/** What an earlier answer said of itself. */
export type Validators = Pick<Fetched, 'etag' | 'lastModified'>;

/** What a document may be. */
const ACCEPT = 'text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1';

/** A fetch that failed for now: connection, time, or an answer that says so. May work later. */
export class FetchFault extends Error {
  override readonly name = 'FetchFault';
  /** Milliseconds that the server asked to wait. */
  readonly retryAfter: number | undefined;

  constructor(message: string, { retryAfter, cause }: { retryAfter?: number; cause?: unknown } = {}) {
    super(message, { cause });
    this.retryAfter = retryAfter;
  }
}

/**
 * Gets a document from an http(s) address, following redirects; each hop is held to the same rules.
 *
 * @throws DocumentError: RefusedAddress, NotFound, TooLarge (as soon as it is), EmptyDocument; FetchFault where another
 * try may work; the signal's reason where that ends it.
 */
export async function fetchDocument(address: string, settings: FetchSettings, signal: AbortSignal): Promise<Fetched> {
  return (await fetchAddress(address, settings, signal, { accept: ACCEPT })) as Fetched;
}

/**
 * The same for what has been fetched before.
 * @returns null where it has not changed since.
 */
export function fetchIfModified(
  address: string,
  settings: FetchSettings,
  signal: AbortSignal,
  { accept, etag, lastModified }: Validators & { accept: string },
): Promise<Fetched | null> {
  return fetchAddress(address, settings, signal, {
    accept,
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  });
}

async function fetchAddress(
  address: string,
  settings: FetchSettings,
  signal: AbortSignal,
  asked: Record<string, string>,
): Promise<Fetched | null> {
  const dispatcher = new Agent({ connect: guardedConnector(settings.isAllowed, CONNECT_TIMEOUT) });
  const timeout = AbortSignal.timeout(settings.timeout);
  const headers = { 'user-agent': settings.userAgent, ...asked };
  try {
    let url = checkAddress(address);
    for (let redirects = 0; ; redirects += 1) {
      if (redirects > MAX_REDIRECTS) throw refused(address, `redirects more than ${MAX_REDIRECTS} times`);
      const response = await fetch(url, {
        dispatcher,
        headers,
        redirect: 'manual',
        signal: AbortSignal.any([signal, timeout]),
      });
      if (response.status === 304 && isConditional(headers)) return null;
      const location = redirectTarget(response);
      if (location === null) return await readAnswer(response, url, settings.maxBytes);
      await response.body?.cancel();
      url = checkAddress(location, url);
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof DocumentError || error instanceof FetchFault) throw error;
    const cause = rootCause(error);
    if (cause instanceof DocumentError) throw cause;
    if (timeout.aborted) throw new FetchFault(`${address} took longer than ${settings.timeout} ms`, { cause: error });
    throw new FetchFault(`${address} cannot be reached: ${cause.message || cause.name}`, { cause: error });
  } finally {
    await dispatcher.destroy();
  }
}

function isConditional(headers: Record<string, string>): boolean {
  return 'if-none-match' in headers || 'if-modified-since' in headers;
}

/** @throws DocumentError: RefusedAddress. */
export function checkAddress(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) throw refused(address, 'is no address');
  const url = new URL(address, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refused(address, `has the scheme ${url.protocol.slice(0, -1)}, not http or https`);
  }
  if (url.username || url.password)
    throw refused(url.host, 'is given with a user name or password, which runs would show');
  return url;
}

export function refused(address: string, why: string): DocumentError {
  return new DocumentError('RefusedAddress', `${address} ${why}: give the article's own address`);
}

function redirectTarget(response: Response): string | null {
  return [301, 302, 303, 307, 308].includes(response.status) ? response.headers.get('location') : null;
}

async function readAnswer(response: Response, url: URL, maxBytes: number): Promise<Fetched> {
  if (!response.ok) {
    await response.body?.cancel();
    throw failureOf(response, url);
  }
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of response.body ?? []) {
    total += chunk.length;
    if (total > maxBytes) throw tooLarge(`${url.href} has more than ${maxBytes} bytes`, maxBytes);
    chunks.push(chunk);
  }
  checkSize(total, maxBytes, url.href);
  return {
    bytes: Buffer.concat(chunks, total),
    contentType: response.headers.get('content-type'),
    url: url.href,
    etag: response.headers.get('etag'),
    lastModified: response.headers.get('last-modified'),
  };
}

/** What an answer that is none of the wanted means. */
export function failureOf(
  { status, statusText, headers }: Pick<Response, 'status' | 'statusText' | 'headers'>,
  url: URL,
): Error {
  const answer = `${url.href} answered ${status} ${statusText}`.trimEnd();
  if (status === 404 || status === 410) return new DocumentError('NotFound', `${answer}: check the address`);
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return new FetchFault(answer, { retryAfter: retryAfter(headers.get('retry-after')) });
  }
  return new DocumentError('RefusedAddress', `${answer}: fetch it by other means and give its content as "text"`);
}

/** Only the form in seconds; a date needs a clock that agrees with the server's. */
function retryAfter(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/u.test(header) ? Math.min(Number(header) * 1000, MAX_RETRY_AFTER) : undefined;
}

/** undici wraps what happened on the socket, sometimes twice, sometimes as one of several tries. */
export function rootCause(error: unknown): Error {
  let at = error;
  for (let depth = 0; depth < 5; depth += 1) {
    if (at instanceof AggregateError && at.errors.length > 0) at = at.errors[0];
    else if (at instanceof Error && at.cause instanceof Error) at = at.cause;
    else break;
  }
  return at instanceof Error ? at : new Error(String(at));
}
