import { describe, expect, it } from 'vitest';
import { pairQuotations } from '../../../stages/normalize/quotations/pair.ts';

/** The quotations of some paragraphs, with their marks; `…` after an unclosed one. */
function quoted(...paragraphs: string[]): string[] {
  const text = paragraphs.join('\n\n');
  let at = 0;
  const spans = paragraphs.map((paragraph) => {
    const span = { start: at, end: at + paragraph.length };
    at = span.end + 2;
    return span;
  });
  return pairQuotations(text, spans).map(
    ({ start, end, closed, depth }) => `${'>'.repeat(depth)}${text.slice(start, end)}${closed ? '' : '…'}`,
  );
}

describe('pairing of quotation marks', () => {
  it.each([
    ['straight', 'He said "no" and "yes".', ['"no"', '"yes"']],
    ['curly', 'He said “no” and “yes”.', ['“no”', '“yes”']],
    ['guillemets', 'He said «no» and » yes.', ['«no»']],
    ['German low marks', 'He said „no“ at last.', ['„no“']],
    ['single', "He said 'no' at last.", ["'no'"]],
    [
      'curly single beside apostrophes',
      '‘It’s the workers’ flat,’ he said, ‘isn’t it?’',
      ['‘It’s the workers’ flat,’', '‘isn’t it?’'],
    ],
    ['apostrophes alone', "It's the workers' flat in the '80s, rock 'n' roll.", []],
    ['nested', '“He told me ‘never’ twice,” she said.', ['“He told me ‘never’ twice,”', '>‘never’']],
    ['a mark at the end of a word of inches', 'The 6" nail broke.', []],
    [
      'a space before the closing mark',
      'She said: "It is wet. Very wet ", and "no ".',
      ['"It is wet. Very wet "', '"no "'],
    ],
    ['opening mark twice: the first was never closed', 'An “odd “pair” here.', ['“pair”']],
    ['closing mark alone', 'An odd pair” here.', []],
  ])('%s', (_, text, expected) => {
    expect(quoted(text)).toEqual(expected);
  });

  it('carries a quotation on over paragraphs that open it again', () => {
    const paragraphs = ['He said: “One.', '“Two.', '“Three.” Then he left.'];
    const text = paragraphs.join('\n\n');
    const spans = [
      { start: 0, end: 14 },
      { start: 16, end: 21 },
      { start: 23, end: text.length },
    ];
    expect(pairQuotations(text, spans).map(({ continues, closed }) => ({ continues, closed }))).toEqual([
      { continues: false, closed: false },
      { continues: true, closed: false },
      { continues: true, closed: true },
    ]);
  });

  it('carries a quotation on where the next paragraph only closes it', () => {
    expect(quoted('He said: "One.', 'Two."')).toEqual(['"One.…', 'Two."']);
  });
});
