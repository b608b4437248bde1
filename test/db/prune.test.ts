import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Connection, Database } from '../../db/connection.ts';
import { recordFailure } from '../../db/failures.ts';
import { usePipeline } from '../../db/pipelines.ts';
import { promoteDocument, rollbackDocument } from '../../db/promote.ts';
import { PruneUnderWayError, prune } from '../../db/prune.ts';
import { storeRawDocument } from '../../db/raw-documents.ts';
import { findOrphans } from '../support/orphans.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { BRIDGE, type Told } from './article.ts';
import { dump } from './facts.ts';
import { type Ingestion, ingest, newRun } from './ingest.ts';

const { db } = await createTestDatabase();

const LATER = '2999-01-01T00:00:00Z';
/** Makes statements of the article, as many as a stage of this fingerprint finds. */
const told = (text: number, fingerprint: string): Told => ({
  ...BRIDGE,
  paragraphs: [...BRIDGE.paragraphs, ...(text === 0 ? [] : [`Correction ${text}: the bridge is older.`])],
  attributions: BRIDGE.attributions?.slice(0, fingerprint === 'a2' ? 1 : 2),
});
const use = (name: string) => {
  const [normalize, attribution] = name.split(' ');
  return usePipeline(db, {
    normalize: { fingerprint: normalize },
    entities: { fingerprint: 'e1' },
    attribution: { fingerprint: attribution },
  });
};
const ingestion = ({ key, source, text, pipeline }: Sighting): Ingestion => {
  const [normalize, attribution] = pipeline.split(' ');
  return {
    key,
    source: `raw/${key}-${source}`,
    told: told(text, attribution),
    raw: `${key} ${text}`,
    fingerprint: { normalize, entities: 'e1', attribution },
  };
};

interface Sighting {
  key: string;
  source: number;
  text: number;
  pipeline: string;
}

/** What readers see, where it comes from, and what is to do: what pruning must leave alone. */
async function seen(of: Database): Promise<unknown> {
  const views = ['current_articles', 'current_attributions', 'current_mentions', 'current_credits', 'stale_documents'];
  const rows: Record<string, unknown> = {};
  for (const view of [...views, 'held_documents']) {
    const found = await sql`select to_jsonb(v)::text as row from ${sql.table(view)} v order by 1`.execute(of);
    rows[view] = found.rows;
  }
  const lineage = await sql`
    select l.* from lineage l join documents d on d.id = l.document_id and d.current_version = l.version
    order by l.document_id, l.stage
  `.execute(of);
  return {
    ...rows,
    lineage: lineage.rows,
    documents: await of.selectFrom('documents').selectAll().orderBy('id').execute(),
  };
}

/** How sightings would end, without their leaving anything. */
async function endings(of: Database, sightings: Sighting[]): Promise<string[]> {
  const ends: string[] = [];
  for (const sighting of sightings) {
    await of
      .transaction()
      .execute(async (transaction) => {
        const { outcome, version } = await ingest(transaction as Connection as Database, ingestion(sighting));
        ends.push(
          `${sighting.key} ${sighting.source} ${sighting.text} ${sighting.pipeline}: ${outcome} ${outcome === 'published' ? '' : version}`,
        );
        throw new Undone();
      })
      .catch((error) => {
        if (!(error instanceof Undone)) throw error;
      });
  }
  return ends;
}
class Undone extends Error {}

const RUNS = 12;

type Step =
  | { kind: 'see'; key: string; source: number; text: number }
  | { kind: 'use'; pipeline: string }
  | { kind: 'back'; key: string }
  | { kind: 'show'; key: string; version: number };

/** An article that changed twice and an upgrade, after which all of the first two versions goes. */
const EVERYTHING: Step[] = [
  { kind: 'see', key: 'a', source: 0, text: 0 },
  { kind: 'see', key: 'a', source: 0, text: 1 },
  { kind: 'use', pipeline: 'n2 a2' },
  { kind: 'see', key: 'a', source: 0, text: 2 },
];

const pipelines = fc.constantFrom('n1 a1', 'n1 a2', 'n2 a2');
const sightings = fc.record({
  kind: fc.constant('see' as const),
  key: fc.constantFrom('a', 'b'),
  source: fc.nat(1),
  text: fc.nat(2),
});
const histories: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: sightings },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('use' as const), pipeline: pipelines }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('back' as const), key: fc.constantFrom('a', 'b') }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('show' as const),
        key: fc.constantFrom('a', 'b'),
        version: fc.integer({ min: 1, max: 4 }),
      }),
    },
  ),
  { minLength: 3, maxLength: 14 },
);

let made = 0;

test('whatever went before, pruning takes nothing that readers see, that it comes from, or that decides what is next', {
  timeout: 180_000,
}, async () => {
  const gone = new Set<string>();
  await fc.assert(
    fc.asyncProperty(histories, fc.integer({ min: 1, max: 2 }), async (history, keep) => {
      made += 1;
      let pipeline = 'n1 a1';
      await use(pipeline);
      const before: Sighting[] = [];
      for (const step of history) {
        const key = 'key' in step ? `${made} ${step.key}` : '';
        if (step.kind === 'use') {
          pipeline = step.pipeline;
          await use(pipeline);
        } else if (step.kind === 'see') {
          const sighting = { ...step, key, pipeline };
          before.push(sighting);
          await ingest(db, ingestion(sighting));
        } else {
          const move = step.kind === 'back' ? rollbackDocument(db, key) : promoteDocument(db, key, step.version);
          await move.catch((error) => expect(error).toHaveProperty('name', 'PromotionError'));
        }
      }
      const again = before.map((sighting) => ({ ...sighting, pipeline }));
      const facts = await seen(db);
      const ends = await endings(db, again);
      const all = await dump(db);
      const planned = await prune(db, { keep, dryRun: true });
      if (made === 1) expect(await dump(db)).toEqual(all);
      expect(await prune(db, { keep, dryRun: false })).toEqual(planned);

      expect(await seen(db)).toEqual(facts);
      expect(await endings(db, again)).toEqual(ends);
      expect(await findOrphans(db)).toEqual({});
      for (const { table } of planned) gone.add(table);
      const left = await dump(db);
      for (const { table, rows } of planned)
        expect({ table, rows: all[table].length - left[table].length }).toEqual({ table, rows });
      expect(await prune(db, { keep, dryRun: true })).toEqual([]);
      const { rows: many } = await sql`
        select v.document_id from document_versions v join documents d on d.id = v.document_id
        where v.version < d.current_version
          and not exists (select from held_documents h where h.document_id = d.id and h.held_version = v.version)
          and (select count(*) from document_versions n where n.document_id = d.id and n.version > v.version) >= ${keep}
      `.execute(db);
      expect(many).toEqual([]);
    }),
    { numRuns: RUNS, examples: [[EVERYTHING, 1]] },
  );
  for (const table of ['document_versions', 'captures', 'raw_documents', 'stage_results', 'texts', 'attributions']) {
    expect(gone).toContain(table);
  }
});

test('bytes of a document that could not be read stay as long as its failure is open', async () => {
  const failing = await storeRawDocument(db, { bytes: Buffer.from('unreadable') });
  const failure = { ...newRun(), stage: 'normalize', errorType: 'UnsupportedType', message: 'A picture.', attempts: 1 };
  await recordFailure(db, { ...failure, source: 'raw/picture', key: 'picture', rawSha256: failing });
  await prune(db, { keep: 1, dryRun: false });
  expect(await db.selectFrom('raw_documents').select('sha256').where('sha256', '=', failing).execute()).toHaveLength(1);
});

test('what is younger stays, and one prune goes on at a time', async () => {
  for (const text of [0, 1, 2]) await ingest(db, ingestion({ key: 'age', source: 0, text, pipeline: 'n1 a1' }));
  expect(await prune(db, { olderThan: '2020-01-01T00:00:00Z', dryRun: true })).toEqual([]);
  const both = await prune(db, { keep: 2, olderThan: LATER, dryRun: true });
  expect(both.find(({ table }) => table === 'document_versions')).toMatchObject({ rows: 1 });
  const two = await Promise.allSettled([
    prune(db, { olderThan: LATER, dryRun: false }),
    prune(db, { olderThan: LATER, dryRun: false }),
  ]);
  expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(two.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(PruneUnderWayError) });
  const { rows } = await sql`select version from article_history where document = 'age'`.execute(db);
  expect(rows).toEqual([{ version: 3 }]);
  expect(await findOrphans(db)).toEqual({});
});

test('documents may be ingested meanwhile: an attempt that meets the pruning goes through when tried again', async () => {
  let isIngesting = true;
  await use('n1 a1');
  const attempt = async (next: Ingestion, left = 5): Promise<void> => {
    try {
      await ingest(db, next);
    } catch (error) {
      // What was found in the memo is pruned before it is published: refused by a foreign key, or missed before that.
      const { code, message } = error as { code?: string; message: string };
      if ((code !== '23503' && !message.startsWith('No results')) || left === 1) throw error;
      await attempt(next, left - 1);
    }
  };
  const ingesting = [0, 1, 2].map(async (worker) => {
    for (let i = 0; i < 40; i += 1) {
      // The same few texts again and again: what is being pruned is just what comes in.
      await attempt(ingestion({ key: `busy ${i % 3}`, source: 0, text: (i * (worker + 1)) % 3, pipeline: 'n1 a1' }));
    }
  });
  const pruning = (async () => {
    while (isIngesting) await prune(db, { keep: 1, dryRun: false });
  })();
  await Promise.all(ingesting).finally(() => {
    isIngesting = false;
  });
  await pruning;
  await prune(db, { keep: 1, dryRun: false });
  expect(await findOrphans(db)).toEqual({});
  const { rows } = await sql<{ whole: boolean }>`
    select sentences = 4 + (text like '%Correction%')::int and attributions = 2 as whole
    from current_articles where document like 'busy %'
  `.execute(db);
  expect(rows).toEqual([{ whole: true }, { whole: true }, { whole: true }]);
});
