import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../support/postgres.ts';
import { ingest } from './ingest.ts';

const { db } = await createTestDatabase();

beforeAll(async () => {
  await ingest(db, { key: 'harbour', told: { paragraphs: ['The parties visited the lighthouse and the harbour.'] } });
  await ingest(db, { key: 'party', told: { paragraphs: ['A party was held at the harbour.'] } });
  await ingest(db, { key: 'hafen', told: { paragraphs: ['Die Parties am Hafen.'], language: 'de' } });
});

test.each([
  ['party', ['harbour', 'party']],
  ['parties', ['hafen', 'harbour', 'party']],
  ['parties -lighthouse', ['hafen', 'party']],
  ['harbour -parties', []],
  ['“the lighthouse”', ['harbour']],
  ['hafen or lighthouse', ['hafen', 'harbour']],
])('search_articles(%j) finds %j', async (query, expected) => {
  const { rows } = await sql<{ document: string }>`select document from search_articles(${query})`.execute(db);
  expect(rows.map(({ document }) => document).sort()).toEqual(expected);
});
