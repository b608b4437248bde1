/**
 * Learns how confident to be of an attribution, and writes `model/`: `npm run train:attribution`. The same data give the same
 * weights. Marked texts are expected in ../shared and test/stages/attribution; where one of them is missing nothing is written.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { exit, stderr, stdout } from 'node:process';
import { crossValidated, type JudgedDocument, judgedDocuments, learn } from './cross-validate.ts';
import { SETS, type SetName } from './documents.ts';
import { FIT, FOLDS } from './settings.ts';

const SOURCES: Record<SetName, { data: string; licence: string }> = {
  world: {
    data: 'Wikinews 2019-2020 and Voice of America, marked for this project',
    licence: 'texts CC BY 2.5 and public domain',
  },
  news: { data: 'GUM, news', licence: 'texts CC BY 2.5, annotation CC BY 4.0' },
  interview: { data: 'GUM, interviews', licence: 'texts CC BY 2.5, annotation CC BY 4.0' },
  dense: { data: 'articles of our own', licence: 'MIT' },
  unread: { data: 'news of our own that nobody read when mending rules', licence: 'MIT' },
};

const MODEL = new URL('../model/', import.meta.url);

/** Mean negative logarithm of the probability given to what was so. */
function logLoss(documents: readonly JudgedDocument[], probabilities: ReturnType<typeof crossValidated>): number {
  const losses = documents.flatMap(({ candidates }) =>
    candidates.map((candidate) => {
      const share = probabilities.get(candidate) ?? Number.NaN;
      return -Math.log(candidate.right ? share : 1 - share);
    }),
  );
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

const documents = judgedDocuments();
const missing = SETS.filter((set) => !documents.some((judged) => judged.set === set));
if (missing.length > 0) {
  stderr.write(`train:attribution needs all marked texts; not there: ${missing.join(', ')}\n`);
  exit(1);
}
const probabilities = crossValidated(documents);
const sets = Object.keys(SOURCES) as SetName[];
const data = sets.flatMap((set) =>
  [false, true].flatMap((held) => {
    const chosen = documents.filter((judged) => judged.set === set && judged.heldOut === held);
    if (chosen.length === 0) return [];
    const candidates = chosen.flatMap((judged) => judged.candidates);
    return [
      {
        set,
        ...SOURCES[set],
        use: held ? 'test' : `training; scored by cross-validation in ${FOLDS} parts`,
        documents: chosen.length,
        candidates: candidates.length,
        right: candidates.filter(({ right }) => right).length,
        logLoss: Number(logLoss(chosen, probabilities).toFixed(4)),
      },
    ];
  }),
);
const { bias, weights } = learn(documents);
const rounded = (value: number) => Number(value.toFixed(3));
const own = Object.entries(weights)
  .filter(([trait, weight]) => !trait.startsWith('gum') && rounded(weight) !== 0)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([trait, weight]) => [trait, rounded(weight)]);
const file = `${JSON.stringify({ bias: rounded(bias), weights: Object.fromEntries(own) }, null, 1)}\n`;
writeFileSync(new URL('confidence.json', MODEL), file);
const manifest = {
  model: 'confidence.json: logistic regression, is an attribution right in content and source, each by half?',
  trainedBy: 'npm run train:attribution',
  sha256: createHash('sha256').update(file).digest('hex'),
  traits: own.length,
  data,
  settings: { ...FIT, folds: FOLDS },
  credits: [
    'GUM corpus: A. Zeldes (2017) and annotators, annotation CC BY 4.0; texts by Wikinews contributors, CC BY 2.5.',
    'Wikinews 2019-2020: Wikinews contributors, CC BY 2.5.',
    'Voice of America, public domain; texts collected by the Groningen Meaning Bank.',
  ],
};
writeFileSync(new URL('manifest.json', MODEL), `${JSON.stringify(manifest, null, 2)}\n`);
for (const { set, use, documents: count, candidates, right, logLoss: loss } of data)
  stdout.write(`${set}, ${use}: ${count} documents, ${right} of ${candidates} right, log loss ${loss}\n`);
