/**
 * How many of chardet's test files are read in the right encoding: `node bench/normalize/encodings.ts DIR`, DIR being `tests` of a
 * checkout of github.com/chardet/chardet. A file counts as right where its text is the one that the encoding of its folder's
 * name gives. Folders of encodings that neither WHATWG's standard nor UTF-32 covers are left out.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalLabel, encodingByMark } from '../../stages/normalize/decoding/labels.ts';
import { sniffEncoding } from '../../stages/normalize/decoding/sniff.ts';
import { decodeRaw } from '../../stages/normalize/index.ts';

const [root] = process.argv.slice(2);
if (root === undefined) throw new Error('give the folder: node bench/normalize/encodings.ts CHARDET/tests');

/** The encoding that a folder's name stands for: `windows-1250-polish`, `utf-8-sig`. */
const named = (folder: string): string | null =>
  canonicalLabel(folder) ?? canonicalLabel(folder.replace(/-[a-z]+$/u, ''));

let right = 0;
let total = 0;
const leftOut: string[] = [];
for (const entry of readdirSync(root, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  const wanted = named(entry.name);
  const files = readdirSync(join(root, entry.name));
  if (wanted === null || wanted === 'replacement') {
    leftOut.push(`${entry.name} (${files.length})`);
    continue;
  }
  for (const file of files) {
    const bytes = readFileSync(join(root, entry.name, file));
    const found = sniffEncoding(bytes, undefined).name;
    total += 1;
    if (decodeRaw(bytes, found) === decodeRaw(bytes, encodingByMark(bytes) ?? wanted)) right += 1;
    else console.log(`${entry.name}/${file}: read as ${found}`);
  }
}
console.log(`${right} of ${total} files read right, ${((100 * right) / total).toFixed(1)} %`);
console.log(`left out: ${leftOut.join(', ')}`);
