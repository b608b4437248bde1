import { namesInByline } from '../names.ts';
import { inApart } from './apart.ts';
import { stringOf, tidy } from './metadata.ts';
import { isObject } from './structured-data.ts';
import { descendants, type ElementNode, textContent } from './tree.ts';

const AUTHOR_META = [
  'author',
  'article:author',
  'og:article:author',
  'dc.creator',
  'dc.contributor',
  'dcterms.creator',
  'parsely-author',
  'sailthru.author',
  'byl',
  'cxenseparse:author',
  'citation_author',
  'rbauthors',
  'article:author_name',
  'authors',
  'creator',
];

const AUTHOR_CLASS =
  /(?:^|[\s_-])(?:byline|author|authors|by-line|author-name|authorname|bylines|contributor|writer)(?:$|[\s_-])/iu;

/** A page's address and names of its outlet, which authors are told apart from. */
export interface Publisher {
  outlet: string | null;
  url: string | null;
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

const AGENCY =
  /^(?:reuters|afp|ap|bloomberg|dpa|upi|pti|ani|ians|xinhua|tass|ansa|efe|aap|pa|cnn|bbc|staff|admin\w*|editors?|author|anonymous)$/iu;

/** Whether a name is the outlet's own: its name, or the word before the dot of its host. */
function isPublisher(name: string, { outlet, url }: Publisher): boolean {
  const own = bare(name);
  if (outlet !== null && own === bare(outlet)) return true;
  const host = url === null ? '' : bare(URL.parse(url)?.hostname.replace(/^www\.|\.\p{L}+$/gu, '') ?? '');
  return own.length > 3 && host.includes(own);
}

function fromJson(value: unknown, resolve: (value: unknown) => unknown, publisher: Publisher): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap((item) => {
    const author = resolve(item);
    if (isObject(author) && /Organization/u.test(String(author['@type'] ?? ''))) return [];
    const name = isObject(author)
      ? Array.isArray(author.name)
        ? author.name.map((name) => stringOf(name)).join(', ')
        : stringOf(author.name)
      : stringOf(author);
    if (name === null) return [];
    const names = namesInByline(name);
    if (names.length > 0 || !isObject(author)) return names;
    // A person may sign with one name.
    const single = /person/iu.test(String(author['@type'] ?? '')) && /^\p{Lu}[\p{Ll}\p{M}’'-]{2,}$/u.test(name);
    return single && !AGENCY.test(name) && !isPublisher(name, publisher) ? [name] : [];
  });
}

const unique = (names: string[]): string[] => {
  const seen = new Map<string, string>();
  for (const name of names) if (!seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name);
  return [...seen.values()];
};

/**
 * Authors' names: JSON-LD first, then meta tags, then what the page shows in elements named for it. A shown "By …" line that has all the names of
 * the metadata and more of them is preferred: metadata often name the first author only.
 */
export function authorsInPage(
  root: ElementNode,
  meta: Map<string, string[]>,
  jsonAuthors: unknown[],
  resolve: (value: unknown) => unknown,
  publisher: Publisher,
  title: string | null,
): string[] {
  const notOutlet = (names: string[]) => unique(names.filter((name) => !isPublisher(name, publisher)));
  const declared = (): string[] => {
    for (const author of jsonAuthors) {
      const names = notOutlet(fromJson(author, resolve, publisher));
      if (names.length > 0) return names;
    }
    for (const key of AUTHOR_META) {
      const names = notOutlet((meta.get(key) ?? []).filter((value) => !/^https?:/u.test(value)).flatMap(namesInByline));
      if (names.length > 0) return names;
    }
    return [];
  };
  const shown = shownAuthors(root, title);
  const names = declared();
  if (names.length === 0) return notOutlet(shown.names);
  const lower = new Set(shown.line.map((name) => name.toLowerCase()));
  return names.every((name) => lower.has(name.toLowerCase())) ? notOutlet(shown.line) : names;
}

const BY = /^by\s*:?\s+\p{L}/iu;

/**
 * Names that the page shows, best marked first; and those of the first line that begins with "By". A byline without a person's name ends the search, so that
 * writers of comments and of other stories are not taken for authors.
 */
function shownAuthors(root: ElementNode, title: string | null): { names: string[]; line: string[] } {
  const found: string[][] = [[], [], [], []];
  let line: string[] | null = null;
  let group: ElementNode | null = null;
  let closed = false;
  for (const element of descendants(root)) {
    const { attributes } = element;
    const rank = /(?:^|\s)author(?:\s|$)/u.test(attributes.get('itemprop') ?? '')
      ? 0
      : /(?:^|\s)author(?:\s|$)/u.test(attributes.get('rel') ?? '')
        ? 1
        : AUTHOR_CLASS.test(`${attributes.get('class') ?? ''} ${attributes.get('id') ?? ''}`)
          ? 2
          : /^(?:p|div|span|h[2-6]|li|address)$/u.test(element.name)
            ? 3
            : -1;
    if (rank === -1 || found[rank].length >= 8 || (rank > 1 && closed)) continue;
    const text = shortText(element);
    if (text === null) continue;
    const by = BY.test(text);
    if (rank === 3 && !by) continue;
    if (rank === 2 && found[2].length > 0 && element.parent !== group && !isWithin(element, group)) continue;
    if ((title !== null && text.includes(title)) || inApart(element)) continue;
    const names = namesIn(element, text);
    if (by && line === null && names.length > 0) line = names;
    if (names.length === 0) {
      if (rank === 2 && by && text.length < 60 && found[2].length === 0) closed = true;
      continue;
    }
    if (rank === 2 && found[2].length === 0) group = element.parent;
    if (rank < 3 || found[3].length === 0) found[rank].push(...names);
  }
  return { names: found.find((names) => names.length > 0) ?? [], line: line ?? [] };
}

/** Names in an element's text. Elements in it that are named for authors tell where a name ends: `<a rel="author">Jane Doe</a> The Paper`. */
function namesIn(element: ElementNode, text: string): string[] {
  const inner: string[] = [];
  let looked = 0;
  for (const part of descendants(element)) {
    looked += 1;
    if (looked > 40) break;
    if (part === element || part.attributes.size === 0) continue;
    const { attributes } = part;
    const marks = `${attributes.get('class') ?? ''} ${attributes.get('rel') ?? ''} ${attributes.get('itemprop') ?? ''}`;
    if (AUTHOR_CLASS.test(marks)) inner.push(...namesInByline(tidy(textContent(part, 200))));
  }
  const ends = inner.filter((name) => !inner.some((other) => other !== name && name.includes(other)));
  const others = namesInByline(text).filter((name) => !ends.some((end) => name.includes(end)));
  const at = (name: string): number => text.toLowerCase().indexOf(name.toLowerCase());
  return unique([...ends, ...others].sort((a, b) => at(a) - at(b)));
}

/** Elements between an author's name and the byline around it. */
const BYLINE_DEPTH = 6;

function isWithin(element: ElementNode, group: ElementNode | null): boolean {
  let node: ElementNode | null = element;
  for (let depth = 0; node !== null && depth < BYLINE_DEPTH; depth += 1, node = node.parent)
    if (node === group) return true;
  return false;
}

/** Text of an element that is short enough for a byline. */
function shortText(element: ElementNode): string | null {
  if (element.children.length > 24) return null;
  const text = tidy(textContent(element, 400));
  return text.length > 0 && text.length < 160 ? text : null;
}
