import { normalize } from '../../../stages/normalize/index.ts';
import type { NormalizedText, RawDocument } from '../../../stages/normalize/types.ts';
import { CodePoints } from '../../../stages/text/code-points.ts';
import type { Span } from '../../../stages/text/span.ts';

/** Normalises text given as UTF-8. */
export const readText = (text: string, contentType?: string): NormalizedText =>
  normalize({ bytes: Buffer.from(text), contentType });

export const readHtml = (html: string, url?: string): NormalizedText =>
  normalize({ bytes: Buffer.from(html), contentType: 'text/html; charset=utf-8', url });

export const read = (raw: RawDocument): NormalizedText => normalize(raw);

/** The strings that spans of code points stand for. */
export function cut(text: string, spans: readonly Span[]): string[] {
  const points = new CodePoints(text);
  return spans.map(({ start, end }) => text.slice(points.toUtf16(start), points.toUtf16(end)));
}

export const paragraphsOf = ({ text, paragraphs }: NormalizedText): string[] => cut(text, paragraphs);
export const sentencesOf = ({ text, sentences }: NormalizedText): string[] => cut(text, sentences);
