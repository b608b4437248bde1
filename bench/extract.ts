import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { DocumentError } from '../stages/errors.ts';
import { normalize } from '../stages/normalize/index.ts';
import { FOLDS, heldOutTexts, readExamples } from '../stages/normalize/train/cross-validate.ts';
import { type Match, matchShingles, scorePages } from './extract-metric.ts';
import { paragraphs, readability } from './extract-peers.ts';

const USAGE = `npm run bench:extract -- DIR [--worst N]

DIR is a checkout of https://github.com/scrapinghub/article-extraction-benchmark. Prints the benchmark's own metric and the
pages per second of CPU time for stages/normalize, for Readability on linkedom and for plain paragraphs, and apart from
these the figure of our classifier on pages it was not trained on. --worst N lists our N pages with the lowest score.`;

interface Page {
  id: string;
  url: string;
  articleBody: string;
  bytes: Buffer;
}

function readPages(directory: string): Page[] {
  const truth: Record<string, { articleBody: string; url: string }> = JSON.parse(
    readFileSync(join(directory, 'ground-truth.json'), 'utf8'),
  );
  return Object.entries(truth).map(([id, page]) => ({
    ...page,
    id,
    bytes: gunzipSync(readFileSync(join(directory, 'html', `${id}.html.gz`))),
  }));
}

function normalized({ bytes, url }: Page): string {
  try {
    return normalize({ bytes, contentType: 'text/html', url }).text;
  } catch (error) {
    if (error instanceof DocumentError) return '';
    throw error;
  }
}

const EXTRACTORS: Record<string, (page: Page) => string> = {
  'stages/normalize (trained on these pages)': normalized,
  'Readability on linkedom': ({ bytes }) => readability(bytes.toString()).text,
  '<p> of <article>, or all <p>': ({ bytes }) => paragraphs(bytes.toString()),
};

function printRow(name: string, matches: readonly Match[], speed: string): void {
  const { f1, precision, recall } = scorePages(matches);
  const figures = [f1, precision, recall].map((value) => value.toFixed(3).padStart(9)).join(' ');
  console.log(`${name.padEnd(46)} ${figures} ${speed.padStart(11)}`);
}

function measure(name: string, extract: (page: Page) => string, pages: readonly Page[]): Match[] {
  // Compiled code and loaded models are those of a process that runs for long.
  for (const page of pages.slice(0, 10)) extract(page);
  const before = process.cpuUsage();
  const texts = pages.map(extract);
  const { user, system } = process.cpuUsage(before);
  const matches = texts.map((text, i) => matchShingles(pages[i].articleBody, text));
  printRow(name, matches, (pages.length / ((user + system) / 1e6)).toFixed(1));
  return matches;
}

const quality = ({ tp, fp, fn }: Match): number => (tp === 0 ? 0 : (2 * tp) / (2 * tp + fp + fn));

function printWorst(pages: readonly Page[], matches: readonly Match[], count: number): void {
  const ranked = pages.map(({ id, url }, i) => ({ id, url, match: matches[i] }));
  ranked.sort((a, b) => quality(a.match) - quality(b.match));
  for (const { id, url, match } of ranked.slice(0, count)) {
    console.log(
      `${quality(match).toFixed(3)} fp ${match.fp.toFixed(2)} fn ${match.fn.toFixed(2)} ${id.slice(0, 12)} ${url}`,
    );
  }
}

function main(): void {
  const { values, positionals } = parseArgs({ options: { worst: { type: 'string' } }, allowPositionals: true });
  const [directory] = positionals;
  if (directory === undefined) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const pages = readPages(directory);
  console.log(`${`${pages.length} pages`.padEnd(46)}        F1 precision    recall pages/CPU-s`);
  const [ours] = Object.entries(EXTRACTORS).map(([name, extract]) => measure(name, extract, pages));
  const examples = readExamples(directory);
  const heldOut = heldOutTexts(examples).map((text, i) => matchShingles(examples[i].body, text));
  printRow(`our classifier alone, held out in ${FOLDS} folds`, heldOut, '');
  printWorst(pages, ours, Number(values.worst ?? 0));
}

main();
