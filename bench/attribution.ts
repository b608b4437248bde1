/**
 * Measures attribution on GUM's news and interviews and on our own dense political news: `npm run eval:attribution`. GUM
 * and the scorer are expected in ../shared. `--diff` lists what was missed and what was too much; `--only SET` measures
 * one set (`news`, `interview` or `dense`). GUM's documents are measured in two halves, too: `--diff` shows nothing of
 * the held-out one, so that rules can be mended on one half and tried on the other.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { argv, exit, stderr, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';
import { type Attribution, attribute } from '../stages/attribution/index.ts';
import type { EntityAnnotations } from '../stages/entities/types.ts';
import { splitSentences } from '../stages/normalize/sentences/index.ts';
import { CodePoints } from '../stages/text/code-points.ts';
import type { Span } from '../stages/text/span.ts';
import { readMarkedUp } from '../test/stages/attribution/marked-up.ts';

type Pair = [number, number];

interface GoldAttribution {
  source: Pair[];
  cue: Pair[];
  content: Pair[];
  type: string;
  nested?: boolean;
}

interface GoldDocument {
  id: string;
  text: string;
  attributions: GoldAttribution[];
}

interface Tally {
  precision: number;
  recall: number;
  f1: number;
  gold: number;
  predicted: number;
}

interface Scores {
  contentExact: Tally;
  sourceExact: Tally;
  pairExact: Tally;
  pair50: Tally;
  pair50RecallByType: Record<string, { recall: number; matched: number; gold: number }>;
}

interface Scorer {
  score(gold: Map<string, GoldDocument>, predicted: Map<string, GoldDocument>, options?: { sourced: boolean }): Scores;
}

const SHARED = new URL('../../shared/', import.meta.url);
/** The spans that are scored do not depend on entities; only the speakers do. */
const NO_ENTITIES: EntityAnnotations = { status: 'tagged', entities: [], mentions: [] };
const SETS = ['news', 'interview', 'dense'] as const;
/** Articles of ours whose attributions are all marked, wishes, plans and nouns too. */
const DENSE = new URL('../test/stages/attribution/dense/', import.meta.url);

/** The documents of a set with their gold. */
function documentsOf(set: (typeof SETS)[number]): GoldDocument[] {
  if (set !== 'dense')
    return readFileSync(new URL(`data/quotations/gum-${set}.jsonl`, SHARED), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as GoldDocument);
  return readdirSync(DENSE).map((id) => {
    const { text, attributions } = readMarkedUp(readFileSync(new URL(id, DENSE), 'utf8'));
    const spans = ({ source, cue, content, type }: (typeof attributions)[number]) => ({
      source: pairs(source),
      cue: pairs(cue),
      content: pairs(content),
      type,
    });
    const marked = attributions.map(spans);
    return { id, text, attributions: marked.map((a) => ({ ...a, nested: marked.some((b) => b !== a && lies(a, b)) })) };
  });
}

/** The half of GUM that nobody looks at while rules are mended: documents by a hash of their ids, so that none was chosen. */
function heldOut(documents: readonly GoldDocument[]): Set<string> {
  const rank = (id: string) => createHash('sha256').update(`held out ${id}`).digest('hex');
  const ids = documents.map(({ id }) => id).sort((a, b) => rank(a).localeCompare(rank(b)));
  return new Set(ids.slice(0, Math.floor(ids.length / 2)));
}

/** Whether an attribution lies in another one's content. */
function lies(a: GoldAttribution, b: GoldAttribution): boolean {
  const all = [...a.source, ...a.cue, ...a.content];
  return all.every(([start, end]) => b.content.some(([s, e]) => s <= start && end <= e));
}

/** A text of GUM as `normalize` would give it: lines are paragraphs. */
function annotate(text: string): { attributions: Attribution[]; milliseconds: number } {
  const paragraphs = [...text.matchAll(/[^\n]*\S[^\n]*/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].trimEnd().length,
  }));
  const points = new CodePoints(text);
  const inCodePoints = ({ start, end }: Span) => points.span(start, end);
  const input = {
    text,
    title: null,
    byline: [],
    outlet: null,
    language: 'en',
    paragraphs: paragraphs.map(inCodePoints),
    sentences: splitSentences(text, paragraphs, 'en').map(inCodePoints),
  };
  const before = process.cpuUsage();
  const { attributions } = attribute(input, NO_ENTITIES);
  const spent = process.cpuUsage(before);
  return { attributions, milliseconds: (spent.user + spent.system) / 1000 };
}

const pairs = (spans: readonly Span[]): Pair[] => spans.map(({ start, end }) => [start, end]);

/** GUM leaves out the comma that closes "Smith, who runs the mill,": scored without it there. */
function withoutClosingComma(text: string, spans: readonly Span[]): Span[] {
  const points = Array.from(text);
  return spans.map(({ start, end }) => ({ start, end: points[end - 1] === ',' ? end - 1 : end }));
}

function table(name: string, scores: Scores): string {
  const percent = (value: number) => (100 * value).toFixed(1).padStart(6);
  const row = (label: string, tally: Tally) =>
    `| ${label.padEnd(14)} |${percent(tally.precision)} |${percent(tally.recall)} |${percent(tally.f1)} |${String(tally.gold).padStart(5)} |${String(tally.predicted).padStart(5)} |`;
  const types = Object.entries(scores.pair50RecallByType).map(
    ([type, { recall, matched, gold }]) => `${type} ${(100 * recall).toFixed(1)} (${matched}/${gold})`,
  );
  return [
    `| ${name.padEnd(14)} |     P |     R |    F1 | gold | pred |`,
    '|---|---|---|---|---|---|',
    row('content exact', scores.contentExact),
    row('source exact', scores.sourceExact),
    row('pair exact', scores.pairExact),
    row('pair50', scores.pair50),
    `pair50 recall: ${types.join(', ')}`,
  ].join('\n');
}

function jaccard(a: readonly Pair[], b: readonly Pair[]): number {
  const cover = (spans: readonly Pair[]) =>
    new Set(spans.flatMap(([s, e]) => Array.from({ length: e - s }, (_, i) => s + i)));
  const [x, y] = [cover(a), cover(b)];
  if (x.size + y.size === 0) return 1;
  let both = 0;
  for (const i of x) if (y.has(i)) both += 1;
  return both / (x.size + y.size - both);
}

function difference(document: GoldDocument, found: readonly Attribution[]): string {
  const points = Array.from(document.text);
  const show = (spans: readonly Pair[]) => spans.map(([s, e]) => points.slice(s, e).join('')).join(' | ');
  const lines = [`# ${document.id}`];
  const used = new Set<number>();
  for (const gold of document.attributions) {
    const mark = gold.nested ? 'N' : ' ';
    const best = found
      .map((a, i) => ({
        i,
        content: jaccard(gold.content, pairs(a.content)),
        source: jaccard(gold.source, pairs(a.source)),
      }))
      .sort((a, b) => b.content + b.source - a.content - a.source)[0];
    const matched = best && best.content >= 0.5 && best.source >= 0.5;
    if (matched) used.add(best.i);
    if (matched && best.content === 1 && best.source === 1) continue;
    lines.push(`${mark}${matched ? '~' : '-'} [${show(gold.source)}] {${show(gold.cue)}} ${show(gold.content)}`);
    if (matched)
      lines.push(
        `   got [${show(pairs(found[best.i].source))}] {${show(pairs(found[best.i].cue))}} ${show(pairs(found[best.i].content))}`,
      );
  }
  found.forEach((a, i) => {
    if (!used.has(i))
      lines.push(
        ` + [${show(pairs(a.source))}] {${show(pairs(a.cue))}} ${show(pairs(a.content))} (${a.type}, level ${a.level}, ${a.confidence})`,
      );
  });
  return lines.join('\n');
}

/** How often an attribution of a confidence is one of the gold ones, both spans overlapping by half. */
function reliability(documents: readonly GoldDocument[], found: readonly (readonly Attribution[])[]): string {
  const bins = [0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01].map((below) => ({ below, right: 0, all: 0, sum: 0 }));
  documents.forEach((document, i) => {
    for (const a of found[i]) {
      const bin = bins.find(({ below }) => a.confidence < below)!;
      const right = document.attributions.some(
        (gold) => jaccard(gold.content, pairs(a.content)) >= 0.5 && jaccard(gold.source, pairs(a.source)) >= 0.5,
      );
      bin.all += 1;
      bin.sum += a.confidence;
      if (right) bin.right += 1;
    }
  });
  const rows = bins
    .filter(({ all }) => all > 0)
    .map(({ right, all, sum }) => `| ${(sum / all).toFixed(2)} | ${(right / all).toFixed(2)} | ${all} |`);
  return ['| mean confidence | right | attributions |', '|---|---|---|', ...rows].join('\n');
}

if (!existsSync(SHARED)) {
  stderr.write(`eval:attribution reads GUM and its scorer from ${SHARED.pathname}, which is not there\n`);
  exit(1);
}
const scorer = (await import(pathToFileURL(new URL('score/quotations.mjs', SHARED).pathname).href)) as Scorer;
const only = argv.indexOf('--only') < 0 ? undefined : argv[argv.indexOf('--only') + 1];
for (const set of SETS) {
  if (only !== undefined && set !== only) continue;
  const documents = documentsOf(set);
  // the first passes load the model and let the engine compile; a running worker has both behind it
  for (let pass = 0; pass < 3; pass += 1) for (const document of documents) annotate(document.text);
  let milliseconds = 0;
  const found = documents.map((document) => {
    const result = annotate(document.text);
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
        .map((a) => ({
          source: pairs(set === 'dense' ? a.source : withoutClosingComma(d.text, a.source)),
          cue: pairs(a.cue),
          content: pairs(a.content),
          type: a.type,
        })),
    }));
    const byId = (list: GoldDocument[]) => new Map(list.map((d) => [d.id, d]));
    stdout.write(`${table(name, scorer.score(byId(gold), byId(predicted)))}\n\n`);
  };
  const held = set === 'dense' ? new Set<string>() : heldOut(documents);
  if (argv.includes('--diff') && (set !== 'interview' || argv.includes('--interview')))
    documents.forEach((document, i) => {
      if (!held.has(document.id)) stdout.write(`${difference(document, found[i])}\n`);
    });
  compare(set === 'dense' ? 'own dense' : `GUM ${set}`, {});
  compare('not nested', { level0: true });
  if (set !== 'dense') {
    compare('looked-at half', { document: (id) => !held.has(id) });
    compare('held-out half', { document: (id) => held.has(id) });
    // what GUM does not mark (wishes, plans, nouns) has a confidence below this
    compare('confidence 0.6', { confidence: 0.6 });
    compare('0.6, held out', { confidence: 0.6, document: (id) => held.has(id) });
  }
  stdout.write(`${reliability(documents, found)}\n\n`);
  const words = documents.reduce((sum, { text }) => sum + text.split(/\s+/u).length, 0);
  stdout.write(
    `${(words / 700 / (milliseconds / 1000)).toFixed(0)} documents of 700 words a CPU second, entities not counted\n\n`,
  );
}
