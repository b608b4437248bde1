import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Attribution } from '../../../stages/attribution/index.ts';
import { type GoldAttribution, readMarkedUp } from '../../../stages/attribution/train/marked-up.ts';
import type { Span } from '../../../stages/text/span.ts';
import { read, words } from './read.ts';

const FOLDER = new URL('gold/', import.meta.url);

function overlap(text: string, a: readonly Span[], b: readonly Span[]): number {
  const cover = (spans: readonly Span[]) => {
    const covered = new Set<number>();
    for (const { start, end } of spans) for (let i = start; i < end; i += 1) if (/\S/u.test(text[i])) covered.add(i);
    return covered;
  };
  const [x, y] = [cover(a), cover(b)];
  if (x.size + y.size === 0) return 1;
  let both = 0;
  for (const i of x) if (y.has(i)) both += 1;
  return both / (x.size + y.size - both);
}

interface Judged {
  name: string;
  text: string;
  gold: GoldAttribution[];
  found: Attribution[];
  /** Gold to found, content and source each overlapping by half. */
  matches: Map<GoldAttribution, Attribution>;
}

function judge(name: string): Judged {
  const { text, attributions: gold } = readMarkedUp(readFileSync(new URL(name, FOLDER), 'utf8'));
  const found = read(text, 'with entities').attributions;
  const matches = new Map<GoldAttribution, Attribution>();
  const used = new Set<Attribution>();
  for (const wanted of gold) {
    const match = found.find(
      (a) =>
        !used.has(a) &&
        overlap(text, wanted.content, a.content) >= 0.5 &&
        overlap(text, wanted.source, a.source) >= 0.5,
    );
    if (!match) continue;
    used.add(match);
    matches.set(wanted, match);
  }
  return { name, text, gold, found, matches };
}

const articles = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map(judge);

/** F1 of pairs over all articles; a match of another type counts for neither. */
function f1(direct: boolean): number {
  const ofType = (type: string) => (type === 'direct') === direct;
  let [gold, found, matched] = [0, 0, 0];
  for (const article of articles) {
    gold += article.gold.filter(({ type }) => ofType(type)).length;
    found += article.found.filter(({ type }) => ofType(type)).length;
    for (const [wanted, match] of article.matches) if (ofType(wanted.type) && ofType(match.type)) matched += 1;
  }
  return (2 * matched) / (gold + found);
}

/** What a failing measure has to be explained with. */
function report(): string {
  const lines: string[] = [];
  for (const { name, text, gold, found, matches } of articles) {
    const used = new Set(matches.values());
    for (const wanted of gold)
      if (!matches.has(wanted))
        lines.push(`${name} missed: [${words(text, wanted.source)}] ${words(text, wanted.content)}`);
    for (const a of found)
      if (!used.has(a))
        lines.push(
          `${name} too much: ${a.type} [${words(text, a.source)}] {${words(text, a.cue)}} ${words(text, a.content)}`,
        );
    for (const [wanted, a] of matches) {
      if (wanted.type !== a.type)
        lines.push(`${name} ${wanted.type} taken for ${a.type}: ${words(text, wanted.content)}`);
      const speakers = a.speakers.map((speaker) => speaker.name).sort();
      if (wanted.speakers.length > 0 && speakers.join() !== wanted.speakers.join())
        lines.push(
          `${name} speakers ${speakers.join('; ') || 'none'} for ${wanted.speakers.join('; ')}: ${words(text, a.source)}`,
        );
      if (overlap(text, wanted.content, a.content) < 1) lines.push(`${name} inexact: ${words(text, a.content)}`);
      if (overlap(text, wanted.source, a.source) < 1) lines.push(`${name} inexact source: ${words(text, a.source)}`);
    }
  }
  return lines.join('\n');
}

/** `REPORT=1 vitest run …` lists what is wrong though every measure passes. */
afterAll(() => {
  if (process.env.REPORT) console.log(`direct ${f1(true)} indirect ${f1(false)}\n${report()}`);
});

describe('twenty articles with gold', () => {
  it('has twenty of them', () => {
    expect(articles).toHaveLength(20);
    expect(articles.flatMap(({ gold }) => gold).length).toBeGreaterThan(70);
  });

  it('finds direct speech with F1 of at least 95', () => {
    expect(f1(true), report()).toBeGreaterThanOrEqual(0.95);
  });

  it('finds indirect and mixed attributions with F1 of at least 75', () => {
    expect(f1(false), report()).toBeGreaterThanOrEqual(0.75);
  });

  it('names the right speakers for at least nine in ten', () => {
    const named = articles.flatMap(({ matches }) => [...matches].filter(([wanted]) => wanted.speakers.length > 0));
    const right = named.filter(
      ([wanted, a]) =>
        a.speakers
          .map(({ name }) => name)
          .sort()
          .join() === wanted.speakers.join(),
    );
    expect(right.length / named.length, report()).toBeGreaterThanOrEqual(0.9);
  });

  it('has exact spans for at least nine in ten of what it finds', () => {
    const pairs = articles.flatMap(({ text, matches }) =>
      [...matches].map(
        ([wanted, a]) => overlap(text, wanted.content, a.content) === 1 && overlap(text, wanted.source, a.source) === 1,
      ),
    );
    expect(pairs.filter(Boolean).length / pairs.length, report()).toBeGreaterThanOrEqual(0.9);
  });
});
