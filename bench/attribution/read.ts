import { type Attribution, attribute } from '../../stages/attribution/index.ts';
import type { EntityAnnotations } from '../../stages/entities/types.ts';
import { splitSentences } from '../../stages/normalize/sentences/index.ts';
import { CodePoints } from '../../stages/text/code-points.ts';
import type { Span } from '../../stages/text/span.ts';
import type { SetName } from './documents.ts';
import type { GoldAttribution, GoldDocument, Pair } from './gold.ts';

/** The spans that are scored do not depend on entities; only the speakers do. */
const NO_ENTITIES: EntityAnnotations = { status: 'tagged', entities: [], mentions: [] };

/** A text as `normalize` would give it: lines are paragraphs. Offsets are code points. */
function normalized(text: string) {
  const paragraphs = [...text.matchAll(/[^\n]*\S[^\n]*/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].trimEnd().length,
  }));
  const points = new CodePoints(text);
  const inCodePoints = ({ start, end }: Span) => points.span(start, end);
  return {
    text,
    title: null,
    byline: [],
    outlet: null,
    language: 'en',
    paragraphs: paragraphs.map(inCodePoints),
    sentences: splitSentences(text, paragraphs, 'en').map(inCodePoints),
  };
}

/** What the stage attributes in a text, and the processor time that took. */
export function read(text: string): { attributions: Attribution[]; milliseconds: number } {
  const input = normalized(text);
  const before = process.cpuUsage();
  const { attributions } = attribute(input, NO_ENTITIES);
  const spent = process.cpuUsage(before);
  return { attributions, milliseconds: (spent.user + spent.system) / 1000 };
}

export const pairs = (spans: readonly Span[]): Pair[] => spans.map(({ start, end }) => [start, end]);

/** An attribution as the scorer takes it. GUM leaves out the comma that closes "Smith, who runs the mill,". */
export function scored(set: SetName, { text }: GoldDocument, found: Attribution): GoldAttribution {
  const points = set === 'news' || set === 'interview' ? Array.from(text) : [];
  return {
    source: found.source.map(({ start, end }) => [start, points[end - 1] === ',' ? end - 1 : end]),
    cue: pairs(found.cue),
    content: pairs(found.content),
    type: found.type,
  };
}
