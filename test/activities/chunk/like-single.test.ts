import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { promoteDocument } from '../../../db/promote.ts';
import { storeRawDocument } from '../../../db/raw-documents.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { createChunkRoom, stagesHere } from './chunk-room.ts';
import { facts } from './facts.ts';
import { ingestSingle } from './single.ts';

const { db: bulk } = await createTestDatabase();
const { db: single } = await createTestDatabase();
const room = await createChunkRoom(bulk);
const stages = await stagesHere();

test('a chunk writes the facts that runs of single documents write', async () => {
  const folder = new URL('../../../raw/', import.meta.url);
  const inputs: { source: string; key?: string }[] = [];
  for (const name of (await readdir(folder)).filter((each) => !each.endsWith('.jsonl')).sort()) {
    const content = await readFile(new URL(name, folder));
    inputs.push({ source: await room.addRaw(name, content) });
    // The same bytes elsewhere, and once more as a version of one document.
    inputs.push({ source: await room.addRaw(`copy-${name}`, content) });
    inputs.push({ source: `raw/${name}`, key: 'the-latest' });
  }
  const batch = await room.list(inputs.map((input) => ({ source: input.source, input })));
  const result = await batch.ingest();
  expect(result.failed).toEqual([]);
  const outcomes = [];
  for (const input of inputs)
    outcomes.push((await ingestSingle(single, { rawRoot: room.rawRoot, stages, input })).outcome);
  expect(await facts(bulk)).toEqual(await facts(single));
  expect((await batch.ledger()).map(({ outcome }) => (outcome === 'duplicate' ? 'unchanged' : outcome))).toEqual(
    outcomes,
  );
});

test('whatever is seen in whatever order, and rolled back, a chunk publishes as single runs do', async () => {
  let number = 0;
  const sighting = fc.record({ key: fc.nat(1), source: fc.nat(1), text: fc.nat(2) });
  const batch = fc.uniqueArray(sighting, { minLength: 1, maxLength: 6, selector: (each) => JSON.stringify(each) });
  const step = fc.oneof(
    { weight: 4, arbitrary: batch.map((seen) => ({ seen })) },
    { weight: 1, arbitrary: fc.record({ rollBack: fc.nat(1), version: fc.integer({ min: 1, max: 4 }) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
      number += 1;
      const name = `world-${number}`;
      for (const each of steps) {
        if ('seen' in each) {
          const documents = await Promise.all(
            each.seen.map(async ({ key, source, text }) => {
              const bytes = Buffer.from(`It rained in Lower Venn for ${text + 2} days, said Ada Okoye.`);
              for (const db of [bulk, single]) await storeRawDocument(db, { bytes, contentType: 'text/plain' });
              const rawSha256 = await storeRawDocument(bulk, { bytes });
              return { rawSha256, key: `${name}-${key}`, origin: `${name}/${source}` };
            }),
          );
          const listed = await room.list(documents.map((input) => ({ source: input.origin, input })));
          expect((await listed.ingest()).failed).toEqual([]);
          const outcomes = [];
          for (const input of documents) {
            outcomes.push((await ingestSingle(single, { rawRoot: room.rawRoot, stages, input })).outcome);
          }
          const told = (await listed.ledger()).map(({ outcome }) => outcome);
          for (const [i, outcome] of told.entries()) {
            if (outcome === 'duplicate') expect(outcomes[i]).not.toBe('published');
            else expect(outcome).toBe(outcomes[i]);
          }
        } else {
          for (const db of [bulk, single]) {
            const known = await db
              .selectFrom('document_versions as v')
              .innerJoin('documents as d', 'd.id', 'v.document_id')
              .select(['d.key', 'v.version'])
              .where('d.key', '=', `${name}-${each.rollBack}`)
              .where('v.version', '=', each.version)
              .executeTakeFirst();
            if (known) await promoteDocument(db, known.key, known.version);
          }
        }
      }
    }),
    { numRuns: 20 },
  );
  expect(await facts(bulk)).toEqual(await facts(single));
}, 120_000);
