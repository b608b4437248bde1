import { expect, test } from 'vitest';
import { renderRecords, renderTable } from '../../../app/table.ts';

test('columns are as wide as what stands in them, numbers to the right', () => {
  const columns = [{ name: 'document' }, { name: 'version', align: 'right' as const }];
  expect(
    renderTable(columns, [
      ['raw/a', '1'],
      ['raw/longer-name', '12'],
    ]),
  ).toBe(
    [
      'document         version',
      '───────────────  ───────',
      'raw/a                  1',
      'raw/longer-name       12',
    ].join('\n'),
  );
});

test('a table without rows has its headings', () => {
  expect(renderTable([{ name: 'a' }, { name: 'b' }], [])).toBe('a  b\n─  ─');
});

test('what is too wide is wrapped at words, then cut', () => {
  const words = 'one two three four five six seven eight nine ten eleven twelve';
  const rows = [['short', words]];
  const narrow = renderTable([{ name: 'a' }, { name: 'b' }], rows, { width: 20, maxLines: 3 });
  expect(narrow.split('\n')).toEqual([
    'a      b',
    '─────  ─────────────',
    'short  one two three',
    '       four five six',
    '       seven eight…',
  ]);
  const whole = renderTable([{ name: 'a' }, { name: 'b' }], rows, { width: 20, maxLines: Number.POSITIVE_INFINITY });
  expect(whole.replaceAll(/\s+/gu, ' ')).toContain(words);
});

test('a word wider than its column is cut between whole characters', () => {
  const lines = renderTable([{ name: 'x' }], [['👩‍👩‍👧'.repeat(9)]], { width: 8 }).split('\n');
  expect(lines.slice(2)).toEqual(['👩‍👩‍👧'.repeat(4), '👩‍👩‍👧'.repeat(4), '👩‍👩‍👧']);
});

test('wide characters count two, so that columns stay in line', () => {
  const lines = renderTable(
    [{ name: 'a' }, { name: 'b' }],
    [
      ['汉字', '|'],
      ['🌉', '|'],
      ['Ä', '|'],
    ],
  ).split('\n');
  expect(lines.slice(2)).toEqual(['汉字  |', '🌉    |', 'Ä     |']);
});

test('records have a line for each column, wrapped beside its name', () => {
  const columns = [{ name: 'document' }, { name: 'words' }];
  expect(
    renderRecords(
      columns,
      [
        ['raw/a', 'one two three four'],
        ['raw/b', ''],
      ],
      { width: 20 },
    ).split('\n'),
  ).toEqual([
    '─ 1 ────────────────',
    'document  raw/a',
    'words     one two',
    '          three four',
    '─ 2 ────────────────',
    'document  raw/b',
    'words',
  ]);
});
