import { statSync } from 'node:fs';
import { Analyzer } from '../stages/syntax/analyzer.ts';
import { loadModel } from '../stages/syntax/model.ts';
import { readTreebank } from '../stages/syntax/train/corpus.ts';
import { evaluate } from '../stages/syntax/train/evaluate.ts';
import { plainText } from '../stages/syntax/train/retokenize.ts';
import { tokenize } from '../stages/text/tokens.ts';

// npm run eval:syntax [-- DATA_FOLDER]: accuracy on GUM's development and test parts, and speed.
const folder = process.argv[2] ?? new URL('../../shared/data/syntax', import.meta.url).pathname;
const MODEL = new URL('../stages/syntax/model/', import.meta.url);
const SHOWN = ['root', 'nsubj', 'nsubj:pass', 'obj', 'obl', 'obl:agent', 'ccomp', 'xcomp', 'advcl', 'acl', 'acl:relcl'];
SHOWN.push('parataxis', 'appos', 'conj', 'nmod', 'nmod:poss', 'compound', 'flat', 'mark', 'case');
const MEASURED_SECONDS = 4;

const beforeLoading = performance.now();
const analyzer = new Analyzer(loadModel(MODEL));
const loading = performance.now() - beforeLoading;
const size = statSync(new URL('weights.bin', MODEL)).size;
console.log(`model: ${(size / 1e6).toFixed(1)} MB, loaded in ${loading.toFixed(0)} ms`);

const cell = (value: number) => value.toFixed(1).padStart(7);
console.log(`\n${'part'.padEnd(10)} tokens   UPOS   XPOS    UAS    LAS`);
const parts = ['gum.dev', 'gum.test'].map((name) => {
  const { sentences } = readTreebank(folder, `${name}.conllu`);
  const evaluation = evaluate(analyzer, sentences);
  const { tokens, upos, xpos, uas, las } = evaluation.scores;
  console.log(`${name.padEnd(10)}${String(tokens).padStart(7)}${[upos, xpos, uas, las].map(cell).join('')}`);
  return { sentences, evaluation };
});

console.log(`\n${'relation'.padEnd(12)}    gold   precision  recall     F1   (both parts)`);
for (const relation of SHOWN) {
  let gold = 0;
  let predicted = 0;
  let right = 0;
  for (const { evaluation } of parts) {
    const counts = evaluation.relations.get(relation);
    gold += counts?.gold ?? 0;
    predicted += counts?.predicted ?? 0;
    right += counts?.right ?? 0;
  }
  const precision = (100 * right) / Math.max(1, predicted);
  const recall = (100 * right) / Math.max(1, gold);
  const f1 = (200 * right) / Math.max(1, gold + predicted);
  console.log(`${relation.padEnd(12)} ${String(gold).padStart(7)}     ${[precision, recall, f1].map(cell).join('')}`);
}

const sentences = parts.flatMap((part) => part.sentences);
const tokens = sentences.reduce((sum, sentence) => sum + sentence.length, 0);
let sameTokens = 0;
for (const sentence of sentences) {
  const { text, starts, ends } = plainText(sentence);
  const cut = new Set(tokenize(text).map(({ start, end }) => `${start}-${end}`));
  for (let i = 0; i < starts.length; i += 1) if (cut.has(`${starts[i]}-${ends[i]}`)) sameTokens += 1;
}
console.log(`\ntokens that stages/text cuts as the treebank does: ${((100 * sameTokens) / tokens).toFixed(2)} %`);

function speed(work: (sentence: (typeof sentences)[number]) => unknown): number {
  const started = process.cpuUsage();
  let read = 0;
  for (;;) {
    for (const sentence of sentences) work(sentence);
    read += tokens;
    const { user, system } = process.cpuUsage(started);
    if (user + system > MEASURED_SECONDS * 1e6) return (read * 1e6) / (user + system);
  }
}
const rate = (value: number) => `${(Math.round(value / 100) * 100).toLocaleString('en')} tokens/s`;
console.log(`speed (CPU time): tag ${rate(speed((sentence) => analyzer.tag(sentence)))}`);
console.log(`                  parse ${rate(speed((sentence) => analyzer.parse(sentence)))} (with tagging)`);
