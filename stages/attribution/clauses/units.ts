import type { Quotation } from '../../normalize/types.ts';
import type { Span } from '../../text/span.ts';
import { tokenize } from '../../text/tokens.ts';
import type { QuotationUse } from '../quotations/use.ts';
import { Unit, type UnitToken } from './unit.ts';

/** A longer sentence is cut, so that what is done for each of its words stays bounded. */
const LONGEST_UNIT = 250;

/** What the units of a text are made from; offsets are UTF-16. */
export interface Source {
  text: string;
  paragraphs: readonly Span[];
  sentences: readonly Span[];
  quotations: readonly Quotation[];
  uses: readonly QuotationUse[];
  /** Speakers' labels with their colons, in order: no part of the sentences they stand before. */
  labels: readonly Span[];
}

/** Stands for a quotation, as the parser has to see one: a mark, a word, a comma, a mark. */
function placeholder(text: string, quotation: Quotation, index: number, last: boolean): UnitToken[] {
  const at = (word: string, start: number, end: number, spaceBefore: boolean): UnitToken => ({
    text: word,
    lower: word,
    start,
    end,
    spaceBefore,
    quotation: index,
  });
  const { start, end } = quotation;
  const tokens = [at('“', start, start + 1, true), at('this', start, end, false)];
  // a full stop inside the marks parts the quotation from what follows, a comma joins it
  if (!last) tokens.push(at(text[quotation.innerEnd - 1] === '.' ? '.' : ',', end - 1, end, false));
  tokens.push(at('”', end - 1, end, false));
  return tokens;
}

function cut(tokens: UnitToken[], sentence: number, paragraph: number, inside: number, into: Unit[]): void {
  for (let from = 0; from < tokens.length; from += LONGEST_UNIT)
    into.push(new Unit(tokens.slice(from, from + LONGEST_UNIT), sentence, paragraph, inside));
}

/**
 * Cuts a text into units for the parser, in order. Whole quotations (`speech`, outermost) become a placeholder in the
 * sentences around them and units of their own inside.
 */
export function unitsOf({ text, paragraphs, sentences, quotations, uses, labels }: Source): Unit[] {
  const spoken = quotations
    .map((quotation, index) => ({ quotation, index }))
    .filter(({ quotation, index }) => quotation.depth === 0 && uses[index] === 'speech');
  const units: Unit[] = [];
  let paragraph = 0;
  let next = 0;
  let finished = -1;
  let label = 0;
  sentences.forEach((sentence, number) => {
    while (paragraph < paragraphs.length - 1 && paragraphs[paragraph].end <= sentence.start) paragraph += 1;
    const words = tokenize(text.slice(sentence.start, sentence.end));
    const outer: UnitToken[] = [];
    let inner: UnitToken[] = [];
    let innerOf = -1;
    const inside: Unit[] = [];
    const flush = () => {
      if (inner.length > 0) cut(inner, number, paragraph, innerOf, inside);
      inner = [];
    };
    for (const word of words) {
      const start = sentence.start + word.start;
      const end = sentence.start + word.end;
      while (label < labels.length && labels[label].end <= start) label += 1;
      if (label < labels.length && labels[label].start < end) continue;
      while (next < spoken.length && spoken[next].quotation.end <= start) next += 1;
      const current = next < spoken.length && spoken[next].quotation.start < end ? spoken[next] : undefined;
      const token = {
        text: word.text,
        lower: word.text.toLowerCase(),
        start,
        end,
        spaceBefore: word.spaceBefore,
        quotation: -1,
      };
      if (!current) {
        outer.push(token);
        continue;
      }
      if (innerOf !== current.index) {
        flush();
        innerOf = current.index;
        outer.push(...placeholder(text, current.quotation, current.index, current.quotation.end >= sentence.end));
      }
      if (start >= current.quotation.innerStart && end <= current.quotation.innerEnd) inner.push(token);
    }
    flush();
    const said = outer.some((token) => token.quotation < 0);
    const previous = finished >= 0 ? quotations[finished] : undefined;
    // “Why?” | he asked. — the sentence before was a quotation and nothing else
    if (
      said &&
      previous &&
      previous.paragraph === paragraph &&
      outer[0].quotation < 0 &&
      (text[previous.innerEnd - 1] !== '.' || /^\p{Ll}/u.test(outer[0].text))
    )
      outer.unshift(...placeholder(text, previous, finished, false));
    finished = !said && innerOf >= 0 && quotations[innerOf].end <= sentence.end ? innerOf : -1;
    if (said) cut(outer, number, paragraph, -1, units);
    for (const unit of inside) units.push(unit);
  });
  return units;
}
