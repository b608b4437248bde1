import { splitSentences } from '../../normalize/sentences/index.ts';
import { CodePoints } from '../../text/code-points.ts';
import type { Span } from '../../text/span.ts';
import { type AttributableText, articleOf } from '../article.ts';
import { type Candidate, findCandidates } from '../find.ts';
import { type GoldDocument, jaccard, type Pair } from './gold.ts';

/** A text as `normalize` would give it: lines are paragraphs. Offsets are code points. */
export function normalized(text: string): AttributableText {
  const paragraphs = [...text.matchAll(/[^\n]*\S[^\n]*/gu)].map((match) => {
    const start = match.index + match[0].length - match[0].trimStart().length;
    return { start, end: start + match[0].trim().length };
  });
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

/** A candidate of a marked document with its spans in code points, and whether it is one of the gold attributions. */
export interface Judged extends Candidate {
  source: Pair[];
  content: Pair[];
  right: boolean;
}

/** Whether source and content each overlap those of a gold attribution by half. */
export function isRight({ attributions }: GoldDocument, source: readonly Pair[], content: readonly Pair[]): boolean {
  return attributions.some((gold) => jaccard(gold.content, content) >= 0.5 && jaccard(gold.source, source) >= 0.5);
}

/** All that may be an attribution in a marked document, judged by its gold. */
export function judgedCandidates(document: GoldDocument): Judged[] {
  const points = new CodePoints(document.text);
  const article = articleOf(normalized(document.text), { status: 'tagged', entities: [], mentions: [] }, points);
  const pairs = (spans: readonly Span[]): Pair[] =>
    spans.map(({ start, end }) => {
      const span = points.span(start, end);
      return [span.start, span.end];
    });
  return findCandidates(article, []).map((candidate) => {
    const source = pairs(candidate.attribution.source);
    const content = pairs(candidate.attribution.content);
    return { ...candidate, source, content, right: isRight(document, source, content) };
  });
}
