import { eld } from 'eld/small';

/** Characters at the beginning that are enough to tell a language by. */
const SAMPLE = 1600;
/** Letters below which no language is told. */
const MIN_LETTERS = 12;

/** ISO 639-1 code of the language most of a text is in, null where there is too little of it. */
export function detectLanguage(text: string): string | null {
  const sample = text.length > SAMPLE ? text.slice(0, SAMPLE) : text;
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < MIN_LETTERS) return null;
  const found = eld.detect(sample).language;
  return found === '' ? null : found;
}
