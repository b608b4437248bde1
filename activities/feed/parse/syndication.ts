import { type AnyFeed, parseFeed } from 'feedsmith';
import { type FeedEntry, type ParsedFeed, resolveAddress } from './types.ts';

type Of<Format extends AnyFeed['format']> = Extract<ReturnType<typeof parseFeed<string>>, { format: Format }>['feed'];
type Draft = Omit<FeedEntry, 'item'> & { id: string | null };

/**
 * Reads RSS 0.9 to 2.0, RDF, Atom or JSON Feed, told by content.
 * @param base address that relative ones are resolved against.
 * @throws what feedsmith does, for what is none of these or is damaged.
 */
export function parseSyndication(text: string, base: string): ParsedFeed {
  const { format, feed } = parseFeed(text);
  switch (format) {
    case 'rss':
      return assemble(format, feed.title, rssEntries(feed, base));
    case 'atom':
      return assemble(format, feed.title?.value, atomEntries(feed, base));
    case 'rdf':
      return assemble(format, feed.title, rdfEntries(feed, base));
    case 'json':
      return assemble(format, feed.title, jsonEntries(feed, base));
  }
}

function rssEntries(feed: Of<'rss'>, base: string): Draft[] {
  return (feed.items ?? []).map((item) => {
    const guid = item.guid?.value?.trim();
    const permalink = item.guid?.isPermaLink === false ? undefined : guid;
    return {
      id: guid ?? null,
      url: resolveAddress(item.link, base) ?? absoluteOnly(permalink),
      title: textOf(item.title),
      published: textOf(item.pubDate) ?? textOf(item.dc?.dates?.[0]),
      updated: textOf(item.atom?.updated) ?? textOf(item.dcterms?.modified?.[0]),
      content: textOf(item.content?.encoded) ?? textOf(item.description),
      contentType: 'text/html',
    };
  });
}

function atomEntries(feed: Of<'atom'>, base: string): Draft[] {
  const feedBase = resolveAddress(feed.xml?.base, base) ?? base;
  return (feed.entries ?? []).map((entry) => {
    const entryBase = resolveAddress(entry.xml?.base, feedBase) ?? feedBase;
    const links = entry.links ?? [];
    const alternates = links.filter(({ rel }) => rel === undefined || rel === 'alternate');
    const link = alternates.find(({ type }) => type === undefined || /html/iu.test(type)) ?? alternates[0];
    const isPlain = (entry.content?.type ?? 'text') === 'text';
    return {
      id: textOf(entry.id),
      url: resolveAddress(link?.href, entryBase) ?? resolveAddress(entry.content?.src, entryBase),
      title: textOf(entry.title?.value),
      published: textOf(entry.published),
      updated: textOf(entry.updated),
      content: textOf(entry.content?.value) ?? textOf(entry.summary?.value),
      contentType: entry.content?.value && isPlain ? 'text/plain' : 'text/html',
    };
  });
}

function rdfEntries(feed: Of<'rdf'>, base: string): Draft[] {
  return (feed.items ?? []).map((item) => ({
    id: textOf(item.rdf?.about) ?? textOf(item.link),
    url: resolveAddress(item.link, base) ?? absoluteOnly(item.rdf?.about),
    title: textOf(item.title),
    published: textOf(item.dc?.dates?.[0]),
    updated: textOf(item.dcterms?.modified?.[0]),
    content: textOf(item.content?.encoded) ?? textOf(item.description),
    contentType: 'text/html',
  }));
}

function jsonEntries(feed: Of<'json'>, base: string): Draft[] {
  return (feed.items ?? []).map((item) => ({
    id: textOf(item.id),
    url: resolveAddress(item.url, base) ?? resolveAddress(item.external_url, base),
    title: textOf(item.title),
    published: textOf(item.date_published),
    updated: textOf(item.date_modified),
    content: textOf(item.content_html) ?? textOf(item.content_text) ?? textOf(item.summary),
    contentType: item.content_html ? 'text/html' : 'text/plain',
  }));
}

/** An id is an address only where it is a whole one. */
function absoluteOnly(id: string | undefined): string | null {
  return id !== undefined && /^https?:/iu.test(id) ? resolveAddress(id, id) : null;
}

function textOf(value: string | undefined): string | null {
  return value?.trim() || null;
}

/** Gives each item an id: its own, else its address, else its headline and date. The first of those with the same stays. */
function assemble(format: ParsedFeed['format'], title: string | undefined, drafts: Draft[]): ParsedFeed {
  const entries = new Map<string, FeedEntry>();
  for (const { id, ...draft } of drafts) {
    const item = id ?? draft.url ?? [draft.title, draft.published].filter((part) => part !== null).join(' ');
    if (item !== '' && !entries.has(item)) entries.set(item, { item, ...draft });
  }
  return { format, title: textOf(title), entries: [...entries.values()], sitemaps: [] };
}
