import { describe, expect, test } from 'vitest';
import { progressQuery } from '../../workflows/messages.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { startHostilePool } from '../support/stage-pool.ts';
import { createTestIngest, failureOf, runWorker } from '../support/temporal.ts';

const { db } = await createTestDatabase();

const news = (text: string) => ({ text: `${text}\n\nIt rained in Lower Venn, said Ann Lee.` });

/** The one document whose time is short. */
const hanging = news('HANG').text.length;
const runner = await startHostilePool({ threads: 1, limit: (size) => (size === hanging ? 1500 : 600_000) });
const ingest = await createTestIngest();
await runWorker(ingest, db, { runner });

describe('a document', { timeout: 120_000 }, () => {
  test('that hangs a stage or eats up the memory is given up, and the next ones go through', async () => {
    const expectations: [deed: string, message: RegExp][] = [
      ['HANG', /^tried 5 times: normalize met a fault of its own: took longer than 1500 ms/u],
      ['EAT', /^tried 5 times: normalize met a fault of its own: .*memory limit/u],
    ];
    const failures = expectations.map(async ([deed, expected]) => {
      const handle = await ingest.start(news(deed));
      return { workflowId: handle.workflowId, failure: await failureOf(handle.result()), expected };
    });
    for (const { workflowId, failure, expected } of await Promise.all(failures)) {
      expect(failure).toMatchObject({ type: 'StageFailed', message: expect.stringMatching(expected) });
      const rows = await db.selectFrom('failures').selectAll().where('workflow_id', '=', workflowId).execute();
      expect(rows).toMatchObject([{ stage: 'normalize', error_type: 'StageFailed', attempts: 5 }]);
    }
    expect(await ingest.ingest(news('Then something else'))).toMatchObject({ published: true });
  });

  test('that is cancelled gives its thread to the next one', async () => {
    const handle = await ingest.start(news('HANG for ever'));
    await expect.poll(async () => (await handle.query(progressQuery)).stage, { timeout: 20_000 }).toBe('normalize');
    const next = await ingest.start(news('After a cancelled one'));
    await handle.cancel();
    expect((await failureOf(handle.result())).name).toBe('CancelledFailure');
    expect(await next.result()).toMatchObject({ published: true });
  });
});
