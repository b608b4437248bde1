import { type Expression, type SqlBool, sql } from 'kysely';

/** How a column is compared. `~` takes a pattern in which `*` stands for any characters and `?` for one. */
export const OPERATORS = ['=', '!=', '<', '<=', '>', '>=', '~'] as const;
export type Operator = (typeof OPERATORS)[number];

/** Columns that an export can be narrowed by, with what they hold. */
export const CONDITION_COLUMNS = {
  document: { expression: sql<string>`d.key`, type: 'text' },
  version: { expression: sql<number>`v.version`, type: 'number' },
  title: { expression: sql<string>`t.title`, type: 'text' },
  outlet: { expression: sql<string>`t.outlet`, type: 'text' },
  language: { expression: sql<string>`t.language`, type: 'text' },
  url: { expression: sql<string>`t.canonical_url`, type: 'text' },
  source: { expression: sql<string>`v.source`, type: 'text' },
  length: { expression: sql<number>`t.length`, type: 'number' },
  published: { expression: sql<Date>`t.published_at`, type: 'time' },
  modified: { expression: sql<Date>`t.modified_at`, type: 'time' },
  versioned: { expression: sql<Date>`v.created_at`, type: 'time' },
} as const;

export type ConditionColumn = keyof typeof CONDITION_COLUMNS;

/** A comparison that each exported article meets. Text is compared without regard to case. */
export type Condition =
  | { column: ConditionColumn; operator: Operator; value: string | number | Date }
  /** Articles with this key: one of several. */
  | { keys: string[] }
  /** Articles in which somebody of this name says something. */
  | { speaker: string };

/** The same for PostgreSQL, over `documents d`, `document_versions v` and `texts t`; values are parameters. */
export function conditionSql(condition: Condition): Expression<SqlBool> {
  if ('keys' in condition) return sql<SqlBool>`d.key = any(${condition.keys}::text[])`;
  if ('speaker' in condition) {
    return sql<SqlBool>`exists (
      select from attribution_speakers k
      where k.artifact_id = v.attribution_artifact_id and lower(k.name) = lower(${condition.speaker})
    )`;
  }
  const { column, operator, value } = condition;
  const { expression, type } = CONDITION_COLUMNS[column];
  if (operator === '~') return sql<SqlBool>`${expression} ilike ${likePattern(String(value))}`;
  const compared = sql.raw(SQL_OPERATORS[operator]);
  if (type === 'number') return sql<SqlBool>`${expression} ${compared} ${value}::bigint`;
  if (type === 'time') return sql<SqlBool>`${expression} ${compared} ${value}::timestamptz`;
  return sql<SqlBool>`lower(${expression}) ${compared} lower(${value}::text)`;
}

/** Where nothing is known, it is not equal. */
const SQL_OPERATORS: Record<Exclude<Operator, '~'>, string> = {
  '=': '=',
  '!=': 'is distinct from',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

function likePattern(glob: string): string {
  return glob
    .replaceAll(/[\\%_]/gu, (special) => `\\${special}`)
    .replaceAll('*', '%')
    .replaceAll('?', '_');
}
