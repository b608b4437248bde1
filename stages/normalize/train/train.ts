import { writeFileSync } from 'node:fs';
import { matchShingles, scorePages } from '../../../bench/extract-metric.ts';
import type { Block } from '../html/blocks.ts';
import { type BoostedTrees, logOdds } from '../html/boosting.ts';
import { blockFeatures, FEATURES } from '../html/features.ts';
import { type LabelledPage, readBenchmark } from './benchmark-pages.ts';
import { boost, type Settings } from './boost.ts';

const USAGE = `npm run train:extract -- DIR

DIR is a checkout of https://github.com/scrapinghub/article-extraction-benchmark (MIT). Prints the benchmark's metric
for the bare classifier, cross-validated by page, then fits on all pages and writes stages/normalize/model.`;

const SETTINGS: Settings = { trees: 60, depth: 4, rate: 0.13, leaf: 0.0005, penalty: 0.0005 };
const THRESHOLD = 0.2;
const FOLDS = 5;

interface Example extends LabelledPage {
  vectors: Float64Array[];
}

const fitModel = (pages: Example[]): BoostedTrees =>
  boost(
    {
      vectors: pages.flatMap((page) => page.vectors),
      labels: pages.flatMap((page) => page.labels),
      weights: pages.flatMap((page) => page.weights),
    },
    FEATURES,
    SETTINGS,
  );

const textOf = (blocks: Block[]): string => blocks.map((block) => block.text).join('\n\n');

function crossValidate(pages: Example[]) {
  const matches = Array.from({ length: FOLDS }, (_, fold) => {
    const held = pages.filter((_, i) => i % FOLDS === fold);
    const model = fitModel(pages.filter((_, i) => i % FOLDS !== fold));
    return held.map(({ body, blocks, vectors }) =>
      matchShingles(body, textOf(blocks.filter((_, i) => logOdds(model, vectors[i]) > THRESHOLD))),
    );
  });
  return scorePages(matches.flat());
}

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const pages = readBenchmark(directory).map((page) => ({
    ...page,
    vectors: blockFeatures(page.blocks, page.metadata.title),
  }));
  const score = crossValidate(pages);
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
