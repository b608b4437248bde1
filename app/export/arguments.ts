import { parseArgs } from 'node:util';
import type { ExportSelection } from '../../db/reading/export-articles.ts';
import {
  CONDITION_COLUMNS,
  type Condition,
  type ConditionColumn,
  OPERATORS,
  type Operator,
} from '../../db/reading/export-conditions.ts';
import { pointInTime } from '../../db/rows/point-in-time.ts';
import type { ExportFormat } from './format.ts';
import { FORMATS } from './formats.ts';
import { DEFAULT_BASE } from './identifiers.ts';

/** What an export is to be. */
export interface ExportArguments {
  format: ExportFormat;
  selection: ExportSelection;
  /** File or folder; null for standard output. */
  out: string | null;
  base: string;
}

/** What cannot be understood; the message says what was expected. */
class ArgumentError extends Error {}

/** @returns what was asked for, or a message; an empty one asks for help. */
export function readExportArguments(args: string[]): ExportArguments | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        format: { type: 'string', short: 'f' },
        out: { type: 'string', short: 'o', default: '-' },
        document: { type: 'string', multiple: true, default: [] },
        key: { type: 'string' },
        outlet: { type: 'string' },
        language: { type: 'string' },
        speaker: { type: 'string' },
        since: { type: 'string' },
        until: { type: 'string' },
        where: { type: 'string', multiple: true, default: [] },
        versions: { type: 'string', default: 'current' },
        base: { type: 'string', default: DEFAULT_BASE },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return '';
    const { out, base, versions, document: keys } = values;
    const format = formatOf(values.format);
    if (versions !== 'current' && versions !== 'all') return `expected --versions current or all, got ${versions}`;
    if (!/^[a-z][a-z0-9+.-]*:\S*$/iu.test(base)) return `expected --base with an address or another URI, got ${base}`;
    if (format.kind === 'folder' && out === '-') return `expected --out FOLDER, as ${format.name} is several files`;
    const equal = (column: ConditionColumn, value: string | undefined): Condition[] =>
      value === undefined ? [] : [{ column, operator: '=', value }];
    const conditions: Condition[] = [
      ...(keys.length > 0 ? [{ keys }] : []),
      ...(values.key === undefined ? [] : [{ column: 'document', operator: '~', value: values.key } as const]),
      ...equal('outlet', values.outlet),
      ...equal('language', values.language),
      ...(values.speaker === undefined ? [] : [{ speaker: values.speaker }]),
      ...(values.since === undefined ? [] : [conditionOf(`published >= ${values.since}`)]),
      ...(values.until === undefined ? [] : [conditionOf(`published <= ${values.until}`)]),
      ...values.where.map(conditionOf),
    ];
    return { format, selection: { conditions, versions }, out: out === '-' ? null : out, base };
  } catch (error) {
    if (error instanceof TypeError || error instanceof ArgumentError) return error.message;
    throw error;
  }
}

function formatOf(name: string | undefined): ExportFormat {
  const found = FORMATS.find((format) => format.name === name?.toLowerCase());
  if (found) return found;
  const names = FORMATS.map((format) => format.name).join(', ');
  throw new ArgumentError(`expected --format with one of ${names}, got ${name ?? 'none'}`);
}

const CONDITION = new RegExp(
  `^\\s*(\\w+)\\s*(${OPERATORS.toSorted((a, b) => b.length - a.length).join('|')})\\s*(.*?)\\s*$`,
  'su',
);

/** Reads `column operator value`. The value is never part of a statement: the database gets it apart. */
function conditionOf(text: string): Condition {
  const columns = Object.keys(CONDITION_COLUMNS);
  const [, name, sign, value] = CONDITION.exec(text) ?? [];
  if (name === undefined) {
    throw new ArgumentError(`expected a condition such as "outlet = Harbour Post", got ${JSON.stringify(text)}`);
  }
  if (!columns.includes(name)) throw new ArgumentError(`expected a column of ${columns.join(', ')}, got ${name}`);
  const column = name as ConditionColumn;
  const operator = sign as Operator;
  const { type } = CONDITION_COLUMNS[column];
  if (type === 'text') return { column, operator, value };
  if (operator === '~') throw new ArgumentError(`expected another operator than ~ for ${column}, which is no text`);
  if (type === 'time') return timeCondition(column, operator, value);
  if (!/^\d{1,9}$/u.test(value)) throw new ArgumentError(`expected a whole number for ${column}, got ${value}`);
  return { column, operator, value: Number(value) };
}

/** A day, month or year is meant as a whole: up to a day is up to its end, after it is after its end. */
function timeCondition(column: ConditionColumn, operator: Operator, value: string): Condition {
  const start = pointInTime(value);
  if (start === null) throw new ArgumentError(`expected a date such as 2025-03-31 for ${column}, got ${value}`);
  const from = new Date(start);
  const end = endOf(from, value);
  if (operator === '=' || operator === '!=') {
    throw new ArgumentError(`expected <, <=, > or >= for ${column}, which is a time, got ${operator}`);
  }
  if (operator === '<=' && end !== null) return { column, operator: '<', value: end };
  if (operator === '>' && end !== null) return { column, operator: '>=', value: end };
  return { column, operator, value: from };
}

/** When the day, month or year ends that is named; null where a time is. */
function endOf(start: Date, given: string): Date | null {
  const end = new Date(start);
  if (given.length === 10) end.setUTCDate(end.getUTCDate() + 1);
  else if (given.length === 7) end.setUTCMonth(end.getUTCMonth() + 1);
  else if (given.length === 4) end.setUTCFullYear(end.getUTCFullYear() + 1);
  else return null;
  return end;
}
