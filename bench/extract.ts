import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { DocumentError } from '../stages/errors.ts';
import { normalize } from '../stages/normalize/index.ts';
import { type Match, matchShingles, scorePages } from './extract-metric.ts';

const USAGE = `npm run bench:extract -- DIR [--worst N]

DIR is a checkout of https://github.com/scrapinghub/article-extraction-benchmark. Prints the benchmark's own metric for
stages/normalize, and the pages per second of CPU time. --worst N lists the N pages with the lowest score.`;

interface Page {
  articleBody: string;
  url: string;
}

function textOf(bytes: Uint8Array, url: string): string {
  try {
    return normalize({ bytes, contentType: 'text/html', url }).text;
  } catch (error) {
    if (error instanceof DocumentError) return '';
    throw error;
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
  const truth: Record<string, Page> = JSON.parse(readFileSync(join(directory, 'ground-truth.json'), 'utf8'));
  const pages = Object.entries(truth).map(([id, page]) => {
    const bytes = gunzipSync(readFileSync(join(directory, 'html', `${id}.html.gz`)));
    return { id, page, bytes };
  });
  const before = process.cpuUsage();
  const texts = pages.map(({ bytes, page }) => textOf(bytes, page.url));
  const used = process.cpuUsage(before);
  const seconds = (used.user + used.system) / 1e6;
  const matches = pages.map(({ page }, i) => matchShingles(page.articleBody, texts[i]));
  const { f1, precision, recall } = scorePages(matches);
  console.log(
    `${pages.length} pages: F1 ${f1.toFixed(3)}, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
  );
  console.log(`${(pages.length / seconds).toFixed(1)} pages per CPU second`);
  const ranked = pages.map(({ id, page }, i) => ({ id, url: page.url, match: matches[i] }));
  ranked.sort((a, b) => quality(a.match) - quality(b.match));
  for (const { id, url, match } of ranked.slice(0, Number(values.worst ?? 0))) {
    console.log(
      `${quality(match).toFixed(3)} fp ${match.fp.toFixed(2)} fn ${match.fn.toFixed(2)} ${id.slice(0, 12)} ${url}`,
    );
  }
}

const quality = ({ tp, fp, fn }: Match): number => (tp === 0 ? 0 : (2 * tp) / (2 * tp + fp + fn));

main();
