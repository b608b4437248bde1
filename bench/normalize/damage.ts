/**
 * How many of ftfy's test cases come out as ftfy has them: `node bench/normalize/damage.ts DIR`, DIR being `tests/test-cases` of a
 * checkout of github.com/rspeer/python-ftfy. Each case is given as UTF-8, then after one more round of damage, its bytes being read as
 * Latin-1 or windows-1252. Curly quotation marks are compared as straight ones, and runs of white space as a space.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { normalize } from '../../stages/normalize/index.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('give the folder: node bench/normalize/damage.ts FTFY/tests/test-cases');

const Cases = z.array(
  z.object({ label: z.string(), original: z.string(), fixed: z.string(), expect: z.enum(['pass', 'fail']) }),
);
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => Cases.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
  .filter((one) => one.expect === 'pass');

const comparable = (text: string): string =>
  text
    .replace(/[‘’‚‛ʼ]/gu, "'")
    .replace(/[“”„‟]/gu, '"')
    .replace(/\s+/gu, ' ')
    .trim();

const ROUNDS: [name: string, damage: (text: string) => string][] = [
  ['as they are', (text) => text],
  ['read as Latin-1 once more', (text) => Buffer.from(text).toString('latin1')],
  ['read as windows-1252 once more', (text) => new TextDecoder('windows-1252').decode(Buffer.from(text))],
];
for (const [name, damage] of ROUNDS) {
  let right = 0;
  for (const { label, original, fixed } of cases) {
    const { text } = normalize({ bytes: Buffer.from(damage(original)), contentType: 'text/plain; charset=utf-8' });
    if (comparable(text) === comparable(fixed)) right += 1;
    else console.log(`${label}: ${JSON.stringify(text)}, ftfy has ${JSON.stringify(fixed)}`);
  }
  console.log(`${right} of ${cases.length} ${name}`);
}
