import { repairString } from '../characters/mojibake.ts';
import { dateInUrl, dateLine, readDate } from '../dates.ts';
import type { NormalizedText } from '../types.ts';
import { inApart } from './apart.ts';
import { authorsInPage } from './authors.ts';
import { chooseTitle } from './headline.ts';
import { isObject, type JsonObject, readJsonLd } from './structured-data.ts';
import { descendants, type ElementNode, textContent } from './tree.ts';

/** What a page says of itself. */
export interface Metadata
  extends Pick<NormalizedText, 'title' | 'byline' | 'publishedAt' | 'modifiedAt' | 'outlet' | 'canonicalUrl'> {
  /** The article's text as JSON-LD gives it, for comparison. */
  articleBody: string | null;
}

/** One line of clean text. */
export const tidy = (text: string, limit = 5000): string =>
  repairString(text.slice(0, limit).normalize('NFC'))
    .replace(/[\u0000-\u001f\u007f-\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\s]+/gu, ' ')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .trim()
    .toWellFormed();

const ENTITY =
  /&(?:#\d{1,7}|#x[\da-f]{1,6}|amp|quot|apos|lt|gt|nbsp|rsquo|lsquo|ldquo|rdquo|ndash|mdash|hellip|[aeiounc](?:acute|grave|uml|circ|tilde|cedil));/giu;
const NAMED: Record<string, string> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};
const ACCENTS: Record<string, string> = {
  acute: '\u0301',
  grave: '\u0300',
  uml: '\u0308',
  circ: '\u0302',
  tilde: '\u0303',
  cedil: '\u0327',
};

/** Metadata is often escaped twice: `&amp;#039;` is then left as `&#039;`. */
export const unescaped = (text: string): string =>
  text.replace(ENTITY, (match) => {
    const name = match.slice(1, -1);
    if (name[0] === '#') {
      const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : match;
    }
    const accent = /^([a-z])(acute|grave|uml|circ|tilde|cedil)$/iu.exec(name);
    if (accent !== null) return (accent[1] + ACCENTS[accent[2].toLowerCase()]).normalize('NFC');
    return NAMED[name.toLowerCase()] ?? match;
  });

export function stringOf(value: unknown, limit = 5000): string | null {
  if (typeof value === 'string') {
    return tidy(unescaped(value.slice(0, limit).replace(/<[^<>]{0,200}>/gu, ' ')), limit) || null;
  }
  if (Array.isArray(value)) return stringOf(value[0]);
  if (isObject(value)) return stringOf(value['@value'] ?? value.name ?? null);
  return null;
}

/** `<meta>` values by lower-case name, property or itemprop; the first of each counts, all authors are kept. */
export function readMetaTags(root: ElementNode): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const element of descendants(root)) {
    if (element.name !== 'meta') continue;
    const content = element.attributes.get('content');
    if (content === undefined || content.trim() === '') continue;
    for (const attribute of ['property', 'name', 'itemprop']) {
      const key = element.attributes.get(attribute)?.toLowerCase();
      if (key !== undefined)
        values.set(key, [...(values.get(key) ?? []).slice(0, 20), tidy(unescaped(content.slice(0, 5000)))]);
    }
  }
  return values;
}

function absolute(address: string | null | undefined, base: string | null): string | null {
  if (!address || address.trim() === '') return null;
  const parsed = URL.parse(address.trim(), base ?? undefined);
  return parsed !== null && /^https?:$/u.test(parsed.protocol) ? parsed.href : null;
}

function linkedCanonical(root: ElementNode): string | null {
  for (const element of descendants(root)) {
    if (element.name === 'link' && /(?:^|\s)canonical(?:\s|$)/iu.test(element.attributes.get('rel') ?? '')) {
      return element.attributes.get('href') ?? null;
    }
  }
  return null;
}

const PUBLISHED_META =
  'article:published_time og:article:published_time og:published_time datepublished article.published article:published publishdate publish_date publish-date publication_date pubdate date dc.date dc.date.issued dcterms.created dcterms.date dcterms.issued parsely-pub-date sailthru.date originalpublicationdate rnews:datepublished citation_publication_date citation_date article_date_original cxenseparse:recs:publishtime date_published created release_date prism.publicationdate'.split(
    ' ',
  );
const MODIFIED_META =
  'article:modified_time og:updated_time datemodified article.updated last-modified lastmod dcterms.modified dc.date.modified modified'.split(
    ' ',
  );

function dateOf(value: unknown): string | null {
  if (typeof value === 'number' && value > 1e8)
    return new Date(value > 1e11 ? value : value * 1000).toISOString().replace('.000Z', 'Z');
  const text = stringOf(value);
  return text === null ? null : readDate(text);
}

const NAMED_FOR_DATE = /(?:^|[\s_-])(?:date|time|timestamp|published|pubdate|publish|dateline|posted)(?:$|[\s_-])/iu;

/** Elements that often hold a date beside other things. */
const NAMED_FOR_DETAILS = /(?:^|[\s_-])(?:byline|meta|submitted|info|details)(?:$|[\s_-])/iu;

/** Elements that look like dates and are read before a page is taken to show none. */
const MAX_DATES = 100;

/** The first date a page shows in `<time>` or in an element named for it, `itemprop` first. */
function visibleDate(root: ElementNode, itemprop: string, names = NAMED_FOR_DATE): string | null {
  let shown: string | null = null;
  let looked = 0;
  for (const element of descendants(root)) {
    const { name, attributes } = element;
    if (name !== 'time' && attributes.size === 0) continue;
    const text = () => tidy(textContent(element, 400));
    if (attributes.get('itemprop')?.split(/\s+/u).includes(itemprop)) {
      const date = readDate(attributes.get('datetime') ?? attributes.get('content') ?? text());
      if (date !== null) return date;
    }
    if (itemprop !== 'datePublished' || shown !== null || looked > MAX_DATES) continue;
    const named = names.test(`${attributes.get('class') ?? ''} ${attributes.get('id') ?? ''}`);
    if (name !== 'time' && !named) continue;
    looked += 1;
    if (inApart(element)) continue;
    const own = text();
    shown = readDate(attributes.get('datetime') ?? '') ?? (own.length < 200 ? readDate(own) : null);
  }
  return shown;
}

const SHOWS_TEXT = new Set('p div span li td h2 h3 h4 h5 h6 em i small'.split(' '));

/** Elements that are read before a page is taken to show no date by itself. */
const MAX_SHORT = 3000;

/** The first text of a page that is nothing but a date. */
function bareDate(root: ElementNode): string | null {
  let looked = 0;
  for (const element of descendants(root)) {
    if (!SHOWS_TEXT.has(element.name) || element.children.length > 8) continue;
    looked += 1;
    if (looked > MAX_SHORT) return null;
    const text = tidy(textContent(element, 120));
    const date = text.length < 60 && /\d/u.test(text) ? dateLine(text) : null;
    if (date !== null && !inApart(element)) return date;
  }
  return null;
}

/** Characters of a JSON-LD text that blocks are compared with. */
const MAX_BODY = 300_000;

/** Reads what a page says of itself: JSON-LD, OpenGraph and other meta tags, microdata, `<time>`, its address. */
export function readMetadata(root: ElementNode, url: string | null): Metadata {
  const meta = readMetaTags(root);
  const { articles, byId } = readJsonLd(root, meta.get('og:title')?.[0] ?? null);
  const article: JsonObject = articles[0] ?? {};
  const fromJson = (field: string): unknown => articles.find((node) => node[field])?.[field];
  const first = (names: readonly string[]): string | null =>
    names.map((name) => meta.get(name)?.[0]).find((value) => value !== undefined) ?? null;
  const firstDate = (names: readonly string[]): string | null =>
    names
      .flatMap((name) => meta.get(name) ?? [])
      .map((value) => readDate(value))
      .find((date) => date !== null) ?? null;
  const ownUrl = absolute(linkedCanonical(root), url) ?? absolute(first(['og:url']), url);
  const jsonUrl =
    article.url ?? (isObject(article.mainEntityOfPage) ? article.mainEntityOfPage['@id'] : article.mainEntityOfPage);
  const canonical = ownUrl ?? absolute(stringOf(jsonUrl), url);
  const resolve = (value: unknown): unknown =>
    isObject(value) && typeof value['@id'] === 'string' && value.name === undefined
      ? (byId.get(value['@id']) ?? value)
      : value;
  const outlet =
    first(['og:site_name']) ??
    stringOf(resolve(fromJson('publisher'))) ??
    first(['application-name', 'publisher', 'dc.publisher']);
  const published =
    dateOf(fromJson('datePublished')) ??
    firstDate(PUBLISHED_META) ??
    visibleDate(root, 'datePublished') ??
    (canonical === null ? null : dateInUrl(canonical)) ??
    (url === null ? null : dateInUrl(url)) ??
    dateOf(fromJson('dateCreated')) ??
    bareDate(root) ??
    visibleDate(root, 'datePublished', NAMED_FOR_DETAILS);
  const publisher = { outlet, url: canonical ?? url };
  const title = chooseTitle(root, meta, stringOf(fromJson('headline')), publisher);
  const authors = articles.map((node) => node.author ?? node.creator).map(resolve);
  return {
    title,
    byline: authorsInPage(root, meta, authors, resolve, publisher, title),
    publishedAt: published,
    modifiedAt: dateOf(fromJson('dateModified')) ?? firstDate(MODIFIED_META) ?? visibleDate(root, 'dateModified'),
    outlet,
    canonicalUrl: canonical,
    articleBody: stringOf(fromJson('articleBody'), MAX_BODY),
  };
}
