import type { Entity, EntityAnnotations, Mention } from '../entities/types.ts';
import { pairQuotations } from '../normalize/quotations/pair.ts';
import type { NormalizedText, Quotation } from '../normalize/types.ts';
import type { CodePoints } from '../text/code-points.ts';
import type { Span } from '../text/span.ts';

/** An article inside this stage: all offsets are UTF-16. */
export interface Article {
  text: string;
  paragraphs: readonly Span[];
  sentences: readonly Span[];
  quotations: readonly Quotation[];
  mentions: readonly Mention[];
  entities: readonly Entity[];
  byline: readonly string[];
  outlet: string | null;
}

/** What `attribute` reads of a normalised text. Where it has no `quotations`, they are paired as `normalize` does. */
export type AttributableText = Pick<
  NormalizedText,
  'text' | 'paragraphs' | 'sentences' | 'title' | 'byline' | 'outlet' | 'language'
> &
  Partial<Pick<NormalizedText, 'quotations'>>;

/** Brings a text and its mentions from code points into UTF-16 offsets. */
export function articleOf(input: AttributableText, entities: EntityAnnotations, points: CodePoints): Article {
  const utf16 = <T extends Span>(span: T): T => ({
    ...span,
    start: points.toUtf16(span.start),
    end: points.toUtf16(span.end),
  });
  const paragraphs = input.paragraphs.map(utf16);
  return {
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
}
