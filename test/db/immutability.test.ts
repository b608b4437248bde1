import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { recordFailure } from '../../db/failures.ts';
import { splitKnown } from '../../db/known-names/assignments.ts';
import { storeRawDocument } from '../../db/raw-documents.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { BRIDGE } from './article.ts';
import { dump } from './facts.ts';
import { ingest, newRun } from './ingest.ts';

const { db } = await createTestDatabase();

beforeAll(async () => {
  const { documentId } = await ingest(db, { key: 'bridge', told: BRIDGE });
  await ingest(db, { key: 'copy', told: { ...BRIDGE, title: 'Told again' }, raw: 'told again' });
  const rawSha256 = await storeRawDocument(db, { bytes: Buffer.from('unreadable') });
  await recordFailure(db, {
    ...newRun(),
    stage: 'normalize',
    errorType: 'UnsupportedType',
    message: 'A picture.',
    attempts: 1,
    source: 'raw/picture',
    key: 'picture',
    documentId,
    rawSha256,
    input: { source: 'raw/picture' },
  });
  await sql`
    insert into pipeline_versions (normalize_version_id, entities_version_id, attribution_version_id)
    select n.id, e.id, a.id from stage_versions n, stage_versions e, stage_versions a
    where n.stage = 'normalize' and e.stage = 'entities' and a.stage = 'attribution'
  `.execute(db);
  await sql`
    insert into recomputations (stage_result_id, artifact_sha256, equal, duration_ms, workflow_id, run_id)
    select r.id, a.sha256, true, 1, 'reprocess', 'run' from stage_results r join artifacts a on a.id = r.artifact_id
  `.execute(db);
  const [{ id }] = await db.selectFrom('known_entities').select('id').where('name', '=', 'Ada Okoye').execute();
  await splitKnown(db, id, ['copy']);
});

/** Work that is to be done and how far it is, and what is in force: no facts. */
const MOVING = [
  'batches',
  'batch_documents',
  'pipeline_in_force',
  'texts_to_compare',
  'feeds',
  'feed_items',
  'web_hosts',
];

/** What may move on. */
const POINTERS: Record<string, string[]> = {
  documents: ['current_version'],
  failures: ['resolved_at'],
  known_entities: ['families', 'countries', 'same_as'],
  entity_links: ['known_id', 'decision_id'],
  name_decisions: ['undone_by', 'undone_at'],
};

test('no table lets a row be changed, deleted or truncated, whichever column and whoever asks', async () => {
  const before = await dump(db);
  expect(Object.keys(before).length).toBeGreaterThan(15);
  for (const [table, rows] of Object.entries(before)) {
    if (MOVING.includes(table)) continue;
    expect({ table, filled: rows.length > 0 }).toEqual({ table, filled: true });
    const { rows: columns } = await sql<{ name: string }>`
      select attname as name from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and attgenerated = '' and attidentity = ''
        and attname <> all (${POINTERS[table] ?? []}::text[])
    `.execute(db);
    for (const { name } of columns) {
      const changed = sql`
        update ${sql.table(table)} set ${sql.ref(name)} = other.value
        from (select ${sql.ref(name)} as value from ${sql.table(table)} where false) as other right join (select 1) as one on true
      `;
      await expect(changed.execute(db), `${table}.${name}`).rejects.toThrow(/UPDATE on \w+ refused/u);
    }
    await expect(sql`delete from ${sql.table(table)}`.execute(db), table).rejects.toThrow(/DELETE on \w+ refused/u);
    await expect(sql`truncate ${sql.table(table)} cascade`.execute(db), table).rejects.toThrow(
      /TRUNCATE on \w+ refused/u,
    );
  }
  expect(await dump(db)).toEqual(before);
});

test('only bytes that have the hash they are stored under are taken', async () => {
  const wrong = sql`insert into raw_documents (sha256, content) values (${'0'.repeat(64)}, 'bytes')`;
  await expect(wrong.execute(db)).rejects.toThrow('raw_documents_addressed_by_content');
});

test('pruning is allowed where it is asked for, in that transaction alone, and never changes a row', async () => {
  const { documentId } = await ingest(db, { key: 'old', told: BRIDGE });
  await db.transaction().execute(async (transaction) => {
    await sql`set local copydesk.prune = on`.execute(transaction);
    await sql`update documents set current_version = null where id = ${documentId}`.execute(transaction);
    await sql`delete from document_versions where document_id = ${documentId}`.execute(transaction);
    await sql`delete from captures where document_id = ${documentId}`.execute(transaction);
    await sql`delete from documents where id = ${documentId}`.execute(transaction);
  });
  expect((await dump(db)).documents).toHaveLength(2);
  await expect(
    db.transaction().execute(async (transaction) => {
      await sql`set local copydesk.prune = on`.execute(transaction);
      await sql`update texts set title = 'Other'`.execute(transaction);
    }),
  ).rejects.toThrow('UPDATE on texts refused');
  await expect(sql`delete from captures`.execute(db)).rejects.toThrow('DELETE on captures refused');
});
