import type { Attribution } from '../../stages/attribution/index.ts';
import { type GoldDocument, jaccard, type Pair } from './gold.ts';
import { pairs } from './read.ts';

interface Tally {
  precision: number;
  recall: number;
  f1: number;
  gold: number;
  predicted: number;
}

/** What `../shared/score/quotations.mjs` gives. */
export interface Scores {
  contentExact: Tally;
  sourceExact: Tally;
  pairExact: Tally;
  pair50: Tally;
  pair50RecallByType: Record<string, { recall: number; matched: number; gold: number }>;
}

/** The scores as a table in Markdown. */
export function table(name: string, scores: Scores): string {
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

/** Lists what was missed (`-`), found otherwise (`~`) and found too much (`+`); `N` is nested in gold. */
export function difference(document: GoldDocument, found: readonly Attribution[]): string {
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

/** Whether an attribution is one of the gold ones: both spans overlap by half. */
export function isRight(document: GoldDocument, a: Attribution): boolean {
  return document.attributions.some(
    (gold) => jaccard(gold.content, pairs(a.content)) >= 0.5 && jaccard(gold.source, pairs(a.source)) >= 0.5,
  );
}

/** How often an attribution of a confidence is right, as a table. */
export function reliability(judged: readonly { confidence: number; right: boolean }[]): string {
  const bins = [0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.01].map((below) => ({ below, right: 0, all: 0, sum: 0 }));
  for (const { confidence, right } of judged) {
    const bin = bins.find(({ below }) => confidence < below)!;
    bin.all += 1;
    bin.sum += confidence;
    if (right) bin.right += 1;
  }
  const rows = bins
    .filter(({ all }) => all > 0)
    .map(({ right, all, sum }) => `| ${(sum / all).toFixed(2)} | ${(right / all).toFixed(2)} | ${all} |`);
  return ['| mean confidence | right | attributions |', '|---|---|---|', ...rows].join('\n');
}
