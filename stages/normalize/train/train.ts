import { writeFileSync } from 'node:fs';
import { matchShingles, scorePages } from '../../../bench/extract-metric.ts';
import { FOLDS, fitModel, heldOutTexts, readExamples, SETTINGS, THRESHOLD } from './cross-validate.ts';

const USAGE = `npm run train:extract -- DIR

DIR is a checkout of https://github.com/scrapinghub/article-extraction-benchmark (MIT). Prints the benchmark's metric
for the bare classifier, cross-validated by page, then fits on all pages and writes stages/normalize/model.`;

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const pages = readExamples(directory);
  const score = scorePages(heldOutTexts(pages).map((text, i) => matchShingles(pages[i].body, text)));
  console.log(`cross-validated over ${FOLDS} folds of pages:`, score);
  const model = fitModel(pages);
  const write = (name: string, content: unknown) =>
    writeFileSync(new URL(`../model/${name}`, import.meta.url), `${JSON.stringify(content)}\n`);
  write('article-blocks.json', model);
  const blocks = pages.reduce((sum, page) => sum + page.blocks.length, 0);
  writeFileSync(
    new URL('../model/manifest.json', import.meta.url),
    `${JSON.stringify(
      {
        model: 'article-blocks.json: gradient-boosted trees, is a block of a page part of its article?',
        trainedBy: 'npm run train:extract -- DIR',
        data: [{ name: 'scrapinghub/article-extraction-benchmark', licence: 'MIT', pages: pages.length, blocks }],
        settings: { ...SETTINGS, threshold: THRESHOLD },
        crossValidated: { folds: FOLDS, metric: "the benchmark's own, classifier alone", ...score },
      },
      null,
      2,
    )}\n`,
  );
}
