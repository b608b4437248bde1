import { isPublisher, NOT_A_NAME, namesInByline, type Publisher, signedBy } from '../names.ts';
import { stringOf } from './metadata.ts';
import { shownAuthors } from './shown-authors.ts';
import { isObject } from './structured-data.ts';
import type { ElementNode } from './tree.ts';

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

/** Who signs: persons, or where there are none the organisation or desk that is named instead of them. */
interface Signed {
  persons: string[];
  organisation: string | null;
}

const NOBODY: Signed = { persons: [], organisation: null };

const unique = (names: readonly string[]): string[] => {
  const seen = new Map<string, string>();
  for (const name of names) if (!seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name);
  return [...seen.values()];
};

function fromJson(value: unknown, resolve: (value: unknown) => unknown, publisher: Publisher): Signed {
  const signed = (Array.isArray(value) ? value : [value]).map((item): Signed => {
    const author = resolve(item);
    const name = isObject(author)
      ? Array.isArray(author.name)
        ? author.name.map((part) => stringOf(part)).join(', ')
        : stringOf(author.name)
      : stringOf(author);
    if (name === null) return NOBODY;
    const type = isObject(author) ? String(author['@type'] ?? '') : '';
    if (/Organization/u.test(type)) return { persons: [], organisation: signedBy(name) };
    const persons = namesInByline(name).filter((person) => !isPublisher(person, publisher));
    if (persons.length > 0) return { persons, organisation: null };
    const organisation = signedBy(name);
    // A person may sign with one name, or without capitals.
    const single =
      /person/iu.test(type) &&
      /^\p{Lu}[\p{Ll}\p{M}’'-]{2,}$|^\p{Ll}+(?: \p{Ll}+){1,3}$/u.test(name) &&
      !NOT_A_NAME.test(name);
    return single && (organisation !== null || name.includes(' ')) && !isPublisher(name, publisher)
      ? { persons: [name], organisation }
      : { persons: [], organisation };
  });
  const organisation = signed.find((entry) => entry.persons.length === 0 && entry.organisation !== null);
  return { persons: signed.flatMap(({ persons }) => persons), organisation: organisation?.organisation ?? null };
}

function fromMeta(values: readonly string[], publisher: Publisher): Signed {
  const named = values.filter((value) => !/^(?:https?:|www\.|@)/u.test(value));
  const persons = named.flatMap(namesInByline).filter((name) => !isPublisher(name, publisher));
  const organisation = named.map(signedBy).find((name) => name !== null && !isPublisher(name, publisher));
  return { persons, organisation: organisation ?? null };
}

/**
 * Who signs a page. Persons come before organisations. JSON-LD counts first, then the byline beside the headline, then meta tags, which often name
 * the account that published, then a byline elsewhere; a byline that has all the declared names and more of them is preferred to any.
 * An agency, a desk or the outlet itself is given only where no person is.
 */
export function authorsInPage(
  root: ElementNode,
  meta: Map<string, string[]>,
  jsonAuthors: unknown[],
  resolve: (value: unknown) => unknown,
  publisher: Publisher,
  title: string | null,
): string[] {
  const json = jsonAuthors.map((author) => fromJson(author, resolve, publisher));
  const tags = AUTHOR_META.map((key) => fromMeta(meta.get(key) ?? [], publisher));
  const shown = shownAuthors(root, title, publisher);
  const inJson = json.find(({ persons }) => persons.length > 0)?.persons ?? [];
  const inMeta = tags.find(({ persons }) => persons.length > 0)?.persons ?? [];
  const declared = unique(inJson.length > 0 ? inJson : inMeta);
  if (declared.length === 0) {
    if (shown.persons.length > 0) return unique(shown.persons);
    const organisation = [...json, ...tags, shown].map((signed) => signed.organisation).find((name) => name !== null);
    return organisation === undefined ? [] : [organisation];
  }
  const line = new Set(shown.persons.map((name) => name.toLowerCase()));
  const holdsAll = declared.every((name) => line.has(name.toLowerCase()));
  if (shown.near && (holdsAll || inJson.length === 0)) return unique(shown.persons);
  return declared;
}
