import type { Entity, Mention } from '../entities/types.ts';
import type { Quotation } from '../normalize/types.ts';
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
