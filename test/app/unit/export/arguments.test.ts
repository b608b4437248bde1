import { expect, test } from 'vitest';
import { EXPORT } from '../../../../app/cli/definitions/export.ts';
import { parseCommand } from '../../../../app/cli/parse.ts';
import { planExport } from '../../../../app/export/request.ts';

/** What comes of a command line. */
function planOf(args: readonly string[]) {
  const given = parseCommand(EXPORT, [...args]);
  if (given === null) throw new Error('It asks for help.');
  return planExport(given.values);
}

test('reads conditions of each kind', () => {
  const args = [
    '-f',
    'jsonl',
    '--since',
    '2025',
    '--until',
    '2025-03',
    '--where',
    'outlet!=Harbour  Post ',
    '--key',
    'a*',
  ];
  expect(planOf([...args, '--where', 'published > 2025-03-01T10:00Z', '--document', 'x'])).toMatchObject({
    format: { name: 'jsonl' },
    out: null,
    base: 'urn:copydesk:',
    selection: {
      versions: 'current',
      conditions: [
        { keys: ['x'] },
        { column: 'document', operator: '~', value: 'a*' },
        { column: 'published', operator: '>=', value: new Date('2025-01-01') },
        { column: 'published', operator: '<', value: new Date('2025-04-01') },
        { column: 'outlet', operator: '!=', value: 'Harbour  Post' },
        { column: 'published', operator: '>', value: new Date('2025-03-01T10:00Z') },
      ],
    },
  });
});

test('says what is wrong', () => {
  for (const [args, message] of [
    [[], 'expected --format with one of jsonl, webannotation'],
    [['--format', 'xml'], 'got xml'],
    [['--format', 'parquet'], 'expected --out FOLDER'],
    [['--format', 'jsonl', '--where', 'words'], 'expected a condition such as'],
    [['--format', 'jsonl', '--where', 'password = x'], 'expected a column of document'],
    [['--format', 'jsonl', '--where', 'constructor = x'], 'expected a column of document'],
    [['--format', 'jsonl', '--where', 'length = long'], 'expected a whole number'],
    [['--format', 'jsonl', '--where', 'length ~ 1*'], 'which is no text'],
    [['--format', 'jsonl', '--where', 'published = 2025'], 'expected <, <=, > or >='],
    [['--format', 'jsonl', '--since', 'yesterday'], 'expected a date such as 2025-03-31'],
    [['--format', 'jsonl', '--base', 'here there'], 'expected --base'],
    [['--format', 'jsonl', '--versions', 'old'], '--versions takes one of current, all'],
    [['--format', 'jsonl', '--colour', 'red'], '--colour'],
  ] as const) {
    expect(() => planOf(args)).toThrow(message);
  }
});
