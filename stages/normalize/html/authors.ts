import { namesInByline } from '../names.ts';
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

function fromJson(value: unknown, resolve: (value: unknown) => unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap((item) => {
    const author = resolve(item);
    if (isObject(author) && /Organization/u.test(String(author['@type'] ?? ''))) return [];
    const name = isObject(author)
      ? Array.isArray(author.name)
        ? author.name.map((name) => stringOf(name)).join(', ')
        : stringOf(author.name)
      : stringOf(author);
    return name === null ? [] : namesInByline(name);
  });
}

const unique = (names: string[]): string[] => {
  const seen = new Map<string, string>();
  for (const name of names) if (!seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name);
  return [...seen.values()];
};

/** Authors' names: JSON-LD first, then meta tags, then what the page shows in elements named for it. */
export function authorsInPage(
  root: ElementNode,
  meta: Map<string, string[]>,
  jsonAuthors: unknown[],
  resolve: (value: unknown) => unknown,
  outlet: string | null,
): string[] {
  const notOutlet = (names: string[]) => unique(names.filter((name) => name.toLowerCase() !== outlet?.toLowerCase()));
  for (const author of jsonAuthors) {
    const names = notOutlet(fromJson(author, resolve));
    if (names.length > 0) return names;
  }
  for (const key of AUTHOR_META) {
    const names = notOutlet((meta.get(key) ?? []).filter((value) => !/^https?:/u.test(value)).flatMap(namesInByline));
    if (names.length > 0) return names;
  }
  return notOutlet(shownAuthors(root));
}

function shownAuthors(root: ElementNode): string[] {
  const found: string[][] = [[], [], [], []];
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
    if (rank === -1) continue;
    const text = shortText(element);
    if (text === null || (rank === 3 && !/^by\s+\p{Lu}/iu.test(text))) continue;
    if (found[rank].length < 8) found[rank].push(...namesInByline(text));
  }
  return found.find((names) => names.length > 0) ?? [];
}

/** Text of an element that is short enough for a byline. */
function shortText(element: ElementNode): string | null {
  if (element.children.length > 24) return null;
  const text = tidy(textContent(element, 400));
  return text.length > 0 && text.length < 160 ? text : null;
}
