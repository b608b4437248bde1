import type { Judged } from '../../stages/attribution/train/examples.ts';
import { type GoldDocument, jaccard, type Pair } from '../../stages/attribution/train/gold.ts';

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
export function difference(document: GoldDocument, found: readonly Judged[]): string {
  const points = Array.from(document.text);
  const show = (spans: readonly Pair[]) => spans.map(([s, e]) => points.slice(s, e).join('')).join(' | ');
  const lines = [`# ${document.id}`];
  const used = new Set<Judged>();
  for (const gold of document.attributions) {
    const mark = gold.nested ? 'N' : ' ';
    const [best] = found
      .map((judged) => ({
        judged,
        content: jaccard(gold.content, judged.content),
        source: jaccard(gold.source, judged.source),
      }))
      .sort((a, b) => b.content + b.source - a.content - a.source);
    const matched = best && best.content >= 0.5 && best.source >= 0.5;
    if (matched) used.add(best.judged);
    if (matched && best.content === 1 && best.source === 1) continue;
    lines.push(`${mark}${matched ? '~' : '-'} [${show(gold.source)}] {${show(gold.cue)}} ${show(gold.content)}`);
    if (matched) lines.push(`   got [${show(best.judged.source)}] ${show(best.judged.content)}`);
  }
  for (const judged of found)
    if (!used.has(judged)) {
      const { source, content, attribution, place } = judged;
      lines.push(
        ` + [${show(source)}] {${attribution.lemma}} ${show(content)} (${attribution.rule}, level ${place.level})`,
      );
    }
  return lines.join('\n');
}

/** How often an attribution of a confidence is right, as a table. */
export function reliability(judged: readonly { probability: number; right: boolean }[]): string {
  const bins = [0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.01].map((below) => ({ below, right: 0, all: 0, sum: 0 }));
  for (const { probability, right } of judged) {
    const bin = bins.find(({ below }) => probability < below)!;
    bin.all += 1;
    bin.sum += probability;
    if (right) bin.right += 1;
  }
  const rows = bins
    .filter(({ all }) => all > 0)
    .map(({ right, all, sum }) => `| ${(sum / all).toFixed(2)} | ${(right / all).toFixed(2)} | ${all} |`);
  return ['| mean confidence | right | attributions |', '|---|---|---|', ...rows].join('\n');
}
