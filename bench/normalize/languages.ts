/**
 * How often the language of a text is told right: `node bench/normalize/languages.ts DIR`, DIR being `language-testdata/sentences` of a
 * checkout of github.com/pemistahl/lingua-py, 1,000 sentences of the Leipzig corpora (CC BY) in each of 75 languages. Three
 * sentences that follow one another stand for a first paragraph. Bokmål and Nynorsk count as Norwegian.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectLanguage } from '../../stages/normalize/language/detect.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined)
  throw new Error('give the folder: node bench/normalize/languages.ts LINGUA/language-testdata/sentences');

/** Languages with less than this share right are listed. */
const LISTED_BELOW = 0.97;
const SENTENCES = 3;

const shares = readdirSync(folder).map((file) => {
  const code = file.replace(/\.txt$/u, '');
  const wanted = code === 'nb' || code === 'nn' ? 'no' : code;
  const sentences = readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean);
  const texts: string[] = [];
  for (let i = 0; i + SENTENCES <= sentences.length; i += SENTENCES)
    texts.push(sentences.slice(i, i + SENTENCES).join(' '));
  const found = texts.map(detectLanguage);
  return {
    code,
    right: found.filter((language) => language === wanted).length / texts.length,
    english: found.filter((language) => language === 'en').length / texts.length,
  };
});

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const mean = (numbers: number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
const known = shares.filter(({ right }) => right > 0);
console.log(
  `${known.length} languages known, of ${shares.length}: ${percent(mean(known.map(({ right }) => right)))} right`,
);
console.log(`English: ${percent(shares.find(({ code }) => code === 'en')?.right ?? 0)} right`);
const others = shares.filter(({ code }) => code !== 'en');
console.log(`other languages taken for English: ${percent(mean(others.map(({ english }) => english)))}`);
for (const { code, right } of known) if (right < LISTED_BELOW) console.log(`  ${code} ${percent(right)}`);
console.log(
  `not known: ${shares
    .filter(({ right }) => right === 0)
    .map(({ code }) => code)
    .join(' ')}`,
);
