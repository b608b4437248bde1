import type { Mention } from '../../entities/types.ts';
import type { Span } from '../../text/span.ts';
import type { Unit } from '../clauses/unit.ts';
import type { MentionIndex } from './mention-index.ts';

const SPEAKING = new Set(['PER', 'ORG', 'LOC']);
const DESCRIBES = new Set(['role', 'nominal', 'pronoun']);
const POSSESSIVE = /^['’]s?$/u;

/**
 * The mentions that a source's noun phrase is about: heads of its coordinated parts, named persons before the roles they
 * stand beside in apposition, and nobody who only stands in a modifier ("an official from Japan's ministry", "Mr Smith's
 * lawyer").
 */
export function headMentions(text: string, unit: Unit, source: Span, index: MentionIndex): Mention[] {
  let from = unit.tokens.findIndex((token) => token.start >= source.start);
  if (from < 0) return [];
  let to = from;
  while (to < unit.tokens.length && unit.tokens[to].end <= source.end) to += 1;
  const mentions = index.within(source).filter((mention) => SPEAKING.has(mention.type) && mention.kind !== 'demonym');
  const longest = new Map<number, Mention>();
  for (const mention of mentions) if (!longest.has(mention.start)) longest.set(mention.start, mention);
  const possessiveSource = to > from + 1 && POSSESSIVE.test(unit.tokens[to - 1].text);
  if (possessiveSource) to -= 1;
  const found: Mention[] = [];
  let modifier = false;
  let afterComma = false;
  for (; from < to; from += 1) {
    const token = unit.tokens[from];
    const tag = unit.tag(from);
    const mention = longest.get(token.start);
    if (mention) {
      let last = from;
      while (last + 1 < to && unit.tokens[last + 1].end <= mention.end) last += 1;
      if (isHead(unit, mention, last, to, modifier)) {
        if (
          afterComma &&
          mention.type === 'PER' &&
          found.length > 0 &&
          found.every((other) => DESCRIBES.has(other.kind))
        )
          found.length = 0;
        if (!(afterComma && found.length > 0 && mention.type !== 'PER' && !coordinated(unit, from)))
          found.push(mention);
      }
      // a role spans the name that fills it: look at what is inside, too
      if (!DESCRIBES.has(mention.kind)) from = last;
      afterComma = false;
      continue;
    }
    if (tag === ',') {
      modifier = false;
      afterComma = true;
    } else if (/^(?:IN|TO|WP|WDT|WRB|VBG|VBN|VBD|VBZ|VBP)$/u.test(tag) && !(tag === 'VBN' && from === 0)) {
      if (token.lower !== 'including' || found.length > 0) modifier = true;
      afterComma = false;
    } else if (tag === 'CC') {
      const next = longest.get(unit.tokens[from + 1]?.start ?? -1);
      if (next && found.some((other) => other.type === 'PER' && !DESCRIBES.has(other.kind))) modifier = false;
      afterComma = false;
    } else if (
      afterComma &&
      found.length > 0 &&
      (tag === 'DT' || /^(?:NNS?|JJ)$/u.test(tag)) &&
      !listGoesOn(text, source, token.end)
    ) {
      modifier = true;
      afterComma = false;
    }
  }
  return withoutRepeats(found);
}

/** A comma and then a noun begin an apposition, unless "and" still closes a list. */
function listGoesOn(text: string, source: Span, at: number): boolean {
  return /,?\sand\s/u.test(text.slice(at, source.end));
}

function coordinated(unit: Unit, at: number): boolean {
  return /^(?:and|or|,)$/u.test(unit.lower(at - 1)) && unit.tag(at - 1) === 'CC';
}

function isHead(unit: Unit, mention: Mention, last: number, to: number, modifier: boolean): boolean {
  if (modifier) return false;
  const next = last + 1 < to ? last + 1 : -1;
  if (next >= 0 && POSSESSIVE.test(unit.tokens[next].text)) return false;
  if (mention.type === 'PER') return next < 0 || mention.kind !== 'name' || !/^NNS?$/u.test(unit.tag(next));
  return next < 0 || !/^(?:NN|JJ|HYPH|CD|VBG|VBN)/u.test(unit.tag(next));
}

function withoutRepeats(found: readonly Mention[]): Mention[] {
  const named = found.filter((mention) => !DESCRIBES.has(mention.kind));
  const entities = new Set<number>();
  return found.filter((mention) => {
    // a role or description around a named head says no more than the name
    if (DESCRIBES.has(mention.kind) && named.some((name) => name.start >= mention.start && name.end <= mention.end))
      return false;
    if (entities.has(mention.entity)) return false;
    entities.add(mention.entity);
    return true;
  });
}
