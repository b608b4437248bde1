import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrateDown, migrateUp, migrationStatus } from '../../db/migrate.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { BRIDGE } from './article.ts';
import { ingest, newRun } from './ingest.ts';

const { db } = await createTestDatabase();

async function schema(): Promise<unknown[]> {
  const { rows } = await sql`
    select table_name, column_name, data_type, is_nullable, column_default, generation_expression
    from information_schema.columns where table_schema = 'public' order by 1, 2
  `.execute(db);
  const { rows: others } = await sql`
    select conrelid::regclass::text as owner, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where connamespace = 'public'::regnamespace
    union all select tablename, indexname, indexdef from pg_indexes where schemaname = 'public'
    union all select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    union all select viewname, 'view', definition from pg_views where schemaname = 'public'
    union all select 'function', proname, pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
    order by 1, 2, 3
  `.execute(db);
  return [...rows, ...others];
}

test('every table, view and column says what it holds', async () => {
  const { rows } = await sql<{ name: string }>`
    with relations as (
      select oid, relname from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm') and relname not like 'kysely%'
    )
    select relname::text as name from relations where obj_description(oid, 'pg_class') is null
    union all
    select relname || '.' || attname from relations join pg_attribute on attrelid = oid
    where attnum > 0 and not attisdropped and col_description(oid, attnum) is null
  `.execute(db);
  expect(rows).toEqual([]);
});

test('migrations go all the way down and up again to the same schema', async () => {
  const before = await schema();
  expect(before.length).toBeGreaterThan(200);
  const count = (await migrationStatus(db)).length;
  for (let left = count; left > 0; left -= 1) expect(await migrateDown(db)).toHaveLength(1);
  expect(await migrateDown(db)).toEqual([]);
  const { rows } = await sql`
    select relname from pg_class where relnamespace = 'public'::regnamespace and relname not like 'kysely%'
    union all select proname from pg_proc where pronamespace = 'public'::regnamespace
  `.execute(db);
  expect(rows).toEqual([]);
  expect(await migrateUp(db)).toHaveLength(count);
  expect(await schema()).toEqual(before);
  expect((await migrationStatus(db)).every(({ appliedAt }) => appliedAt instanceof Date)).toBe(true);
});

test('outcomes that are known are filled in when they begin to be recorded', async () => {
  await ingest(db, { key: 'bridge', told: BRIDGE, run: newRun('ingest:first') });
  await ingest(db, { key: 'bridge', told: BRIDGE, run: newRun('ingest:second') });
  const outcomes = () => db.selectFrom('run_outcomes').selectAll().orderBy('ended_at').execute();
  const [first, second] = await outcomes();
  expect([first.outcome, second.outcome]).toEqual(['published', 'unchanged']);
  for (;;) {
    const [taken] = await migrateDown(db);
    if (taken === '0010_run_outcomes') break;
  }
  await migrateUp(db);
  expect(await outcomes()).toEqual([{ ...first, ended_at: expect.any(Date) }]);
});

test('two processes may migrate at once', async () => {
  await migrateDown(db);
  const applied = await Promise.all([migrateUp(db), migrateUp(db), migrateUp(db)]);
  expect(applied.flat()).toHaveLength(1);
});
