/**
 * Measures attribution on news by this stage's convention, on GUM's news and interviews, on our own dense political news and
 * on own news that is never read: `npm run eval:attribution`. Texts, GUM and the scorer are expected in ../shared; without
 * them it says so and ends. `--only SET` measures one set (`world`, `news`, `interview`, `dense` or `unread`). `--diff` lists what was missed and what was too
 * much, but in no document of a held-out half, so that rules can be mended on one half and tried on the other.
 * `--peers` installs textacy into `.copydesk/peers` with pip and measures it beside.
 */
import { existsSync } from 'node:fs';
import { argv, exit, stderr, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';
import { crossValidated, type JudgedDocument, judgedDocuments } from '../stages/attribution/train/cross-validate.ts';
import { heldOut, SETS, type SetName, SHARED } from '../stages/attribution/train/documents.ts';
import type { GoldDocument } from '../stages/attribution/train/gold.ts';
import { installPeers, textacy } from './attribution/peers.ts';
import { difference, reliability, type Scores, table } from './attribution/report.ts';
import { timed } from './attribution/timed.ts';

interface Scorer {
  score(gold: Map<string, GoldDocument>, predicted: Map<string, GoldDocument>, options?: { sourced: boolean }): Scores;
}

/** GUM leaves out the comma that closes "Smith, who runs the mill,": scored without it there. */
function withoutClosingComma({ set, document }: JudgedDocument, spans: readonly [number, number][]) {
  if (set !== 'news' && set !== 'interview') return [...spans];
  const points = Array.from(document.text);
  return spans.map(([start, end]): [number, number] => [start, points[end - 1] === ',' ? end - 1 : end]);
}

if (!existsSync(SHARED)) {
  stdout.write(`eval:attribution: ${SHARED.pathname}, with texts and scorer, is not there: nothing is measured\n`);
  exit(0);
}
const scorer = (await import(pathToFileURL(new URL('score/quotations.mjs', SHARED).pathname).href)) as Scorer;
const only = argv.indexOf('--only') < 0 ? undefined : argv[argv.indexOf('--only') + 1];
if (argv.includes('--only') && !SETS.some((set) => set === only)) {
  stderr.write(`eval:attribution: --only takes ${SETS.join(', ')}, not ${only ?? 'nothing'}\n`);
  exit(1);
}
const all = judgedDocuments();
const probabilities = crossValidated(all);
const probabilityOf = (candidate: JudgedDocument['candidates'][number]) => probabilities.get(candidate) ?? Number.NaN;

/** Prints the scores of some documents, of what has at least a probability by cross-validation. */
function compare(name: string, documents: readonly JudgedDocument[], { least = 0, level0 = false } = {}): void {
  const byId = (list: GoldDocument[]) => new Map(list.map((document) => [document.id, document]));
  const gold = documents.map(({ document }) => ({
    ...document,
    attributions: document.attributions.filter(({ nested }) => !(level0 && nested)),
  }));
  const predicted = documents.map((judged) => ({
    id: judged.document.id,
    text: judged.document.text,
    attributions: judged.candidates
      .filter((candidate) => probabilityOf(candidate) >= least && !(level0 && candidate.place.level > 0))
      .map(({ source, content, type }) => ({ source: withoutClosingComma(judged, source), cue: [], content, type })),
  }));
  stdout.write(`${table(name, scorer.score(byId(gold), byId(predicted)))}\n\n`);
}

/** Prints the scores of published systems on some documents. */
function comparePeers(documents: readonly JudgedDocument[]): void {
  const gold = documents.map(({ document }) => document);
  const byId = (list: GoldDocument[]) => new Map(list.map((document) => [document.id, document]));
  stdout.write(`${table('textacy', scorer.score(byId(gold), byId(textacy(gold))))}\n\n`);
}

function measure(set: SetName): void {
  const documents = all.filter((judged) => judged.set === set);
  if (documents.length === 0) return;
  const held = heldOut(
    set,
    documents.map(({ document }) => document),
  );
  const isHeld = ({ document }: JudgedDocument) => held.has(document.id);
  if (argv.includes('--diff') && (set !== 'interview' || argv.includes('--interview')))
    for (const { document, candidates } of documents.filter((judged) => !isHeld(judged)))
      stdout.write(`${difference(document, candidates)}\n`);
  compare(set, documents);
  compare('not nested', documents, { level0: true });
  if (held.size > 0 && held.size < documents.length) {
    compare(
      'looked-at half',
      documents.filter((judged) => !isHeld(judged)),
    );
    compare('held-out half', documents.filter(isHeld));
  }
  if (set === 'news' || set === 'interview') {
    compare("GUM's kinds", documents, { least: 0.5 });
    compare('its held-out', documents.filter(isHeld), { least: 0.5 });
  }
  if (argv.includes('--peers')) comparePeers(documents);
  const judged = (set === 'world' ? documents.filter(isHeld) : documents).flatMap(({ candidates }) =>
    candidates.map((candidate) => ({ probability: probabilityOf(candidate), right: candidate.right })),
  );
  stdout.write(`${reliability(judged)}\n\n`);
  // the model is loaded and the engine has compiled, as in a running worker
  const milliseconds = documents.reduce((sum, { document }) => sum + timed(document.text), 0);
  const words = documents.reduce((sum, { document }) => sum + document.text.split(/\s+/u).length, 0);
  stdout.write(
    `${(words / 700 / (milliseconds / 1000)).toFixed(0)} documents of 700 words a CPU second, entities not counted\n\n`,
  );
}

if (argv.includes('--peers')) installPeers();
for (const set of SETS) if (only === undefined || only === set) measure(set);
