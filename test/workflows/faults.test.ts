import { describe, expect, test } from 'vitest';
import { tagEntities } from '../../stages/entities/index.ts';
import { normalize } from '../../stages/normalize/index.ts';
import { progressQuery } from '../../workflows/messages.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, failureOf, runWorker } from '../support/temporal.ts';
import { serveWeb } from '../support/web-server.ts';

const { db } = await createTestDatabase();

/** Texts with these words make the stages of this file's worker fail: always, or that often for each text. */
const ALWAYS = 'Zebra crossing';
const TWICE = 'Yellow lines';

const failed = new Map<string, number>();
const ingest = await createTestIngest();
await runWorker(ingest, db, {
  stages: {
    normalize: (raw) => {
      const text = Buffer.from(raw.bytes).toString();
      if (text.includes(ALWAYS)) throw new RangeError('out of paint');
      return normalize(raw);
    },
    tagEntities: (input) => {
      const count = failed.get(input.text) ?? 0;
      if (input.text.includes(TWICE) && count < 2) {
        failed.set(input.text, count + 1);
        throw new Error('brush lost');
      }
      return tagEntities(input);
    },
  },
});

describe('a stage', () => {
  test('that fails twice and then works gives one version, with its attempts', async () => {
    const handle = await ingest.start({ text: `${TWICE} were drawn in Lower Venn, said Ann Lee.`, key: 'twice' });
    expect(await handle.result()).toMatchObject({ version: 1, published: true });
    expect((await handle.query(progressQuery)).attempts).toEqual({
      acquire: 1,
      normalize: 1,
      entities: 3,
      attribution: 1,
    });
    const attempts = await db
      .selectFrom('stage_results')
      .select(['stage', 'attempt'])
      .where('workflow_id', '=', handle.workflowId)
      .orderBy('id')
      .execute();
    expect(attempts).toEqual([
      { stage: 'normalize', attempt: 1 },
      { stage: 'entities', attempt: 3 },
      { stage: 'attribution', attempt: 1 },
    ]);
    expect(
      await db.selectFrom('document_versions').select('version').where('workflow_id', '=', handle.workflowId).execute(),
    ).toEqual([{ version: 1 }]);
  });

  test('that always fails is given up as StageFailed, and the next article goes through', async () => {
    const handle = await ingest.start({ text: `${ALWAYS} painted in Lower Venn.`, key: 'always' });
    const failure = await failureOf(handle.result());
    expect(failure).toMatchObject({ type: 'StageFailed' });
    expect(failure.message).toMatch(/tried 5 times: normalize met a fault of its own: out of paint.*please report it/u);
    const [row] = await db.selectFrom('failures').selectAll().where('workflow_id', '=', handle.workflowId).execute();
    expect(row).toMatchObject({ stage: 'normalize', error_type: 'StageFailed', attempts: 5, key: 'always' });
    expect(row.raw_sha256).toMatch(/^[0-9a-f]{64}$/u);
    expect(row.document_id).toBeGreaterThan(0);
    expect((await ingest.ingest({ text: 'Nothing was painted in Upper Venn.' })).published).toBe(true);
  });
});

describe('a worker that is told to end', () => {
  test('leaves its activity to the next one, which is no failure', async () => {
    const asked = Promise.withResolvers<void>();
    const { origin, pages, requests } = await serveWeb({ '/slow': () => asked.resolve() });
    const own = await createTestIngest();
    const first = await runWorker(own, db);
    const handle = await own.start({ source: `${origin}/slow` });
    await asked.promise;
    await first.stop();
    pages.set(
      '/slow',
      (_, response) => void response.writeHead(200, { 'content-type': 'text/plain' }).end('It rained.'),
    );
    await runWorker(own, db);
    expect(await handle.result()).toMatchObject({ version: 1, published: true });
    expect(requests).toHaveLength(2);
  });
});

describe('a cancelled run', () => {
  test('is recorded, and has published nothing', async () => {
    const asked = Promise.withResolvers<void>();
    const { origin } = await serveWeb({ '/slow': () => asked.resolve() });
    const handle = await ingest.start({ source: `${origin}/slow`, key: 'cancelled' });
    await asked.promise;
    await handle.cancel();
    expect((await failureOf(handle.result())).name).toBe('CancelledFailure');
    expect((await handle.describe()).status.name).toBe('CANCELLED');
    expect(await handle.query(progressQuery)).toMatchObject({ status: 'cancelled', stage: 'acquire' });
    const rows = await db.selectFrom('failures').selectAll().where('workflow_id', '=', handle.workflowId).execute();
    expect(rows).toMatchObject([{ error_type: 'Cancelled', stage: 'acquire', key: 'cancelled' }]);
    expect(await db.selectFrom('documents').select('id').where('key', '=', 'cancelled').execute()).toEqual([]);
  });

  test('whose version is being published completes', async () => {
    const key = 'cancelled-late';
    const { documentId } = await ingest.ingest({ text: 'It rained in Lower Venn.', key });
    const lock = Promise.withResolvers<void>();
    const holding = db.transaction().execute(async (transaction) => {
      await transaction.selectFrom('documents').select('id').where('id', '=', documentId).forNoKeyUpdate().execute();
      await lock.promise;
    });
    const handle = await ingest.start({ text: 'It poured in Lower Venn.', key });
    try {
      await expect.poll(async () => (await handle.query(progressQuery)).stage, { timeout: 20_000 }).toBe('publish');
      await handle.cancel();
    } finally {
      lock.resolve();
      await holding;
    }
    expect(await handle.result()).toMatchObject({ version: 2, published: true });
    expect(await db.selectFrom('failures').select('id').where('workflow_id', '=', handle.workflowId).execute()).toEqual(
      [],
    );
  });
});
