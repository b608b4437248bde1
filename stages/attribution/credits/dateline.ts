import type { Span } from '../../text/span.ts';
import type { Credit } from '../types.ts';
import { AGENCIES } from './statements.ts';

/** Paragraphs at the top in which a dateline can stand. */
const HEAD = 8;

/** GENEVA, Nov. 4 (Meridian News Agency) -- Talks … */
const DATELINE =
  /^(?<place>\p{Lu}[\p{L}.'’-]*(?:[ -]\p{Lu}[\p{L}.'’-]*){0,3}(?:,\s(?:\p{Lu}[\p{L}.]+)(?:\s\p{Lu}[\p{L}.]+)?)?)(?<date>,?\s(?:\p{L}{3,9}\.?\s\p{Nd}{1,2}|\p{Nd}{1,2}\s\p{L}{3,9}\.?)(?:,?\s\p{Nd}{4})?)?\s?(?:\((?<agency>[^()]{2,60})\))?\s*(?:--|—|–|-)\s/u;
/** "(Reuters) - …" with no place before it. */
const AGENCY_FIRST = /^\((?<agency>[^()]{2,60})\)\s*(?:--|—|–|-)\s/u;
const MONTH = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu;

function agency(name: string, paragraph: number): Credit | null {
  if (!AGENCIES.has(name.trim()) && !/\b(?:Agency|News|Press|Wire|Service|Media)\b/u.test(name)) return null;
  const start = paragraph + name.length - name.trimStart().length;
  return { kind: 'agency', name: name.trim(), start, end: start + name.trim().length };
}

/** A paragraph's dateline with its dash, which is no part of the first sentence; null where it has none. */
function inParagraph(text: string, { start, end }: Span): { credits: Credit[]; span: Span } | null {
  const opening = text.slice(start, Math.min(end, start + 140));
  const first = AGENCY_FIRST.exec(opening);
  if (first) {
    const credit = agency(first.groups!.agency, start + 1);
    return credit && { credits: [credit], span: { start, end: start + first[0].length } };
  }
  const match = DATELINE.exec(opening);
  if (!match) return null;
  const { date, agency: wire } = match.groups!;
  let { place } = match.groups!;
  // "GENEVA, Nov" may have been read as city and state
  const comma = place.lastIndexOf(', ');
  if (comma > 0 && MONTH.test(place.slice(comma + 2))) place = place.slice(0, comma);
  const capitals = place.replace(/\P{L}/gu, '');
  const shouted = capitals === capitals.toUpperCase() || place.split(',')[0] === place.split(',')[0].toUpperCase();
  if (!shouted && !wire && !date) return null;
  const credits: Credit[] = [{ kind: 'dateline', name: place, start, end: start + place.length }];
  if (wire) {
    const credit = agency(wire, start + opening.indexOf(`(${wire})`) + 1);
    if (credit) credits.push(credit);
  }
  return { credits, span: { start, end: start + match[0].length } };
}

/** Place and agency that open a story, with the stretch they stand in. Only the first dateline counts. */
export function findDateline(text: string, paragraphs: readonly Span[]): { credits: Credit[]; span: Span } | null {
  for (const paragraph of paragraphs.slice(0, HEAD)) {
    const found = inParagraph(text, paragraph);
    if (found) return found;
  }
  return null;
}
