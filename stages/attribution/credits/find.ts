import type { Span } from '../../text/span.ts';
import type { Article } from '../article.ts';
import type { Credit, CreditKind } from '../types.ts';
import { findContacts } from './contact.ts';
import { findDateline } from './dateline.ts';
import { NAME, type Person, readPeople } from './people.ts';
import { AGENCIES, CONTRIBUTED, INTERVIEW_WITH, STATEMENTS } from './statements.ts';

const HEAD = 8;
const TAIL = 8;
const LONGEST_LINE = 400;
const BYLINE = /^(?:by|from)[\s:]+(?=\p{Lu})/iu;
/** Every credit phrase has one of these words. */
const MAY_CREDIT = /\bby\b|\bfrom\b|contribut|interview|photo|image|picture|illustration|courtesy/iu;
/** What may stand before a credit phrase that opens a part of a line. */
const OPENS = /(?:^|[([;.|•–—-]\s*|\.\s)$/u;
const PERSON_THEN_ROLE = new RegExp(
  `^(?<name>${NAME})(?:,\\s(?<role>(?:an?|the|who|former|[\\p{Ll}])[^;]*?))?(?=[.;)]?\\s*$|;|\\.\\s)`,
  'u',
);

function credit(kind: CreditKind, person: Person): Credit {
  const { name, start, end, role, outlet } = person;
  return { kind, name, ...(role && { role }), ...(outlet && { outlet }), start, end };
}

/** The end of a list of people: a full stop, a semicolon, a bracket or "based on". */
function listEnd(text: string, from: number, end: number): number {
  const rest = text.slice(from, Math.min(end, from + 300));
  const stop =
    /(?<!(?:^|[\s.])\p{Lu})\.(?=\s|$)|[;()[\]|•]|,?\s(?:based|from an|after|and (?:is|was)|on|for)\s|\s[–—]\s/u.exec(
      rest,
    );
  return stop ? from + stop.index : Math.min(end, from + 300);
}

function statements(text: string, { start, end }: Span): Credit[] {
  const line = text.slice(start, end);
  const found: Credit[] = [];
  if (!MAY_CREDIT.test(line)) return found;
  for (const { kind, phrase, anywhere, words } of STATEMENTS) {
    if (words && !words.test(line)) continue;
    for (const match of line.matchAll(phrase)) {
      if (!anywhere && !OPENS.test(line.slice(Math.max(0, match.index - 3), match.index))) continue;
      const from = start + match.index + match[0].length;
      const people = readPeople(text, { start: from, end: listEnd(text, from, end) });
      for (const person of people) found.push(credit(kind, person));
      if (people.length === 0 && kind === 'photo') found.push(...pictureSource(text, from, end));
    }
  }
  for (const match of /contribut/iu.test(line) ? line.matchAll(CONTRIBUTED) : []) {
    const before = line.slice(0, match.index);
    const from = Math.max(0, before.search(/[^.;()]*$/u));
    const lead = /^\s*/u.exec(before.slice(from))![0].length;
    for (const person of readPeople(text, { start: start + from + lead, end: start + match.index }))
      found.push(credit('contributor', person));
  }
  for (const match of /interview|conversation/iu.test(line) ? line.matchAll(INTERVIEW_WITH) : []) {
    const from = match.index + match[0].length;
    const person =
      PERSON_THEN_ROLE.exec(line.slice(from, from + 300)) ??
      new RegExp(`^(?<name>${NAME})`, 'u').exec(line.slice(from, from + 80));
    if (!person) continue;
    const { name, role } = person.groups!;
    found.push({
      kind: 'interviewee',
      name,
      ...(role && { role: role.trim() }),
      start: start + from,
      end: start + from + name.length,
    });
  }
  return found;
}

/** "Photo: NASA", "Image: John Smith/AP". */
function pictureSource(text: string, from: number, end: number): Credit[] {
  const match = /^\p{Lu}[\p{L}\p{M}.'’ /-]{1,60}?(?=[.,;)]|\s*$)/u.exec(text.slice(from, Math.min(end, from + 80)));
  return match ? [{ kind: 'photo', name: match[0].trim(), start: from, end: from + match[0].trim().length }] : [];
}

/** "By Jane Doe", alone in its line. */
function byline(text: string, { start, end }: Span): Credit[] {
  const line = text.slice(start, end);
  const opening = BYLINE.exec(line);
  if (!opening || line.length > 160 || /[.?!]["”’]?$/u.test(line.replace(/\s(?:\p{Lu}\.)+$/u, ''))) return [];
  const stop = /\s*(?:\||•|\s[–—-]\s|\n|\s\p{Nd}{1,2}\s\p{Lu})/u.exec(line.slice(opening[0].length));
  const last = stop ? opening[0].length + stop.index : line.length;
  return readPeople(text, { start: start + opening[0].length, end: start + last }).map((person) =>
    credit('author', person),
  );
}

/** Names that the document's metadata give, where a line of the head or foot shows them. */
function fromMetadata(article: Article, edges: readonly Span[], known: readonly Credit[]): Credit[] {
  const found: Credit[] = [];
  const place = (name: string): Span | null => {
    for (const { start, end } of edges) {
      const at = article.text.slice(start, end).toLowerCase().indexOf(name.toLowerCase());
      if (at >= 0 && end - start <= LONGEST_LINE) return { start: start + at, end: start + at + name.length };
    }
    return null;
  };
  for (const name of article.byline) {
    if (name.length < 2 || known.some((other) => other.name === name)) continue;
    const span = edges.filter(({ start, end }) => end - start < 120).length > 0 ? place(name) : null;
    // Where nobody signs, an agency or the publication does.
    const kind = AGENCIES.has(name) ? 'agency' : name === article.outlet ? 'outlet' : 'author';
    if (span) found.push({ kind, name, ...span });
  }
  const { outlet } = article;
  const named = [...known, ...found].some((other) => other.kind === 'outlet' && other.name === outlet);
  if (outlet && outlet.length > 1 && !named) {
    const span = place(outlet);
    if (span) found.push({ kind: 'outlet', name: outlet, ...span });
  }
  return found;
}

/** An outlet that a credited person works for. */
function outletsOf(text: string, people: readonly Credit[]): Credit[] {
  const found: Credit[] = [];
  for (const { outlet, start, end } of people) {
    if (!outlet || found.some((other) => other.name === outlet)) continue;
    const from = Math.max(0, start - outlet.length - 60);
    const at = text.slice(from, end + outlet.length + 40).indexOf(outlet);
    if (at >= 0)
      found.push({
        kind: AGENCIES.has(outlet) ? 'agency' : 'outlet',
        name: outlet,
        start: from + at,
        end: from + at + outlet.length,
      });
  }
  return found;
}

/** Whom and what the article as a whole rests on, by start, in UTF-16 offsets. */
export function findCredits(article: Article): Credit[] {
  const { text, paragraphs } = article;
  const short = (paragraph: Span) => paragraph.end - paragraph.start <= LONGEST_LINE * 2;
  const head = paragraphs.slice(0, HEAD);
  const tail = paragraphs.slice(Math.max(HEAD, paragraphs.length - TAIL));
  const edges = [...head, ...tail].filter(short);
  const people = [
    ...edges.flatMap((paragraph) => byline(text, paragraph)),
    ...edges.flatMap((paragraph) => statements(text, paragraph)),
  ];
  const found = [
    ...people,
    ...(findDateline(text, paragraphs)?.credits ?? []),
    ...fromMetadata(article, edges, people),
  ];
  const whole = [...found, ...outletsOf(text, people), ...findContacts(text, paragraphs, people)];
  const seen = new Set<string>();
  return whole
    .filter(({ kind, start, end }) => {
      const key = `${kind} ${start} ${end}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
}
