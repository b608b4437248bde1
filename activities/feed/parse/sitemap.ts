import { Parser } from 'htmlparser2';
import { type FeedEntry, type ListedSitemap, type ParsedFeed, resolveAddress } from './types.ts';

/** Addresses of a sitemap: the protocol's own limit. https://www.sitemaps.org/protocol.html */
const MAX_ENTRIES = 50_000;
/** Characters of a sitemap's address; the protocol asks for fewer than 2,048. */
const MAX_ADDRESS = 2048;

/** Whether an XML document is a sitemap or a sitemap index: by its root element, whatever its prefix. */
export function isSitemap(xml: string): boolean {
  return /^(?:\s|<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>)*<(?:[\w.-]+:)?(?:urlset|sitemapindex)[\s>]/u.test(xml);
}

/** The fields that are read, by the local names of an element and of what holds it. */
const FIELDS = new Set([
  'url/loc',
  'url/lastmod',
  'news/title',
  'news/publication_date',
  'sitemap/loc',
  'sitemap/lastmod',
]);

/**
 * Reads a sitemap, with what Google's news extension adds to it, or a sitemap index. Damaged XML is read as far as it goes.
 * @param base address that relative ones are resolved against, which the protocol does not foresee.
 */
export function parseSitemap(xml: string, base: string): ParsedFeed {
  const path: string[] = [];
  const entries = new Map<string, FeedEntry>();
  const sitemaps = new Map<string, ListedSitemap>();
  let isIndex = false;
  let fields: Record<string, string> = {};
  let field: string | undefined;

  const parser = new Parser(
    {
      onopentag(name) {
        const local = localName(name);
        field = `${path.at(-1)}/${local}`;
        if (!FIELDS.has(field)) field = undefined;
        path.push(local);
        if (local === 'sitemapindex') isIndex = true;
        if (local === 'url' || local === 'sitemap') fields = {};
      },
      ontext(text) {
        if (field !== undefined) fields[field] = (fields[field] ?? '') + text;
      },
      onclosetag(name) {
        field = undefined;
        path.pop();
        const local = localName(name);
        if (local === 'url' && entries.size < MAX_ENTRIES) addEntry(fields);
        if (local === 'sitemap' && sitemaps.size < MAX_ENTRIES) addSitemap(fields);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return {
    format: isIndex ? 'sitemap index' : 'sitemap',
    title: null,
    entries: [...entries.values()],
    sitemaps: [...sitemaps.values()],
  };

  function addEntry(found: Record<string, string>): void {
    const url = resolveAddress(found['url/loc'], base);
    if (url === null || entries.has(url)) return;
    entries.set(url, {
      item: url,
      url,
      title: found['news/title']?.trim() || null,
      published: found['news/publication_date']?.trim() || null,
      updated: found['url/lastmod']?.trim() || null,
      content: null,
      contentType: 'text/html',
    });
  }

  function addSitemap(found: Record<string, string>): void {
    const url = resolveAddress(found['sitemap/loc'], base);
    if (url !== null && url.length <= MAX_ADDRESS)
      sitemaps.set(url, { url, lastmod: found['sitemap/lastmod']?.trim() || null });
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}
