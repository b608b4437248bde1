import type { Span } from '../../text/span.ts';
import type { Credit } from '../types.ts';

const EMAIL = /[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
/** Paragraphs at each end that may give an address of the newsroom. */
const EDGE = 4;
const OFFERED = /(?:contact|e-?mail|reach(?:ed)?|write to|follow|twitter|newsroom|feedback|tips?|letters)\b/iu;

/** Spellings of a name that local parts of addresses use: janedoe, doejane, jdoe, janed, jane, doe. */
function localParts(name: string): string[] {
  const words = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, '')
    .split(/\s+/u)
    .filter(Boolean);
  if (words.length < 2) return words;
  const first = words[0];
  const last = words[words.length - 1];
  return [
    words.join(''),
    first + last,
    last + first,
    [...words].reverse().join(''),
    first[0] + last,
    last + first[0],
    first + last[0],
    first,
    last,
  ];
}

/** Addresses in credit lines, each with the person whose name its local part spells. */
export function findContacts(text: string, paragraphs: readonly Span[], people: readonly Credit[]): Credit[] {
  const found: Credit[] = [];
  paragraphs.forEach((paragraph, i) => {
    const edge = i < EDGE || i >= paragraphs.length - EDGE;
    if (!edge || paragraph.end - paragraph.start > 600) return;
    const words = text.slice(paragraph.start, paragraph.end);
    for (const match of words.matchAll(EMAIL)) {
      const alone = words.length - match[0].length < 80;
      if (!alone && !OFFERED.test(words)) continue;
      const email = match[0];
      const local = email
        .slice(0, email.indexOf('@'))
        .toLowerCase()
        .replace(/[^\p{L}]/gu, '');
      const owner = people.find((person) => localParts(person.name).includes(local));
      const start = paragraph.start + match.index;
      found.push({ kind: 'contact', name: owner?.name ?? email, email, start, end: start + email.length });
    }
  });
  return found;
}
