import { eld } from 'eld/small';
import type { Span } from '../../text/span.ts';
import { TEXT_RULES } from '../rules.ts';
import type { ForeignParagraph } from '../types.ts';
import { languageByWords } from './by-words.ts';

/** Characters at the beginning that are enough to tell a language by. */
const SAMPLE = 700;
/** Letters below which no language is told. */
const MIN_LETTERS = 12;

/** Letters below which a paragraph alone is not told from its document. */
const MIN_PARAGRAPH_LETTERS = TEXT_RULES['foreign-paragraphs'].settings.letters;

const countLetters = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

function languageOf(text: string): string | null {
  const found = eld.detect(text);
  return languageByWords(text, found.language, found.isReliable()) ?? (found.language === '' ? null : found.language);
}

/** Words that most English sentences have, and other languages have not. */
const ENGLISH = /\b(?:the|and|of|was|with|that|said|has|have|from)\b/iu;

/** Characters at the beginning in which paragraphs of several languages are counted. */
const MIXED_SAMPLE = 4000;

/** The language that most letters of the first paragraphs are in. */
function mostUsedLanguage(text: string): string | null {
  const letters = new Map<string | null, number>();
  for (const paragraph of text.slice(0, MIXED_SAMPLE).split('\n\n')) {
    const count = countLetters(paragraph);
    if (count < MIN_PARAGRAPH_LETTERS) continue;
    const language = languageOf(paragraph);
    letters.set(language, (letters.get(language) ?? 0) + count);
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** ISO 639-1 code of the language most of a text is in, null where there is too little of it. */
export function detectLanguage(text: string): string | null {
  const sample = text.length > SAMPLE ? text.slice(0, SAMPLE) : text;
  if (countLetters(sample) < MIN_LETTERS) return null;
  const language = languageOf(sample);
  const mixed = language !== 'en' && ENGLISH.test(sample) && text.includes('\n\n');
  return mixed ? (mostUsedLanguage(text) ?? language) : language;
}

/** Characters of paragraphs that are looked into; a longer document is taken for the language of its beginning from there on. */
const MAX_EXAMINED = 400_000;

const MANY_OTHER_LETTERS = /(?:(?=[^\u0000-\u007f])\p{L}.{0,40}){4}/u;

/** Whether a paragraph of an English document could be anything else; a cheap test, as nearly all are not. */
const mayBeForeign = (paragraph: string): boolean => !ENGLISH.test(paragraph) || MANY_OTHER_LETTERS.test(paragraph);

/**
 * Paragraphs that are surely in another language than the document: a quotation, a lyric, a translation beside the text.
 * @param language of the document; where none could be told, none is foreign.
 */
export function findForeignParagraphs(
  text: string,
  paragraphs: readonly Span[],
  language: string | null,
): ForeignParagraph[] {
  const foreign: ForeignParagraph[] = [];
  if (language === null) return foreign;
  let left = MAX_EXAMINED;
  for (const [index, { start, end }] of paragraphs.entries()) {
    if (left <= 0) break;
    if (end - start < MIN_PARAGRAPH_LETTERS) continue;
    const sample = text.slice(start, Math.min(end, start + SAMPLE));
    left -= sample.length;
    if (language === 'en' && !mayBeForeign(sample)) continue;
    // Names are foreign in any language.
    const words = sample.replace(/\p{Lu}[\p{L}’'-]*/gu, '');
    if (countLetters(words) < MIN_PARAGRAPH_LETTERS) continue;
    const found = eld.detect(words);
    if (found.language === '' || found.language === language || !found.isReliable()) continue;
    const its: string = languageByWords(words, found.language, true) ?? found.language;
    if (its !== language) foreign.push({ paragraph: index, language: its });
  }
  return foreign;
}
