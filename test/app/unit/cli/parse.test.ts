import { describe, expect, expectTypeOf, test } from 'vitest';
import { defineCommand } from '../../../../app/cli/definition.ts';
import { parseCommand, UsageError } from '../../../../app/cli/parse.ts';

const COMMAND = defineCommand({
  name: 'cut',
  group: 'use',
  summary: 'Cuts',
  usage: ['NAME [--keep N] [--dry-run]'],
  options: {
    keep: { type: 'string', value: 'N', summary: 'so many stay' },
    format: { type: 'string', default: 'text', values: ['text', 'html'], summary: 'how' },
    tag: { type: 'string', multiple: true, short: 't', summary: 'a name' },
    'dry-run': { type: 'boolean', summary: 'changes nothing' },
  },
  examples: [],
});

test('values have the types of the definition, and defaults', () => {
  const given = parseCommand(COMMAND, ['a', '--keep', '3', '-t', 'x', '--tag=y', 'b'])!;
  expect(given).toEqual({
    operands: ['a', 'b'],
    values: { keep: '3', format: 'text', tag: ['x', 'y'], 'dry-run': false },
  });
  expectTypeOf(given.values).toEqualTypeOf<{
    keep: string | undefined;
    format: string;
    tag: string[];
    'dry-run': boolean;
  }>();
  expect(parseCommand(COMMAND, [])?.values).toEqual({ keep: undefined, format: 'text', tag: [], 'dry-run': false });
  expect(parseCommand(COMMAND, ['--', '--keep'])?.operands).toEqual(['--keep']);
});

test('help wins over whatever else there is', () => {
  for (const args of [['-h'], ['--help'], ['--nonsense', '--help'], ['--keep', '3', '-h']]) {
    expect(parseCommand(COMMAND, args)).toBeNull();
  }
  expect(parseCommand(COMMAND, ['--', '--help'])).not.toBeNull();
});

describe('what is wrong is named, with what was probably meant', () => {
  test.each([
    [['--kep', '3'], 'there is no option --kep: did you mean --keep?'],
    [['--dry'], 'there is no option --dry: did you mean --dry-run?'],
    [['-x'], 'there is no option -x'],
    [['--something-else'], 'there is no option --something-else'],
    [['--keep'], '--keep takes a value: --keep N'],
    [['--dry-run=yes'], '--dry-run takes no value, got yes'],
    [['--format', 'htm'], '--format takes one of text, html, got htm: did you mean html?'],
  ])('%j', (args, message) => {
    expect(() => parseCommand(COMMAND, args)).toThrow(new UsageError(message));
  });
});

test('a command that hands its arguments on reads none of them, and has help of its own', () => {
  const command = { ...COMMAND, handsOn: 'another program' };
  expect(parseCommand(command, ['list', '--help', '--kep'])).toEqual({
    values: {},
    operands: ['list', '--help', '--kep'],
  });
  expect(parseCommand(command, ['--help'])).toBeNull();
  expect(parseCommand({ ...command, helpIsOurs: true }, ['list', '-h'])).toBeNull();
});
