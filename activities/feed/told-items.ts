import { createHash } from 'node:crypto';
import { sha256 } from '../../db/canonical-json.ts';
import type { ToldItem } from '../../db/feed-items.ts';
import { storable } from '../../db/storable.ts';
import type { FeedEntry } from './parse/index.ts';

/** Bytes that an id or an address may have. */
const MAX_NAME_BYTES = 2048;
/** Characters of a headline that are kept. */
const MAX_TITLE = 1000;

/** Content of an item that has no address: a page of its own. */
export interface ItemContent {
  bytes: Uint8Array;
  contentType: string;
}

/** An item as a row, and its content where that is all there is of it. */
export function toldItem(entry: FeedEntry): {
  told: Omit<ToldItem, 'rawSha256' | 'contentType'>;
  content: ItemContent | null;
} {
  const { published, updated } = entry;
  // What is longer is an address that nothing can be ingested from.
  const url = entry.url !== null && Buffer.byteLength(entry.url) <= MAX_NAME_BYTES ? entry.url : null;
  const told = {
    item: named(entry.item),
    url,
    title: shortened(entry.title, MAX_TITLE),
    published: shortened(published, 100),
    updated: shortened(updated, 100),
    saidAt: latest(published, updated),
    saidSha256: sha256(JSON.stringify([entry.url, entry.title, published, updated, entry.content])),
  };
  return { told, content: url === null && entry.content !== null ? page(entry, entry.content) : null };
}

/** With the headline and date that the feed gives, as a page would have them. */
function page({ title, published, contentType }: FeedEntry, content: string): ItemContent {
  const isPlain = contentType === 'text/plain';
  const html = isPlain ? escaped(content).replaceAll(/\n\s*\n/gu, '</p><p>') : content;
  const at = latest(published);
  const date = at === null ? '' : `<meta property="article:published_time" content="${at}">`;
  const headline = title === null ? '' : `<h1>${escaped(title)}</h1>`;
  return {
    bytes: Buffer.from(
      `<!doctype html><html><head><meta charset="utf-8"><title>${escaped(title ?? '')}</title>${date}</head><body><article>${headline}<div>${isPlain ? `<p>${html}</p>` : html}</div></article></body></html>`,
    ),
    contentType: 'text/html; charset=utf-8',
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** An id of any length. */
function named(id: string): string {
  const name = storable(id);
  return Buffer.byteLength(name) <= MAX_NAME_BYTES ? name : `sha256:${createHash('sha256').update(id).digest('hex')}`;
}

function shortened(text: string | null, characters: number): string | null {
  return text === null ? null : storable(text.slice(0, characters));
}

/** The later of two dates as ISO 8601; null where neither can be read, or makes sense. */
export function latest(...dates: (string | null)[]): string | null {
  const times = dates.flatMap((date) => {
    const time = date === null ? Number.NaN : Date.parse(date);
    return time > 0 && time < Date.parse('2200-01-01') ? [time] : [];
  });
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}
