import type { ExportSelection } from '../../db/reading/export-articles.ts';
import {
  CONDITION_COLUMNS,
  type Condition,
  type ConditionColumn,
  OPERATORS,
  type Operator,
} from '../../db/reading/export-conditions.ts';
import { pointInTime } from '../../db/rows/point-in-time.ts';
import type { Values } from '../cli/definition.ts';
import type { EXPORT } from '../cli/definitions/export.ts';
import { UsageError } from '../cli/parse.ts';
import type { ExportFormat } from './format.ts';
import { FORMATS } from './formats.ts';

/** What an export is to be. */
export interface ExportPlan {
  format: ExportFormat;
  selection: ExportSelection;
  /** File or folder as it was given; null for standard output. */
  out: string | null;
  base: string;
}

/** Reads what the command was given. @throws UsageError */
export function planExport(values: Values<(typeof EXPORT)['options']>): ExportPlan {
  const { out, base, document: keys } = values;
  const format = FORMATS.find(({ name }) => name === values.format);
  if (!format)
    throw new UsageError(`expected --format with one of ${FORMATS.map(({ name }) => name).join(', ')}, got none`);
  if (!/^[a-z][a-z0-9+.-]*:\S*$/iu.test(base)) {
    throw new UsageError(`expected --base with an address or another URI, got ${base}`);
  }
  if (format.kind === 'folder' && out === '-') {
    throw new UsageError(`expected --out FOLDER, as ${format.name} is several files`);
  }
  const condition = (column: ConditionColumn, operator: Operator, value: string | undefined): Condition[] =>
    value === undefined ? [] : [typedCondition(column, operator, value)];
  const conditions: Condition[] = [
    ...(keys.length > 0 ? [{ keys }] : []),
    ...condition('document', '~', values.key),
    ...condition('outlet', '=', values.outlet),
    ...condition('language', '=', values.language),
    ...(values.speaker === undefined ? [] : [{ speaker: values.speaker }]),
    ...condition('published', '>=', values.since),
    ...condition('published', '<=', values.until),
    ...values.where.map(conditionOf),
  ];
  const versions = values.versions === 'all' ? 'all' : 'current';
  return { format, selection: { conditions, versions }, out: out === '-' ? null : out, base };
}

const CONDITION = new RegExp(
  `^\\s*(\\w+)\\s*(${OPERATORS.toSorted((a, b) => b.length - a.length).join('|')})\\s*(.*?)\\s*$`,
  'su',
);

/** Reads `column operator value`. The value is never part of a statement: the database gets it apart. */
function conditionOf(text: string): Condition {
  const [, column, operator, value] = CONDITION.exec(text) ?? [];
  if (column === undefined) {
    throw new UsageError(`expected a condition such as "outlet = Harbour Post", got ${JSON.stringify(text)}`);
  }
  const columns = Object.keys(CONDITION_COLUMNS);
  if (!columns.includes(column)) throw new UsageError(`expected a column of ${columns.join(', ')}, got ${column}`);
  return typedCondition(column as ConditionColumn, operator as Operator, value);
}

function typedCondition(column: ConditionColumn, operator: Operator, value: string): Condition {
  const { type } = CONDITION_COLUMNS[column];
  if (type === 'text') return { column, operator, value };
  if (operator === '~') throw new UsageError(`expected another operator than ~ for ${column}, which is no text`);
  if (type === 'time') return timeCondition(column, operator, value);
  if (!/^\d{1,9}$/u.test(value)) throw new UsageError(`expected a whole number for ${column}, got ${value}`);
  return { column, operator, value: Number(value) };
}

/** A day, month or year is meant as a whole: up to a day is up to its end, after it is after its end. */
function timeCondition(column: ConditionColumn, operator: Operator, value: string): Condition {
  const start = pointInTime(value);
  if (start === null) throw new UsageError(`expected a date such as 2025-03-31 for ${column}, got ${value}`);
  if (operator === '=' || operator === '!=') {
    throw new UsageError(`expected <, <=, > or >= for ${column}, which is a time, got ${operator}`);
  }
  const from = new Date(start);
  const end = endOf(from, value);
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
