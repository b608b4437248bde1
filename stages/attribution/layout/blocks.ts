import type { Span } from '../../text/span.ts';
import { cueRanges } from '../clauses/cue-words.ts';
import { subjectOf } from '../clauses/subject.ts';
import type { Range, Unit } from '../clauses/unit.ts';
import { VERB_FORMS } from '../lexicon/forms.ts';

/** A paragraph quoted as a block. */
export interface Block {
  source: Span;
  cue: Span[];
  content: Span;
  /** Index of the content's paragraph. */
  paragraph: number;
  /** The unit that names the source, null where a line under the block does. */
  unit: Unit | null;
}

const SIGNATURE = /^(?:--?|—|–|―)\s*(?<who>\p{Lu}[^.!?:;"“”]{2,110}?)\.?$/u;
const LIST_ITEM = /^(?:[•*·▪–—-]|\p{Nd}{1,2}[.)]|\(?[a-z]\))\s/u;
const SENTENCE_END = /[.!?…]["”’'»)\]]*$/u;

const span = (unit: Unit, { first, last }: Range): Span => ({
  start: unit.tokens[first].start,
  end: unit.tokens[last].end,
});

/** A paragraph with the speaker's name in a line under it: "— Jane Doe, harbour master". */
function signed(text: string, paragraphs: readonly Span[], i: number): Block | null {
  if (i + 1 >= paragraphs.length) return null;
  const { start, end } = paragraphs[i + 1];
  const line = text.slice(start, end);
  const match = line.length < 130 ? SIGNATURE.exec(line) : null;
  if (!match || !SENTENCE_END.test(text.slice(Math.max(paragraphs[i].start, paragraphs[i].end - 4), paragraphs[i].end)))
    return null;
  const from = start + line.indexOf(match.groups!.who);
  return {
    source: { start: from, end: from + match.groups!.who.length },
    cue: [],
    content: paragraphs[i],
    paragraph: i,
    unit: null,
  };
}

/** A paragraph after one that ends in a verb of speech and a colon: "In its report the board writes:". */
function introduced(text: string, paragraphs: readonly Span[], i: number, before: Unit | undefined): Block | null {
  const content = paragraphs[i];
  if (!before || text[paragraphs[i - 1].end - 1] !== ':') return null;
  const words = text.slice(content.start, content.end);
  if (LIST_ITEM.test(words) || words.split(/\s+/u, 6).length < 6) return null;
  for (let verb = before.tokens.length - 2; verb >= 0; verb -= 1) {
    const entry = VERB_FORMS.get(before.lower(verb));
    if (!entry?.frames.has('direct') || !/^VB/u.test(before.tag(verb))) continue;
    const { phrase } = subjectOf(before, verb);
    if (!phrase) continue;
    return {
      source: span(before, phrase),
      cue: cueRanges(before, verb).map((range) => span(before, range)),
      content,
      paragraph: i,
      unit: before,
    };
  }
  return null;
}

/**
 * Paragraphs that stand as a quotation by their place: under a line that ends in a verb of speech and a colon, or over a
 * line that signs them.
 * @param lastUnits the last unit of each paragraph.
 */
export function findBlocks(text: string, paragraphs: readonly Span[], lastUnits: ReadonlyMap<number, Unit>): Block[] {
  const blocks: Block[] = [];
  paragraphs.forEach((_, i) => {
    const block = signed(text, paragraphs, i) ?? (i > 0 ? introduced(text, paragraphs, i, lastUnits.get(i - 1)) : null);
    if (block) blocks.push(block);
  });
  return blocks;
}
