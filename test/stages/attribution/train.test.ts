import { describe, expect, it } from 'vitest';
import { judgedCandidates } from '../../../stages/attribution/train/examples.ts';
import { jaccard, withNesting } from '../../../stages/attribution/train/gold.ts';
import { joinTokens } from '../../../stages/attribution/train/world-texts.ts';

describe('texts of marked news', () => {
  it.each([
    [['He', 'said', ',', '"', 'No', ',', '"', 'twice', '.'], 'He said, "No," twice.'],
    [['The', 'workers', "'", 'homes', 'are', "n't", 'safe', '.'], "The workers' homes aren't safe."],
    [['A', '$', '5', 'fee', '(', '3', '%', ')', 'is', 'due', '.'], 'A $5 fee (3%) is due.'],
    [['Al', '-', 'Qaida', "'s", 'men'], "Al-Qaida's men"],
  ])('are put together from tokens: %s', (tokens, text) => {
    expect(joinTokens(tokens)).toBe(text);
  });
});

describe('marked attributions', () => {
  const pair = (start: number, end: number): [number, number] => [start, end];

  it('count as nested inside the content of another', () => {
    const outer = { source: [pair(0, 2)], cue: [pair(3, 7)], content: [pair(8, 30)], type: 'indirect' };
    const inner = { source: [pair(8, 10)], cue: [pair(11, 16)], content: [pair(17, 30)], type: 'indirect' };
    expect(withNesting([outer, inner]).map(({ nested }) => nested)).toEqual([false, true]);
  });

  it('overlap by the share of what both cover', () => {
    expect(jaccard([pair(0, 4)], [pair(2, 6)])).toBeCloseTo(1 / 3);
    expect(jaccard([], [])).toBe(1);
  });

  it('tell which candidates are right, in code points', () => {
    const text = 'It rained 🚲. Ann Lee said the road was closed.';
    const gold = { source: [pair(13, 20)], cue: [pair(21, 25)], content: [pair(26, 45)], type: 'indirect' };
    const [found, ...others] = judgedCandidates({ id: 'a', text, attributions: [gold] });
    expect(others).toEqual([]);
    expect(found).toMatchObject({ source: gold.source, content: gold.content, right: true });
    expect(judgedCandidates({ id: 'a', text, attributions: [] })[0].right).toBe(false);
  });
});
