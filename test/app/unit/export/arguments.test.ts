import { expect, test } from 'vitest';
import { readExportArguments } from '../../../../app/export/arguments.ts';

test('reads conditions of each kind', () => {
  const args = [
    '-f',
    'JSONL',
    '--since',
    '2025',
    '--until',
    '2025-03',
    '--where',
    'outlet!=Harbour  Post ',
    '--key',
    'a*',
  ];
  expect(readExportArguments([...args, '--where', 'published > 2025-03-01T10:00Z', '--document', 'x'])).toMatchObject({
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
  expect(readExportArguments(['--help'])).toBe('');
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
    [['--format', 'jsonl', '--versions', 'old'], 'expected --versions'],
    [['--format', 'jsonl', '--colour', 'red'], '--colour'],
  ] as const) {
    expect(readExportArguments([...args])).toContain(message);
  }
});
