import { DocumentError } from '../errors.ts';
import { CodePoints } from '../text/code-points.ts';
import type { Span } from '../text/span.ts';
import { cleanCharacters } from './characters/clean.ts';
import { refuseBinaryFormat, refuseBinaryText } from './decoding/binary.ts';
import { decodeRaw } from './decoding/raw-text.ts';
import { sniffEncoding } from './decoding/sniff.ts';
import { readPage } from './html/page.ts';
import { looksLikeHtml } from './html/sniff.ts';
import { detectLanguage, findForeignParagraphs } from './language/detect.ts';
import { lineSpans } from './lines.ts';
import { MappedText } from './mapped-text.ts';
import { readHead } from './plain/head.ts';
import { unwrapPlainText } from './plain/paragraphs.ts';
import { pairQuotations } from './quotations/pair.ts';
import { splitSentences } from './sentences/index.ts';
import type { NormalizedText, RawDocument } from './types.ts';

export { decodeRaw, toBytes } from './decoding/raw-text.ts';
export { canonicalUrl } from './html/canonical-url.ts';
export { toRaw } from './to-raw.ts';
export type { ForeignParagraph, NormalizedText, OffsetRun, Quotation, RawDocument } from './types.ts';

/** What the reading of a page or of plain text gives, before its structure is looked for. */
interface Reading
  extends Pick<NormalizedText, 'title' | 'byline' | 'publishedAt' | 'modifiedAt' | 'outlet' | 'canonicalUrl'> {
  article: MappedText;
}

function readPlain(raw: MappedText, warnings: Set<string>): Reading {
  const article = unwrapPlainText(cleanCharacters(raw, warnings));
  const head = readHead(article.text.split('\n\n'));
  return { article, ...head, modifiedAt: null, outlet: null, canonicalUrl: null };
}

function paragraphSpans(text: string): Span[] {
  return [...lineSpans(text)];
}

/**
 * Reads a document: bytes to text, a page to its article, lines to paragraphs, with the way back to the raw text for every
 * code point. Pure; linear in the input. Throws DocumentError: EmptyDocument, UnsupportedType, and TooLarge for what has more lines or blocks than any article.
 */
export function normalize(raw: RawDocument): NormalizedText {
  if (raw.bytes.length === 0) throw new DocumentError('EmptyDocument', 'the document has no bytes; send one with text');
  refuseBinaryFormat(raw.bytes, raw.contentType);
  const encoding = sniffEncoding(raw.bytes, raw.contentType);
  const decoded = decodeRaw(raw.bytes, encoding.name);
  refuseBinaryText(decoded);
  const warnings = new Set(encoding.warnings);
  const source = decoded.isWellFormed() ? decoded : decoded.toWellFormed();
  const reading = looksLikeHtml(source, raw.contentType)
    ? readPage(source, raw.url ?? null, warnings)
    : readPlain(MappedText.identity(source), warnings);
  const { article, ...metadata } = reading;
  if (article.text === '') {
    throw new DocumentError('EmptyDocument', 'the document holds no text; send one that does');
  }
  const language = detectLanguage(article.text);
  const paragraphs = paragraphSpans(article.text);
  const foreignParagraphs = findForeignParagraphs(article.text, paragraphs, language);
  const sentences = splitSentences(article.text, paragraphs, language, foreignParagraphs);
  const points = new CodePoints(article.text);
  const inCodePoints = ({ start, end }: Span): Span => points.span(start, end);
  return {
    text: article.text,
    ...metadata,
    language,
    paragraphs: paragraphs.map(inCodePoints),
    sentences: sentences.map(inCodePoints),
    quotations: pairQuotations(article.text, paragraphs).map((quotation) => ({
      ...quotation,
      ...inCodePoints(quotation),
      innerStart: points.fromUtf16(quotation.innerStart),
      innerEnd: points.fromUtf16(quotation.innerEnd),
    })),
    foreignParagraphs,
    encoding: encoding.name,
    offsets: article.toRuns(source),
    warnings: [...warnings].sort(),
  };
}
