import { writeFileSync } from 'node:fs';
import { matchShingles, scorePages } from '../../../bench/extract-metric.ts';
import { setName } from '../../../bench/pages/read.ts';
import { FOLDS, fitModel, heldOutTexts, readExamples, SETTINGS, THRESHOLD } from './cross-validate.ts';

const USAGE = `npm run train:extract -- DIR…

Each DIR is a checkout of https://github.com/scrapinghub/article-extraction-benchmark (MIT) or of https://github.com/postlight/parser
(MIT or Apache 2.0). Prints, for each, the metric of article-extraction-benchmark for the bare classifier, cross-validated by page, then fits
on all pages and writes stages/normalize/model.`;

const directories = process.argv.slice(2);
if (directories.length === 0) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const sets = directories.map(readExamples);
  const pages = sets.flat();
  const texts = heldOutTexts(pages);
  let from = 0;
  const data = sets.map((set, i) => {
    const scores = scorePages(texts.slice(from, from + set.length).map((text, k) => matchShingles(set[k].body, text)));
    from += set.length;
    console.log(`${directories[i]}: ${set.length} pages, cross-validated over ${FOLDS} folds:`, scores);
    const blocks = set.reduce((sum, page) => sum + page.blocks.length, 0);
    return { name: setName(directories[i]), pages: set.length, blocks, crossValidated: scores };
  });
  const write = (name: string, text: string) =>
    writeFileSync(new URL(`../model/${name}`, import.meta.url), `${text}\n`);
  write('article-blocks.json', JSON.stringify(fitModel(pages)));
  const manifest = {
    model: 'article-blocks.json: gradient-boosted trees, is a block of a page part of its article?',
    trainedBy: 'npm run train:extract -- DIR…',
    data,
    settings: { ...SETTINGS, threshold: THRESHOLD },
    crossValidation: { folds: FOLDS, metric: "article-extraction-benchmark's own, classifier alone" },
  };
  write('manifest.json', JSON.stringify(manifest, null, 2));
}
