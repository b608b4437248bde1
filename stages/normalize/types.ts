import type { Span } from '../text/span.ts';

/** What `normalize` takes: the bytes as they came, and what their sender said of them. */
export interface RawDocument {
  bytes: Uint8Array;
  /** Media type as declared, with its charset if any: `text/html; charset=utf-8`. Sniffed when left out. */
  contentType?: string;
  /** Address the document came from, for relative links and for dates that stand in it. */
  url?: string;
}

/**
 * One run of the offset map: `length` code points of the normalised text from `start` on come from `rawLength` code
 * points of the decoded raw text from `rawStart` on. Where `length === rawLength` they correspond one to one;
 * otherwise the whole run corresponds to the whole raw stretch (an HTML entity, a repaired character, a line break).
 * Runs cover the normalised text without gaps, in order.
 */
export interface OffsetRun {
  start: number;
  length: number;
  rawStart: number;
  rawLength: number;
}

/** A paragraph that is in another language than the document. */
export interface ForeignParagraph {
  /** Its index. */
  paragraph: number;
  /** ISO 639-1 code. */
  language: string;
}

/** A stretch between quotation marks, marks included. */
export interface Quotation extends Span {
  /** The words without their marks. */
  innerStart: number;
  innerEnd: number;
  /** False where the paragraph ends before the closing mark. */
  closed: boolean;
  /** How many other quotations it stands in. */
  depth: number;
  /** Index of the paragraph it stands in. */
  paragraph: number;
  /** Whether it carries on an unclosed quotation of the paragraph before. */
  continues: boolean;
}

/** The article as Copydesk reads it. All offsets are code points of `text`. */
export interface NormalizedText {
  /** Paragraphs joined by a blank line; NFC; no control characters, no lone surrogates. */
  text: string;
  /** The headline, null where the document has none. In plain text it is also the first paragraph of `text`. */
  title: string | null;
  /** Authors' names, without "By", roles or outlets. */
  byline: string[];
  /** ISO 8601 date or date-time with zone, as exact as the document says. */
  publishedAt: string | null;
  modifiedAt: string | null;
  /** ISO 639-1 code, null where it cannot be told. */
  language: string | null;
  /** Name of the publication as the document's metadata gives it. */
  outlet: string | null;
  /** Address the document names as its own (`rel=canonical`, `og:url`). */
  canonicalUrl: string | null;
  paragraphs: Span[];
  sentences: Span[];
  /** Paired quotation marks, by start. */
  quotations: Quotation[];
  /** Paragraphs in another language than the document's, by their index. */
  foreignParagraphs: ForeignParagraph[];
  /** WHATWG label of the encoding that `bytes` were decoded with. */
  encoding: string;
  /** From `text` to the decoded raw text (`decodeRaw(bytes, encoding)`, before any repair). */
  offsets: OffsetRun[];
  /** What was repaired or looked suspicious, e.g. `mojibake-repaired`, `bidi-controls-removed`, `declared-charset-wrong`. */
  warnings: string[];
}
