import type { EntityAnnotations } from '../entities/types.ts';
import { pairQuotations } from '../normalize/quotations/pair.ts';
import type { NormalizedText } from '../normalize/types.ts';
import { CodePoints } from '../text/code-points.ts';
import { findCredits } from './credits/find.ts';
import { findAttributions } from './find.ts';
import type { AttributionAnnotations } from './types.ts';

export type {
  Attribution,
  AttributionAnnotations,
  AttributionType,
  Credit,
  CreditKind,
  Polarity,
  Speaker,
} from './types.ts';

/** What `attribute` reads of a normalised text. Where it has no `quotations`, they are paired as `normalize` does. */
export type AttributableText = Pick<
  NormalizedText,
  'text' | 'paragraphs' | 'sentences' | 'title' | 'byline' | 'outlet' | 'language'
> &
  Partial<Pick<NormalizedText, 'quotations'>>;

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
  const utf16 = <T extends { start: number; end: number }>(span: T): T => ({
    ...span,
    start: points.toUtf16(span.start),
    end: points.toUtf16(span.end),
  });
  const paragraphs = input.paragraphs.map(utf16);
  const text = {
    text: input.text,
    paragraphs,
    quotations:
      input.quotations?.map((quotation) => ({
        ...utf16(quotation),
        innerStart: points.toUtf16(quotation.innerStart),
        innerEnd: points.toUtf16(quotation.innerEnd),
      })) ?? pairQuotations(input.text, paragraphs),
    sentences: input.sentences.map(utf16),
    mentions: entities.mentions.map(utf16),
    entities: entities.entities,
    byline: input.byline,
    outlet: input.outlet,
  };
  const credits = findCredits(text);
  const attributions = findAttributions(text, credits);
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
