import { html } from 'hono/html';
import type { Markup } from './layout.ts';

/** Longest name in an address, as encoded: servers and proxies refuse what is much longer. */
const LONGEST_NAME = 2_000;

/**
 * Where a source or address of an article leads: articles say it, so that only http(s) becomes a link, and one that tells
 * the other side nothing. Everything else (`raw/NAME`, `javascript:…`) is text.
 */
export function outsideLink(address: string): Markup {
  const isWeb = URL.canParse(address) && /^https?:$/u.test(new URL(address).protocol);
  if (!isWeb) return html`<bdi>${address}</bdi>`;
  return html`<a href="${address}" rel="noopener noreferrer nofollow"><bdi>${address}</bdi></a>`;
}

/** Address of a speaker's page. @returns null where an address cannot hold the name: too long, or nothing but dots. */
export function speakerAddress(name: string): string | null {
  const encoded = encodeURIComponent(name);
  return encoded.length > LONGEST_NAME || /^\.{0,2}$/u.test(name) ? null : `/speakers/${encoded}`;
}

/** A speaker's name, with a link to the page of all they said. */
export function speakerLink(name: string): Markup {
  const address = speakerAddress(name);
  return address === null ? html`<bdi>${name}</bdi>` : html`<a href="${address}"><bdi>${name}</bdi></a>`;
}

/** Address of the page of a person, place or organisation across documents. */
export function knownAddress(knownId: number): string {
  return `/names/${knownId}`;
}

/** A name as part of a sentence: its direction does not touch what stands around it. */
export function name(text: string): Markup {
  return html`<bdi>${text}</bdi>`;
}
