import type { Quotation } from '../../normalize/types.ts';
import type { Article } from '../article.ts';
import type { Unit } from '../clauses/unit.ts';
import type { Placed } from '../placed.ts';
import type { Credit } from '../types.ts';
import { findBlocks } from './blocks.ts';
import type { Turn } from './turns.ts';

/**
 * Attributions that the layout makes: turns of an interview and block quotations. Their words are given as spoken, so
 * they count as direct without quotation marks.
 */
export function findLayout(
  { text, paragraphs }: Article,
  turns: readonly Turn[],
  units: readonly Unit[],
  quotations: readonly Quotation[],
  cued: readonly Placed[],
  credits: readonly Credit[],
): Placed[] {
  const found: Placed[] = [];
  const claimed = new Set(cued.filter(({ inside }) => inside < 0).flatMap((attribution) => attribution.quotations));
  const base = {
    rule: 'layout',
    polarity: 'positive',
    lemma: '',
    draft: null,
    inside: -1,
    layoutSpeaker: true,
  } as const;
  const byParagraph = new Map<number, number[]>();
  quotations.forEach((quotation, i) => {
    if (quotation.depth > 0) return;
    const others = byParagraph.get(quotation.paragraph);
    if (others) others.push(i);
    else byParagraph.set(quotation.paragraph, [i]);
  });
  const interviewees = credits.filter((credit) => credit.kind === 'interviewee');
  for (const turn of turns) {
    const label = text.slice(turn.label.start, turn.label.end);
    const answered = /^(?:A|Answer)$/u.test(label) && interviewees.length === 1 ? interviewees[0].name : undefined;
    found.push({
      ...base,
      source: [turn.label],
      cue: [],
      content: turn.content,
      unit: null,
      quotations: [],
      paragraph: turn.paragraph,
      ...(answered && { speakerName: answered }),
    });
  }
  if (turns.length > 0) return found;
  const lastUnits = new Map<number, Unit>();
  for (const unit of units) if (unit.inside < 0) lastUnits.set(unit.paragraph, unit);
  for (const block of findBlocks(text, paragraphs, lastUnits)) {
    const inBlock = byParagraph.get(block.paragraph) ?? [];
    if (inBlock.some((quotation) => claimed.has(quotation))) continue;
    found.push({
      ...base,
      source: [block.source],
      cue: block.cue,
      content: [block.content],
      unit: block.unit,
      quotations: inBlock,
      paragraph: block.paragraph,
    });
  }
  return found;
}
