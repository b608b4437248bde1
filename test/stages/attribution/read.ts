import { type AttributionAnnotations, attribute } from '../../../stages/attribution/index.ts';
import { type EntityAnnotations, tagEntities } from '../../../stages/entities/index.ts';
import { splitSentences } from '../../../stages/normalize/sentences/index.ts';
import { CodePoints } from '../../../stages/text/code-points.ts';
import type { Span } from '../../../stages/text/span.ts';

const NO_ENTITIES: EntityAnnotations = { status: 'tagged', entities: [], mentions: [] };

/** A plain text as `normalize` gives it, each line a paragraph. */
export function structure(text: string) {
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
    publishedAt: null,
    language: 'en',
    paragraphs: paragraphs.map(inCodePoints),
    sentences: splitSentences(text, paragraphs, 'en').map(inCodePoints),
  };
}

/** Attribution of a plain text, with its entities tagged or without any. */
export function read(text: string, tagged: 'with entities' | 'without entities'): AttributionAnnotations {
  const input = structure(text);
  return attribute(input, tagged === 'with entities' ? tagEntities(input) : NO_ENTITIES);
}

/** The words of some spans. */
export function words(text: string, spans: readonly Span[]): string {
  const points = Array.from(text);
  return spans.map(({ start, end }) => points.slice(start, end).join('')).join(' | ');
}
