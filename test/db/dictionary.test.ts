import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../app/config.ts';
import { MissingComment, readSchema } from '../../app/dictionary/read-schema.ts';
import { renderDictionary } from '../../app/dictionary/render.ts';
import { createTestDatabase } from '../support/postgres.ts';

const { db } = await createTestDatabase();

test('docs/dictionary.md is what the database says of itself: else run npm run docs:dictionary', async () => {
  const page = await readFile(join(PROJECT_ROOT, 'docs', 'dictionary.md'), 'utf8');
  expect(renderDictionary(await readSchema(db))).toBe(page);
});

test('what has no comment is named', async () => {
  await sql`create table remark (id integer, text text); comment on column remark.id is 'Number.';
    create function nothing() returns integer language sql as 'select 1'`.execute(db);
  await expect(readSchema(db)).rejects.toThrow(new MissingComment(['remark', 'remark.text', 'nothing()']));
});
