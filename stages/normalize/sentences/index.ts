import type { Span } from '../../text/span.ts';
import type { ForeignParagraph } from '../types.ts';
import { englishBoundaries } from './english.ts';

/** Longer paragraphs in other languages are cut by the English rules: the platform's segmenter is slow on them. */
const MAX_SEGMENTER = 100_000;

const segmenters = new Map<string, Intl.Segmenter>();

/** A mark that could end a sentence with something after it; without one there is nothing to cut. */
const INNER_END = /[.!?…。！？؟۔।॥։።][^\n]/u;

function boundariesByPlatform(text: string, language: string): number[] {
  let segmenter = segmenters.get(language);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
    segmenters.set(language, segmenter);
  }
  return [...segmenter.segment(text)].map(({ index }) => index).slice(1);
}

const mayCut = (paragraph: string): boolean =>
  INNER_END.test(paragraph) || /^(?:\d|[a-z][.)]|[•⁃‣◦▪])/u.test(paragraph);

/**
 * Cuts paragraphs into sentences that cover all but white space and have none at their edges. Spans are UTF-16 offsets of
 * `text`. English by rules of our own, other languages by the platform's segmenter; unknown ones as English.
 * @param language of the document.
 * @param foreign paragraphs in another one.
 */
export function splitSentences(
  text: string,
  paragraphs: readonly Span[],
  language: string | null,
  foreign: readonly ForeignParagraph[] = [],
): Span[] {
  const sentences: Span[] = [];
  const languageOf = new Map(foreign.map((one) => [one.paragraph, one.language]));
  for (const [i, { start, end }] of paragraphs.entries()) {
    const paragraph = text.slice(start, end);
    const itsLanguage = languageOf.get(i) ?? language;
    const platform = itsLanguage !== null && itsLanguage !== 'en' && paragraph.length <= MAX_SEGMENTER;
    const boundaries = !mayCut(paragraph)
      ? []
      : platform
        ? boundariesByPlatform(paragraph, itsLanguage)
        : englishBoundaries(paragraph);
    let from = 0;
    for (const boundary of [...boundaries, paragraph.length]) {
      const piece = paragraph.slice(from, boundary);
      const trimmed = piece.trim();
      if (trimmed !== '') {
        const lead = piece.length - piece.trimStart().length;
        sentences.push({ start: start + from + lead, end: start + from + lead + trimmed.length });
      }
      from = boundary;
    }
  }
  return sentences;
}
