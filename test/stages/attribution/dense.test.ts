import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMarkedUp } from '../../../stages/attribution/train/marked-up.ts';
import type { Span } from '../../../stages/text/span.ts';
import { read, words } from './read.ts';

const FOLDER = new URL('dense/', import.meta.url);

const key = (source: readonly Span[], content: readonly Span[]) =>
  JSON.stringify([source, content].map((spans) => spans.map(({ start, end }) => [start, end])));

describe('dense political news, with wishes, plans and nouns marked', () => {
  const judged = readdirSync(FOLDER).map((name) => {
    const { text, attributions } = readMarkedUp(readFileSync(new URL(name, FOLDER), 'utf8'));
    const found = read(text, 'without entities').attributions;
    const keys = new Set(found.map(({ source, content }) => key(source, content)));
    return { text, gold: attributions, found, right: attributions.filter((a) => keys.has(key(a.source, a.content))) };
  });

  it('finds most attributions exactly, and few others', () => {
    const sum = (count: (article: (typeof judged)[number]) => number) =>
      judged.reduce((total, article) => total + count(article), 0);
    const right = sum((article) => article.right.length);
    expect(sum(({ gold }) => gold.length)).toBeGreaterThan(200);
    expect(right / sum(({ gold }) => gold.length)).toBeGreaterThan(0.8);
    expect(right / sum(({ found }) => found.length)).toBeGreaterThan(0.8);
  });
});

describe('who says what where verbs are joined and subjects described', () => {
  it.each([
    [
      'Its counsel, Ann Lee KC, said the river had risen but denied that the log was lost.',
      ['Its counsel, Ann Lee KC,', 'that the log was lost'],
    ],
    ['She said her members felt abandoned and called for talks.', ['She', 'talks']],
    [
      'The clerk, who is to report next year, reminded everyone in the room that people had drowned.',
      ['The clerk, who is to report next year,', 'that people had drowned'],
    ],
    ['Your report of 3 March says that the lock was closed.', ['Your report of 3 March', 'that the lock was closed']],
    ['The union asked for a delay and it was right to.', ['The union', 'a delay']],
    [
      'Rail fares are "a scandal" in the north, Transport Minister Jo Hart said on Friday after a night that left two trains stuck.',
      ['Transport Minister Jo Hart', 'Rail fares are "a scandal" in the north'],
    ],
    [
      'He said she wanted a vote, but that "a vote is not a wish".',
      ['He', 'she wanted a vote, but that "a vote is not a wish"'],
    ],
    [
      'They came ten years late, complained Otto Lind, chairman of the federation.',
      ['Otto Lind, chairman of the federation', 'They came ten years late'],
    ],
  ])('%s', (text, expected) => {
    const found = read(text, 'without entities').attributions;
    expect(found.map(({ source, content }) => [words(text, source), words(text, content)])).toContainEqual(expected);
  });

  it.each(['Neither ministry would say that the bridge was safe.', 'No official has said that the bridge was safe.'])(
    'takes a speaker who is none for a denial: %s',
    (text) => {
      expect(read(text, 'without entities').attributions.map(({ polarity }) => polarity)).toEqual(['negative']);
    },
  );

  it('takes "declined to say" for one cue that denies', () => {
    const text = 'The minister declined to say whether the deal was dead.';
    const [found] = read(text, 'without entities').attributions;
    expect([words(text, found.cue), found.polarity]).toEqual(['declined to say', 'negative']);
  });
});
