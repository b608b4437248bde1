/**
 * Measures attribution on news by this stage's convention, on GUM's news and interviews and on our own dense political
 * news: `npm run eval:attribution`. Texts, GUM and the scorer are expected in ../shared; without them it says so and ends.
 * `--diff` lists what was missed and what was too much; `--only SET` measures one set (`world`, `news`, `interview` or
 * `dense`). Sets are measured in two halves, too: `--diff` shows nothing of the held-out one, so that rules can be
 * mended on one half and tried on the other.
 */
import { existsSync } from 'node:fs';
import { argv, exit, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';
import { documentsOf, heldOut, SETS, SHARED } from './attribution/documents.ts';
import type { GoldDocument } from './attribution/gold.ts';
import { read, scored } from './attribution/read.ts';
import { difference, isRight, reliability, type Scores, table } from './attribution/report.ts';

interface Scorer {
  score(gold: Map<string, GoldDocument>, predicted: Map<string, GoldDocument>, options?: { sourced: boolean }): Scores;
}

if (!existsSync(SHARED)) {
  stdout.write(
    `eval:attribution reads its texts and scorer from ${SHARED.pathname}, which is not there: nothing measured\n`,
  );
  exit(0);
}
const scorer = (await import(pathToFileURL(new URL('score/quotations.mjs', SHARED).pathname).href)) as Scorer;
const only = argv.indexOf('--only') < 0 ? undefined : argv[argv.indexOf('--only') + 1];
for (const set of SETS) {
  if (only !== undefined && set !== only) continue;
  const documents = documentsOf(set);
  if (documents.length === 0) continue;
  // the first passes load the model and let the engine compile; a running worker has both behind it
  for (let pass = 0; pass < 3; pass += 1) for (const document of documents) read(document.text);
  let milliseconds = 0;
  const found = documents.map((document) => {
    const result = read(document.text);
    milliseconds += result.milliseconds;
    return result.attributions;
  });
  const compare = (name: string, counts: { document?(id: string): boolean; level0?: boolean; confidence?: number }) => {
    const chosen = documents.filter(({ id }) => counts.document?.(id) ?? true);
    const gold = chosen.map((d) => ({
      ...d,
      attributions: d.attributions.filter((a) => !(counts.level0 && a.nested)),
    }));
    const predicted = chosen.map((d) => ({
      id: d.id,
      text: d.text,
      attributions: found[documents.indexOf(d)]
        .filter((a) => !(counts.level0 && a.level > 0) && a.confidence >= (counts.confidence ?? 0))
        .map((a) => scored(set, d, a)),
    }));
    const byId = (list: GoldDocument[]) => new Map(list.map((d) => [d.id, d]));
    stdout.write(`${table(name, scorer.score(byId(gold), byId(predicted)))}\n\n`);
  };
  const held = heldOut(set, documents);
  if (argv.includes('--diff') && (set !== 'interview' || argv.includes('--interview')))
    documents.forEach((document, i) => {
      if (!held.has(document.id)) stdout.write(`${difference(document, found[i])}\n`);
    });
  compare(set, {});
  compare('not nested', { level0: true });
  if (set !== 'dense') {
    compare('looked-at half', { document: (id) => !held.has(id) });
    compare('held-out half', { document: (id) => held.has(id) });
  }
  if (set === 'news' || set === 'interview') {
    // what GUM does not mark (wishes, plans, nouns) has a confidence below this
    compare('confidence 0.6', { confidence: 0.6 });
    compare('0.6, held out', { confidence: 0.6, document: (id) => held.has(id) });
  }
  const judged = documents.flatMap((document, i) =>
    found[i].map((a) => ({ confidence: a.confidence, right: isRight(document, a) })),
  );
  stdout.write(`${reliability(judged)}\n\n`);
  const words = documents.reduce((sum, { text }) => sum + text.split(/\s+/u).length, 0);
  stdout.write(
    `${(words / 700 / (milliseconds / 1000)).toFixed(0)} documents of 700 words a CPU second, entities not counted\n\n`,
  );
}
