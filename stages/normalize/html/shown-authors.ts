import { isPublisher, namesInByline, type Publisher, signedBy } from '../names.ts';
import { PAGE_RULES } from '../rules.ts';
import { inApart, inOthers } from './apart.ts';
import { isHidden, NO_TEXT } from './cues.ts';
import { tidy } from './metadata.ts';
import { descendants, type ElementNode, type TextNode, textContent } from './tree.ts';

/** What a page shows as its byline. */
export interface ShownAuthors {
  persons: string[];
  /** Who is named there where no person is. */
  organisation: string | null;
  /** Whether it stands beside the headline. */
  near: boolean;
}

const AUTHOR_WORD =
  /(?:^|[^\p{L}])(?:by-?lines?|authors?|author-?names?|contributors?|writers?|reporters?|columnists?|journalists?|autor|auteur)(?:$|[^\p{L}])/iu;

/** Parts of an author's card that hold no name, or other persons' names. */
const NOT_AUTHOR =
  /(?:^|[^\p{L}])(?:comments?|commenter|avatar|photographer|caption|recirc|related|newsletter)(?:$|[^\p{L}])/iu;

const AUTHOR_LINK =
  /\/(?:authors?|people|profiles?|by|staff|contributors?|journalists?|writers?|reporters?|columnists?|autor|auteurs?)\//iu;

const BY = /^(?:by|words by|story by|written by|reported by)\s*:?\s*\n?\s*\p{L}/iu;

const MARKS = ['class', 'id', 'data-testid', 'data-test-id', 'data-component', 'data-module', 'data-qa', 'data-tb'];

/** An element that names authors, and the place of its text in the page's. */
interface Candidate {
  element: ElementNode;
  start: number;
  end: number;
  persons: string[];
  organisation: string | null;
}

/** Characters of text between the headline and a byline that belongs to it, between the names of one byline, and for standing apart. */
const { near, together, apart } = PAGE_RULES['byline-beside-headline'].settings;

/** Bylines, and elements that may be one, that are read before a page is taken to show no more. */
const MAX_CANDIDATES = 200;
const MAX_LOOKED = 3_000;

/**
 * The byline a page shows: of all elements that are named for authors, link to one or begin with "By", the one nearest to the headline,
 * with those that stand beside it. Comments, and cards of other stories, are not looked at.
 */
export function shownAuthors(root: ElementNode, title: string | null, publisher: Publisher): ShownAuthors {
  const { candidates, headline } = findCandidates(root, title, publisher);
  const fromHeadline = ({ start, end }: Candidate): number => {
    if (headline === null) return start;
    return start >= headline.end ? start - headline.end : 2 * Math.max(0, headline.start - end) + 50;
  };
  const distance = (candidate: Candidate): number => fromHeadline(candidate) + (inApart(candidate.element) ? apart : 0);
  const named = candidates.filter(({ persons }) => persons.length > 0);
  const pool = named.length > 0 ? named : candidates;
  let best: Candidate | null = null;
  for (const candidate of pool) if (best === null || distance(candidate) < distance(best)) best = candidate;
  if (best === null) return { persons: [], organisation: null, near: false };
  const nearest = candidates.reduce((a, b) => (distance(b) < distance(a) ? b : a));
  const persons = [...best.persons];
  let end = best.end;
  for (const candidate of named) {
    if (
      candidate.start < best.start ||
      candidate.start > end + together ||
      !sharesByline(candidate.element, best.element)
    )
      continue;
    end = Math.max(end, candidate.end);
    persons.push(...candidate.persons);
  }
  const isNear = headline !== null && best.persons.length > 0 && fromHeadline(best) < near;
  // A byline without a person ("By our staff") beside the headline, and a person's far below: that is another story's.
  const overruled = nearest.persons.length === 0 && distance(nearest) < near && !isNear;
  return { persons: overruled ? [] : persons, organisation: nearest.organisation, near: isNear };
}

interface Place {
  start: number;
  end: number;
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Walks the page once, counting shown characters. */
function findCandidates(
  root: ElementNode,
  title: string | null,
  publisher: Publisher,
): { candidates: Candidate[]; headline: Place | null } {
  const candidates: Candidate[] = [];
  const wanted = title === null ? '' : bare(title);
  let headline: Place | null = null;
  let first: Place | null = null;
  let position = 0;
  let looked = 0;
  const stack: (ElementNode | TextNode)[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'text') {
      position += node.data.trim().length;
      continue;
    }
    if (NO_TEXT.has(node.name) || isHidden(node)) continue;
    if (/^h[1-3]$/u.test(node.name) && (headline === null || node.name === 'h1')) {
      const text = textContent(node, 1000);
      const place = { start: position, end: position + text.replace(/\s+/gu, ' ').trim().length };
      if (wanted !== '' && bare(text) === wanted) headline ??= place;
      else if (node.name === 'h1') first ??= place;
    }
    if (looked < MAX_LOOKED && candidates.length < MAX_CANDIDATES && mayBeByline(node)) {
      looked += 1;
      const candidate = readCandidate(node, position, title, publisher);
      if (candidate !== null) candidates.push(candidate);
    }
    for (let i = node.children.length - 1; i >= 0; i -= 1) stack.push(node.children[i]);
  }
  return { candidates, headline: headline ?? first };
}

/** An element's names for programs and styles, in words. */
const marksOf = ({ attributes }: ElementNode): string =>
  attributes.size === 0
    ? ''
    : MARKS.map((key) => attributes.get(key) ?? '')
        .join(' ')
        .slice(0, 300)
        .replace(/(\p{Ll})(\p{Lu})/gu, '$1-$2');

/** Whether microdata or a link's relation say that an element is an author's name. */
const isDeclared = ({ attributes }: ElementNode): boolean =>
  /(?:^|\s)author(?:\s|$)/u.test(`${attributes.get('itemprop') ?? ''} ${attributes.get('rel') ?? ''}`);

const isMarked = (element: ElementNode): boolean =>
  isDeclared(element) ||
  AUTHOR_WORD.test(marksOf(element)) ||
  (element.name === 'a' && AUTHOR_LINK.test(element.attributes.get('href') ?? '') && !inSentence(element));

/** Whether a link stands in running text, where it leads to whom the article is about. */
const inSentence = ({ parent }: ElementNode): boolean =>
  parent !== null && textContent(parent, 300).trim().length > 160;

/** Where dates and times begin. */
const DETAILS =
  /(?<![\p{L}\p{N}])(?:published|updated|posted|last|created|modified|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december)\b[.,\s]*(?=\p{L}{3,9}\.?\s*\d|\d)|\d).*$/isu;

/** Words in names of desks and agencies. */
const DESK =
  /(?<!\p{L})(?:staff|desk|team|bureau|agency|agencies|editors|editorial|news|press|reuters|afp|submissions|correspondents?)(?!\p{L})/iu;

/** A first look: elements of a few parts that are marked, or whose first text begins as bylines do. */
function mayBeByline(element: ElementNode): boolean {
  const { name, children } = element;
  if (name === 'body' || name === 'html' || name === 'article' || children.length > 40) return false;
  if (isMarked(element)) return true;
  if (!/^(?:p|div|span|h[2-6]|li|address|strong|b|em|i)$/u.test(name)) return false;
  let node: ElementNode | TextNode | undefined = element;
  for (let depth = 0; node?.kind === 'element' && depth < 6; depth += 1)
    node = node.children.find((child) => child.kind === 'element' || child.data.trim() !== '');
  return node?.kind === 'text' && /^\s*(?:by|words|story|written|reported)(?!\p{L})/iu.test(node.data.slice(0, 100));
}

function readCandidate(
  element: ElementNode,
  start: number,
  title: string | null,
  publisher: Publisher,
): Candidate | null {
  if (NOT_AUTHOR.test(marksOf(element))) return null;
  const declared = isDeclared(element);
  const marked = isMarked(element);
  const lines = linesOf(element, marked ? 600 : 200);
  if (lines === null || (!marked && !BY.test(lines))) return null;
  const whole = tidy(lines);
  if (whole === '' || (title !== null && whole.includes(title)) || inOthers(element) || inTeaser(element)) return null;
  // What follows the names: dates, times, roles, the address of the writer.
  const head = withoutTail(element, lines.replace(DETAILS, '').slice(0, 200));
  const notPublisher = (names: string[]) => names.filter((person) => !isPublisher(person, publisher));
  const parted = notPublisher(namesInByline(head));
  const persons = parted.length > 0 ? parted : notPublisher(namesInByline(tidy(head)));
  if (persons.length === 0) {
    const short = tidy(head);
    if (short.length > 60 || !(BY.test(lines) || declared || (marked && DESK.test(short)))) return null;
    return { element, start, end: start + whole.length, persons, organisation: signedBy(short) };
  }
  return { element, start, end: start + whole.length, persons, organisation: null };
}

/** An element's text, a line break where an element begins or ends; null where it is longer than a byline. */
function linesOf(element: ElementNode, limit: number): string | null {
  const parts: string[] = [];
  let length = 0;
  let nodes = 0;
  const stack: (ElementNode | TextNode | '\n')[] = [...element.children].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    nodes += 1;
    if (nodes > 200) return null;
    if (node === '\n') parts.push(node);
    else if (node.kind === 'text') {
      parts.push(node.data.replace(/\s+/gu, ' '));
      length += node.data.trim().length;
      if (length > limit) return null;
    } else if (!NO_TEXT.has(node.name)) {
      parts.push('\n');
      stack.push('\n');
      for (let i = node.children.length - 1; i >= 0; i -= 1) stack.push(node.children[i]);
    }
  }
  return parts.join('').trim();
}

/**
 * A byline up to the last name in it that is marked up as one, where no "and" or comma joins what follows: that is an outlet or a place.
 */
function withoutTail(element: ElementNode, lines: string): string {
  let end = -1;
  let looked = 0;
  for (const part of descendants(element)) {
    looked += 1;
    if (looked > 60) break;
    if (part.attributes.size === 0 || !isMarked(part)) continue;
    const name = namesInByline(tidy(textContent(part, 120))).at(-1);
    const at = name === undefined ? -1 : lines.lastIndexOf(name);
    if (name !== undefined && at !== -1) end = Math.max(end, at + name.length);
  }
  return end === -1 || /^\s*(?:,|&|and\b)/iu.test(lines.slice(end)) ? lines : lines.slice(0, end);
}

/** Elements between an author's name and the card or byline around it, and parts that a card has at most. */
const CARD_DEPTH = 4;
const CARD_PARTS = 120;
const BYLINE_DEPTH = 6;

/** Whether an element stands on the card of another story: beside a heading that is a link, and not beside the page's own. */
function inTeaser(element: ElementNode): boolean {
  let node = element.parent;
  for (let depth = 0; node !== null && depth < CARD_DEPTH; depth += 1, node = node.parent) {
    let parts = 0;
    let linked = false;
    const stack = [node];
    for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
      parts += part.children.length;
      if (part.name === 'h1' || parts > CARD_PARTS) return false;
      const below = part.children.filter((child) => child.kind === 'element');
      if (/^h[2-5]$/u.test(part.name) && (part.parent?.name === 'a' || below.some(({ name }) => name === 'a')))
        linked = true;
      stack.push(...below);
    }
    if (linked) return true;
  }
  return false;
}

/** Whether two elements stand in one byline. */
function sharesByline(a: ElementNode, b: ElementNode): boolean {
  const above = new Set<ElementNode>();
  let node: ElementNode | null = a;
  for (let depth = 0; node !== null && depth < BYLINE_DEPTH; depth += 1, node = node.parent) above.add(node);
  node = b;
  for (let depth = 0; node !== null && depth < BYLINE_DEPTH; depth += 1, node = node.parent)
    if (above.has(node)) return true;
  return false;
}
