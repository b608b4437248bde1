import { descendants, type ElementNode, textContent } from './tree.ts';

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const ARTICLE_TYPES =
  /^(?:https?:\/\/schema\.org\/)?(?:\w*Article|\w*NewsArticle|Report|\w*BlogPosting|LiveBlogPosting|SocialMediaPosting|Review|Recipe|VideoObject|CreativeWork|OpinionNewsArticle)$/u;

const typesOf = (node: JsonObject): string[] =>
  (Array.isArray(node['@type']) ? node['@type'] : [node['@type']]).filter(
    (type): type is string => typeof type === 'string',
  );

/** Depth to which JSON-LD is searched for its article. */
const MAX_DEPTH = 6;

/** Characters of JSON-LD above which it is no article's. */
const MAX_JSON = 5_000_000;

/** JSON that pages write with raw line breaks in strings, or wrapped in comments and CDATA, is read all the same. */
function parseLenient(source: string): unknown {
  if (source.length > MAX_JSON) return null;
  const bare = source
    .replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/u, '')
    .replace(/(?:-->|\/\/\s*\]\]>|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*;?\s*$/u, '')
    .trim()
    .replace(/;$/u, '');
  for (const candidate of [
    bare,
    bare.replace(/[\u0000-\u001f]+/gu, ' '),
    bare.replace(/[\u0000-\u001f]+/gu, ' ').replace(/,\s*([}\]])/gu, '$1'),
  ]) {
    try {
      return JSON.parse(candidate);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return salvage(bare);
}

/** What can still be read of an article's JSON with unescaped quotation marks or cut short: its dates, and its author's name. */
function salvage(source: string): JsonObject | null {
  const type = /"@type"\s*:\s*"(\w*(?:Article|Posting))"/u.exec(source);
  if (type === null) return null;
  const node: JsonObject = { '@type': type[1] };
  for (const field of ['datePublished', 'dateModified']) {
    const values = [...source.matchAll(new RegExp(`"${field}"\\s*:\\s*"([^"]{4,40})"`, 'gu'))];
    // Several are those of a list of stories.
    if (values.length === 1) node[field] = values[0][1];
  }
  const author = /"author"\s*:\s*(?:\[\s*)?(?:"([^"]{3,80})"|\{[^{}]{0,200}?"name"\s*:\s*"([^"]{3,80})")/u.exec(source);
  if (author !== null) node.author = author[1] ?? author[2];
  return node;
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * The articles in a page's JSON-LD, with those in `@graph` and in lists, the page's own first: the one that says most, and whose headline
 * is the page's title.
 */
export function readJsonLd(
  root: ElementNode,
  pageTitle: string | null = null,
): { articles: JsonObject[]; byId: Map<string, JsonObject> } {
  const articles: JsonObject[] = [];
  const byId = new Map<string, JsonObject>();
  const visit = (value: unknown, depth: number) => {
    if (depth > MAX_DEPTH) return;
    if (Array.isArray(value)) for (const item of value.slice(0, 500)) visit(item, depth + 1);
    if (!isObject(value)) return;
    if (typeof value['@id'] === 'string' && Object.keys(value).length > 1) byId.set(value['@id'], value);
    if (typesOf(value).some((type) => ARTICLE_TYPES.test(type))) articles.push(value);
    for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'itemListElement', 'item'])
      visit(value[key], depth + 1);
  };
  for (const element of descendants(root)) {
    if (
      element.name === 'script' &&
      /^application\/(?:ld\+json|json\+ld)/iu.test(element.attributes.get('type') ?? '')
    ) {
      visit(parseLenient(textContent(element)), 0);
    }
  }
  const wanted = bare(pageTitle ?? '');
  const isPages = (headline: unknown): boolean =>
    typeof headline === 'string' && bare(headline).length > 8 && wanted.includes(bare(headline));
  const rank = (node: JsonObject) =>
    (isPages(node.headline) ? 3 : 0) +
    (typesOf(node).some((type) => /Article|Posting|Report/u.test(type)) ? 4 : 0) +
    (node.datePublished ? 1 : 0) +
    (node.author ? 1 : 0) +
    (node.headline ? 1 : 0);
  articles.sort((a, b) => rank(b) - rank(a));
  return { articles, byId };
}
