import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tagEntities } from '../stages/entities/index.ts';
import type { Span } from '../stages/text/span.ts';
import { namesOfCompromise } from './compromise.ts';
import { heldOutDocuments } from './held-out-entities.ts';

// npm run eval:entities [-- FOLDER]: scores the stage on the dev parts of the entity data with that folder's own scorer,
// and on news that was held out, as natural text, with compromise beside it, and prints words a second on the dev parts.
// FOLDER holds data/entities and score/; ../shared by default.
const shared = process.argv[2] ?? new URL('../../shared', import.meta.url).pathname;
const PARTS = ['wikigold', 'gum', 're3d', 'btc', 'wnut17'];
const HELD_OUT = heldOutDocuments(join(shared, 'data/entities'));

interface GoldDocument {
  id: string;
  text: string;
  entities: { start: number; end: number; type: string }[];
}

if (!existsSync(join(shared, 'score'))) throw new Error(`No scorers at ${shared}/score: name the shared folder.`);
const load = (file: string) => import(pathToFileURL(join(shared, 'score', file)).href);
const { toGold } = (await load('entities-gold.mjs')) as { toGold: (document: unknown) => GoldDocument };
const { score } = (await load('entities.mjs')) as {
  score: (
    gold: Map<string, GoldDocument>,
    found: Map<string, GoldDocument>,
  ) => { micro: { f1: number }; types: Record<string, { f1: number }> };
};

/** One sentence a line, as the gold texts are written. */
function linesOf(text: string): Span[] {
  const lines: Span[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const { length } = [...line];
    if (length > 0) lines.push({ start, end: start + length });
    start += length + 1;
  }
  return lines;
}

function run({ id, text }: GoldDocument): GoldDocument {
  const lines = linesOf(text);
  const { mentions } = tagEntities({
    text,
    paragraphs: lines,
    sentences: lines,
    title: null,
    publishedAt: null,
    language: 'en',
  });
  const named = mentions.filter(({ kind }) => !['nominal', 'pronoun', 'role'].includes(kind));
  return { id, text, entities: named };
}

const runCompromise = ({ id, text }: GoldDocument): GoldDocument => ({ id, text, entities: namesOfCompromise(text) });

const percent = (ratio: number): string => (100 * ratio).toFixed(2).padStart(7);
const byId = (documents: GoldDocument[]) => new Map(documents.map((document) => [document.id, document]));

const loading = performance.now();
run({ id: 'warm', text: 'Ban Ki-moon visited Geneva.', entities: [] });
console.log(`model loaded in ${(performance.now() - loading).toFixed(0)} ms`);
console.log(`part             PER    LOC    ORG   DATE  micro`);
const all: [GoldDocument[], GoldDocument[], GoldDocument[]] = [[], [], []];
/** Documents of the dev parts, which come first. */
let developed = 0;
for (const part of [...PARTS, 'all', ...HELD_OUT.keys()]) {
  if (part === 'all') developed = all[0].length;
  if (part !== 'all') {
    const documents: unknown[] =
      HELD_OUT.get(part) ??
      readFileSync(join(shared, 'data/entities', `${part}.dev.jsonl`), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    const gold = documents.map(toGold);
    all[0].push(...gold);
    all[1].push(...gold.map(run));
    all[2].push(...gold.map(runCompromise));
  }
  const own = (documents: GoldDocument[]) => documents.filter(({ id }) => part === 'all' || id.startsWith(part));
  for (const [system, found] of [
    ['', all[1]],
    [' compromise', all[2]],
  ] as const) {
    const { micro, types } = score(byId(own(all[0])), byId(own(found)));
    const row = ['PER', 'LOC', 'ORG', 'DATE'].map((type) => percent(types[type].f1)).join('');
    console.log(`${(system || part).padEnd(14)}${row}${percent(micro.f1)}`);
  }
}
const texts = all[0].slice(0, developed);

/** Words a CPU second over the dev parts. */
function speedOf(work: (document: GoldDocument) => unknown, rounds: number): number {
  const started = process.cpuUsage();
  let words = 0;
  for (let round = 0; round < rounds; round += 1)
    for (const document of texts) {
      words += document.text.split(/\s+/u).length;
      work(document);
    }
  const { user, system } = process.cpuUsage(started);
  return Math.round((words / (user + system)) * 1e6);
}

console.log(`${speedOf(run, 20)} words a CPU second; compromise ${speedOf(runCompromise, 2)}`);
