import { type AttributionAnnotations, attribute } from '../../../stages/attribution/index.ts';
import { normalized } from '../../../stages/attribution/train/examples.ts';
import { type EntityAnnotations, tagEntities } from '../../../stages/entities/index.ts';
import type { Span } from '../../../stages/text/span.ts';

const NO_ENTITIES: EntityAnnotations = { status: 'tagged', entities: [], mentions: [] };

/** A plain text as `normalize` gives it, each line a paragraph. */
export const structure = (text: string) => ({ ...normalized(text), publishedAt: null });

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
