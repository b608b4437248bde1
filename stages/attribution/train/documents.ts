import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { stderr } from 'node:process';
import type { Span } from '../../text/span.ts';
import { type GoldAttribution, type GoldDocument, type Pair, withNesting } from './gold.ts';
import { readMarkedUp } from './marked-up.ts';
import { worldTexts } from './world-texts.ts';

/** Where GUM, the silver news sentences and the scorer are. */
export const SHARED = new URL('../../../../shared/', import.meta.url);
const TESTS = new URL('../../../test/stages/attribution/', import.meta.url);

/**
 * `world`: news by the convention of this stage, marked before any output on it was seen; `news` and `interview`: GUM;
 * `dense`: political articles of our own; `unread`: news of our own, marked before any output on it was seen, that nobody
 * reads: only totals of it are printed, and attribution learns nothing from it.
 */
export const SETS = ['world', 'news', 'interview', 'dense', 'unread'] as const;
export type SetName = (typeof SETS)[number];

const lines = (file: URL) => readFileSync(file, 'utf8').trim().split('\n');

/** Whether all files are there; tells on stderr which one is not. */
function present(set: SetName, files: readonly URL[]): boolean {
  const missing = files.find((file) => !existsSync(file));
  if (missing) stderr.write(`${set}: left out, ${missing.pathname} is not there\n`);
  return missing === undefined;
}

/** The documents of a set with their gold; none, with a word on stderr, where what they are made from is not there. */
export function documentsOf(set: SetName): GoldDocument[] {
  if (set === 'dense' || set === 'unread') return own(set);
  if (set === 'world') return world();
  const file = new URL(`data/quotations/gum-${set}.jsonl`, SHARED);
  return present(set, [file]) ? lines(file).map((line) => JSON.parse(line) as GoldDocument) : [];
}

/** Articles of our own, marked in their text. */
function own(set: 'dense' | 'unread'): GoldDocument[] {
  const pairs = (spans: readonly Span[]): Pair[] => spans.map(({ start, end }) => [start, end]);
  return readdirSync(new URL(`${set}/`, TESTS)).map((id) => {
    const { text, attributions } = readMarkedUp(readFileSync(new URL(`${set}/${id}`, TESTS), 'utf8'));
    const marked = attributions.map(({ source, cue, content, type }) => ({
      source: pairs(source),
      cue: pairs(cue),
      content: pairs(content),
      type,
    }));
    return { id, text, attributions: withNesting(marked) };
  });
}

/** Gold that stands apart from its text, which `sha256` (of its UTF-8) tells to be the one that was marked. */
interface StandOff {
  id: string;
  sha256: string;
  attributions: GoldAttribution[];
}

function world(): GoldDocument[] {
  const gold = new URL('world/gold.jsonl', TESTS);
  const silver = new URL('data/entities/silver/', SHARED);
  if (!present('world', [gold, new URL('voa.jsonl.gz', silver), new URL('wikinews.jsonl.gz', silver)])) return [];
  const texts = worldTexts(silver);
  return lines(gold).map((line) => {
    const { id, sha256, attributions } = JSON.parse(line) as StandOff;
    const text = texts.get(id) ?? '';
    const found = createHash('sha256').update(text).digest('hex');
    if (found !== sha256)
      throw new Error(`world: the text of ${id} is not the one that was marked: ${found} ${sha256}`);
    return { id, text, attributions: withNesting(attributions) };
  });
}

/** The documents that nobody reads while rules are mended, chosen by a hash of their ids. */
export function heldOut(set: SetName, documents: readonly GoldDocument[]): Set<string> {
  const ids = documents.map(({ id }) => id);
  if (set === 'dense') return new Set();
  if (set === 'unread') return new Set(ids);
  if (set === 'world') return new Set(ids.filter((id) => /^[89a-f]/u.test(hash('sha1', id))));
  const rank = (id: string) => hash('sha256', `held out ${id}`);
  return new Set(ids.sort((a, b) => rank(a).localeCompare(rank(b))).slice(0, Math.floor(ids.length / 2)));
}

const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');
