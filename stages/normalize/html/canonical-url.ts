import { decodeRaw } from '../decoding/raw-text.ts';
import { sniffEncoding } from '../decoding/sniff.ts';
import { readMetadata } from './metadata.ts';
import { looksLikeHtml } from './sniff.ts';
import { parseHtml } from './tree.ts';

/** How much of a page is looked at: its head, and some body for pages that put JSON-LD there. */
const HEAD_BYTES = 512 * 1024;

/**
 * The address a page names as its own (`rel=canonical`, `og:url`, JSON-LD), made absolute against `url`; null for a page that names
 * none and for plain text. Reads the first 512 KiB only. Never throws.
 */
export function canonicalUrl(bytes: Uint8Array, contentType?: string, url?: string): string | null {
  const head = bytes.subarray(0, HEAD_BYTES);
  const html = decodeRaw(head, sniffEncoding(head, contentType).name);
  return looksLikeHtml(html, contentType) ? readMetadata(parseHtml(html), url ?? null).canonicalUrl : null;
}
