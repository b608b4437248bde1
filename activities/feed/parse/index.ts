import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { DocumentError } from '../../../stages/errors.ts';
import { tooLarge } from '../../sources/loaded.ts';
import { isSitemap, parseSitemap } from './sitemap.ts';
import { parseSyndication } from './syndication.ts';
import type { ParsedFeed } from './types.ts';

export type { FeedEntry, ListedSitemap, ParsedFeed } from './types.ts';

const unzip = promisify(gunzip);

/** What was fetched as a feed. */
export interface RawFeed {
  bytes: Uint8Array;
  contentType: string | null;
  /** Address after redirects. */
  url: string;
}

/**
 * Reads a feed or sitemap, compressed by gzip or not, of the format that its content tells.
 * @param maxBytes of the uncompressed feed.
 * @throws DocumentError: MalformedInput where it is none, or damaged; TooLarge.
 */
export async function parseRawFeed({ bytes, contentType, url }: RawFeed, maxBytes: number): Promise<ParsedFeed> {
  const text = decode(await uncompressed(bytes, url, maxBytes), contentType);
  if (isSitemap(text)) return parseSitemap(text, url);
  try {
    return parseSyndication(text, url);
  } catch (error) {
    throw new DocumentError('MalformedInput', explain(text, url, error), { cause: error });
  }
}

async function uncompressed(bytes: Uint8Array, url: string, maxBytes: number): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await unzip(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge(`${url} uncompressed has more than ${maxBytes} bytes`, maxBytes);
    }
    throw new DocumentError('MalformedInput', `${url} is damaged gzip: tell its publisher, or give another address`, {
      cause: error,
    });
  }
}

/** As HTTP, a byte order mark or the XML declaration says; else UTF-8. */
function decode(bytes: Uint8Array, contentType: string | null): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const [, declared] = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/iu.exec(head) ?? [];
  const [, charset] = /charset\s*=\s*["']?([\w.-]+)/iu.exec(contentType ?? '') ?? [];
  const marked =
    bytes[0] === 0xfe && bytes[1] === 0xff
      ? 'utf-16be'
      : bytes[0] === 0xff && bytes[1] === 0xfe
        ? 'utf-16le'
        : undefined;
  for (const label of [marked, charset, declared]) {
    if (label === undefined) continue;
    try {
      return new TextDecoder(label).decode(bytes);
    } catch (error) {
      // A name that nobody knows says as little as none.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return new TextDecoder().decode(bytes);
}

/** What it seems to be instead, and what to do. */
function explain(text: string, url: string, error: unknown): string {
  if (/^\s*(?:<!doctype html|<html[\s>])/iu.test(text)) {
    const link = /<link\b[^>]*\btype\s*=\s*["']application\/(?:rss|atom|feed)\+[^>]*>/iu.exec(text)?.[0] ?? '';
    const [, href] = /\bhref\s*=\s*["']([^"']+)/iu.exec(link) ?? [];
    const found = href && URL.canParse(href, url) ? `: it names ${new URL(href, url).href} as its feed` : '';
    return `${url} is a web page and no feed${found || ': give the address of its feed or sitemap'}`;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return `${url} is no RSS, RDF, Atom or JSON feed and no sitemap, or a damaged one (${reason}): check the address, or tell its publisher`;
}
