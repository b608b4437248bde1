import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze, parse, type Tree, tag } from '../../../stages/syntax/index.ts';
import { type Token, tokenize } from '../../../stages/text/tokens.ts';

/** Tokens from bare words, for word lists that no tokenizer would give. */
function tokensOf(words: readonly string[]): Token[] {
  let at = 0;
  return words.map((text) => {
    const token = { text, start: at, end: at + text.length, spaceBefore: true };
    at = token.end + 1;
    return token;
  });
}

function expectTree({ head, relation, upos, xpos }: Tree, length: number): void {
  expect([head.length, relation.length, upos.length, xpos.length]).toEqual([length, length, length, length]);
  expect([...relation, ...upos, ...xpos].every((label) => typeof label === 'string' && label !== '')).toBe(true);
  expect(head.filter((at) => at === -1)).toHaveLength(length === 0 ? 0 : 1);
  expect(relation.map((name, i) => (name === 'root') === (head[i] === -1))).not.toContain(false);
  // Each token reaches the root; `reached` keeps the check linear.
  const reached = new Uint8Array(length);
  for (let i = 0; i < length; i += 1) {
    const path: number[] = [];
    for (let at = i; at !== -1 && reached[at] === 0; at = head[at]) {
      path.push(at);
      if (path.length > length || head[at] >= length) expect.fail(`token ${i} does not reach the root`);
    }
    for (const at of path) reached[at] = 1;
  }
}

test('a sentence without tokens has an empty tree', () => {
  expect(parse([])).toEqual({ upos: [], xpos: [], head: new Int32Array(0), relation: [] });
  expect(tag([])).toEqual({ upos: [], xpos: [] });
});

test('every token list has exactly one root and no cycle', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'the',
      'Minister',
      'said',
      ',',
      '"',
      '“',
      '”',
      'that',
      'and',
      '-',
      "'s",
      'not',
      '.',
      'to',
      '(',
      ')',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), (words) => {
      expectTree(parse(tokensOf(words)), words.length);
    }),
    { numRuns: 300 },
  );
});

test('any text, cut into tokens, has exactly one root and no cycle', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const tokens = tokenize(text);
      expectTree(parse(tokens), tokens.length);
    }),
  );
});

test('tags are the same with and without parsing', () => {
  const tokens = tokenize('The ministry’s spokeswoman didn’t say when the co-founder would return to Lisbon.');
  const { upos, xpos, head, relation } = parse(tokens);
  expect(tag(tokens)).toEqual({ upos, xpos });
  const analysis = analyze(tokens);
  expect(analysis.xpos).toEqual(xpos);
  expect(analysis.parse()).toEqual({ head, relation });
});

test('straight and curly marks give the same tree', () => {
  const straight = parse(tokenize('"We don\'t know," the firm\'s chairman said.'));
  const curly = parse(tokenize('“We don’t know,” the firm’s chairman said.'));
  expect(curly).toEqual(straight);
});

test('sentences of thousands of tokens are parsed in linear time', () => {
  const clause = 'the minister told reporters that the plan , which nobody had read , would fail and'.split(' ');
  const repeated = (length: number) => tokensOf(Array.from({ length }, (_, i) => clause[i % clause.length]));
  const milliseconds = (length: number) => {
    const tokens = repeated(length);
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 3; round += 1) {
      const started = performance.now();
      const tree = parse(tokens);
      best = Math.min(best, performance.now() - started);
      expectTree(tree, length);
    }
    return best;
  };
  milliseconds(1_000);
  // Ten times the tokens: a quadratic step would take a hundred times as long.
  expect(milliseconds(10_000)).toBeLessThan(40 * milliseconds(1_000));
});
