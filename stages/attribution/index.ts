import type { EntityAnnotations } from '../entities/types.ts';
import { CodePoints } from '../text/code-points.ts';
import { type AttributableText, articleOf } from './article.ts';
import { findCredits } from './credits/find.ts';
import { findAttributions } from './find.ts';
import type { AttributionAnnotations } from './types.ts';

export type { AttributableText } from './article.ts';
export type {
  Attribution,
  AttributionAnnotations,
  AttributionType,
  Credit,
  CreditKind,
  Polarity,
  Speaker,
} from './types.ts';

/**
 * Finds who said, thought or wanted what in an English article, and whom the article as a whole rests on.
 * @param input normalised text with its paragraphs and sentences, in code points.
 * @param entities its mentions, to say who the speakers are.
 * @returns attributions by their first span and credits by start, in code points. A language other than English gives
 * the status `unsupported-language` and nothing else; an unknown one is read as English.
 */
export function attribute(input: AttributableText, entities: EntityAnnotations): AttributionAnnotations {
  if (input.language !== null && !/^en(?:-|$)/iu.test(input.language))
    return { status: 'unsupported-language', attributions: [], credits: [] };
  const points = new CodePoints(input.text);
  const article = articleOf(input, entities, points);
  const credits = findCredits(article);
  const attributions = findAttributions(article, credits);
  const codePoints = <T extends { start: number; end: number }>(span: T): T => ({
    ...span,
    ...points.span(span.start, span.end),
  });
  return {
    status: 'attributed',
    attributions: attributions.map((attribution) => ({
      ...attribution,
      source: attribution.source.map(codePoints),
      cue: attribution.cue.map(codePoints),
      content: attribution.content.map(codePoints),
    })),
    credits: credits.map(codePoints),
  };
}
