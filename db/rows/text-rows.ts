import type { NormalizedText } from '../../stages/normalize/types.ts';
import { containing, Surface } from '../surface.ts';
import type { Payload } from './payload.ts';
import { pointInTime } from './point-in-time.ts';

/** What of a normalised text makes it the same article: all but how it was read from its bytes. */
export type TextContent = Omit<NormalizedText, 'encoding' | 'offsets' | 'warnings'>;

/** Takes the article out of the stage's output; two raw documents may give the same one. */
export function textContent({ encoding: _, offsets: __, warnings: ___, ...content }: NormalizedText): TextContent {
  return content;
}

/** Rows of a text artifact. @throws RangeError when a span is not one of the text. */
export function textRows(text: TextContent): Payload {
  const surface = new Surface(text.text);
  const paragraphOf = containing(text.paragraphs);
  return {
    texts: [
      {
        text: text.text,
        title: text.title,
        byline: text.byline,
        published: text.publishedAt,
        published_at: pointInTime(text.publishedAt),
        modified: text.modifiedAt,
        modified_at: pointInTime(text.modifiedAt),
        language: text.language,
        outlet: text.outlet,
        canonical_url: text.canonicalUrl,
        quotation_starts: text.quotations.map(({ start }) => start),
        quotation_ends: text.quotations.map(({ end }) => end),
        quotation_inner_starts: text.quotations.map(({ innerStart }) => innerStart),
        quotation_inner_ends: text.quotations.map(({ innerEnd }) => innerEnd),
        quotation_depths: text.quotations.map(({ depth }) => depth),
        quotation_paragraphs: text.quotations.map(({ paragraph }) => paragraph),
        quotation_continues: text.quotations.map(({ continues }) => continues),
        foreign_paragraphs: text.foreignParagraphs.map(({ paragraph }) => paragraph),
        foreign_languages: text.foreignParagraphs.map(({ language }) => language),
      },
    ],
    paragraphs: text.paragraphs.map(({ start, end }, ordinal) => ({
      ordinal,
      start,
      end,
      text: surface.at({ start, end }, 'Paragraph'),
    })),
    sentences: text.sentences.map(({ start, end }, ordinal) => ({
      ordinal,
      start,
      end,
      text: surface.at({ start, end }, 'Sentence'),
      paragraph: paragraphOf(start),
    })),
  };
}

/** Row of `text_origins` that says how a text was read from its bytes, but for the result that it belongs to. */
export function textOriginRow(rawSha256: string, { encoding, warnings, offsets }: NormalizedText) {
  return {
    raw_sha256: rawSha256,
    encoding,
    warnings,
    starts: offsets.map(({ start }) => start),
    lengths: offsets.map(({ length }) => length),
    raw_starts: offsets.map(({ rawStart }) => rawStart),
    raw_lengths: offsets.map(({ rawLength }) => rawLength),
  };
}
