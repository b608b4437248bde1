import { sql } from 'kysely';
import type { Database } from '../../db/connection.ts';

/** A table or view with what the database itself says of it. */
export interface Relation {
  name: string;
  kind: 'table' | 'view';
  comment: string;
  columns: { name: string; type: string; nullable: boolean; comment: string }[];
  /** Primary, unique and foreign keys as PostgreSQL words them. */
  keys: string[];
}

/** A function with what the database itself says of it. */
export interface DatabaseFunction {
  name: string;
  arguments: string;
  result: string;
  comment: string;
}

/** Something in the schema has no comment. Give it one in the migration that makes it. */
export class MissingComment extends Error {
  constructor(names: string[]) {
    super(`No comment on ${names.join(', ')}: give each one in the migration that makes it (comment on … is '…').`);
    this.name = 'MissingComment';
  }
}

/** Tables and views in the order in which they were made, and the functions. @throws MissingComment */
export async function readSchema(db: Database): Promise<{ relations: Relation[]; functions: DatabaseFunction[] }> {
  const { rows: relations } = await sql<Relation>`
    select c.relname as name, case c.relkind when 'v' then 'view' else 'table' end as kind,
      obj_description(c.oid, 'pg_class') as comment,
      (select jsonb_agg(jsonb_build_object(
          'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'nullable', not a.attnotnull,
          'comment', col_description(c.oid, a.attnum)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select coalesce(jsonb_agg(pg_get_constraintdef(k.oid) order by k.contype = 'f', k.contype = 'u', k.conname), '[]')
        from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f')) as keys
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and c.relname not like 'kysely%'
    order by c.oid
  `.execute(db);
  const { rows: functions } = await sql<DatabaseFunction>`
    select p.proname as name, pg_get_function_identity_arguments(p.oid) as arguments,
      pg_get_function_result(p.oid) as result, obj_description(p.oid, 'pg_proc') as comment
    from pg_proc p
    where p.pronamespace = 'public'::regnamespace
    order by p.proname, p.oid
  `.execute(db);
  const missing = [
    ...relations.flatMap(({ name, comment, columns }) => [
      ...(comment === null ? [name] : []),
      ...columns.filter((column) => column.comment === null).map((column) => `${name}.${column.name}`),
    ]),
    ...functions.filter(({ comment }) => comment === null).map(({ name }) => `${name}()`),
  ];
  if (missing.length > 0) throw new MissingComment(missing);
  return { relations, functions };
}
