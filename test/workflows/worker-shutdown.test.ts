import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { progressQuery } from '../../workflows/messages.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, type TestIngest } from '../support/temporal.ts';
import { startWorkerProcess } from '../support/worker-process.ts';

const { db, url } = await createTestDatabase();

/** A worker with stages that do what documents tell them. */
function startHostileWorker({ address, taskQueue, rawRoot }: TestIngest, graceSeconds: number) {
  const settings = {
    DATABASE_URL: url,
    TEMPORAL_ADDRESS: address,
    COPYDESK_TASK_QUEUE: taskQueue,
    COPYDESK_RAW_ROOT: rawRoot,
    COPYDESK_SHUTDOWN_GRACE: String(graceSeconds),
  };
  return startWorkerProcess(settings, '../fixtures/hostile-worker.ts');
}

/** Waits until a stage of a run is on its thread, as its activity's heartbeat tells. */
async function untilBegun(handle: Awaited<ReturnType<TestIngest['start']>>) {
  const begun = async () => {
    const { raw } = await handle.describe();
    return raw.pendingActivities?.[0]?.heartbeatDetails?.payloads?.[0]?.data?.toString() ?? '';
  };
  await expect.poll(begun, { timeout: 30_000, interval: 100 }).toContain('"begun":1');
}

describe('a worker that gets SIGTERM during a stage', { timeout: 120_000 }, () => {
  test('hands it over to another worker, at once where there is no grace', async () => {
    const ingest = await createTestIngest();
    const go = join(ingest.rawRoot, 'go');
    const first = await startHostileWorker(ingest, 0);
    const handle = await ingest.start({ text: `HOLD ${go}\n\nIt rained in Lower Venn, said Ann Lee.` });
    await untilBegun(handle);
    const told = performance.now();
    expect(await first.stop(), first.log()).toBe(0);
    expect(performance.now() - told).toBeLessThan(4000);

    await writeFile(go, '');
    await startHostileWorker(ingest, 5);
    expect(await handle.result()).toMatchObject({ version: 1, published: true });
    expect((await handle.query(progressQuery)).attempts.normalize).toBe(2);
    expect(await db.selectFrom('failures').select('id').where('workflow_id', '=', handle.workflowId).execute()).toEqual(
      [],
    );
  });

  test('finishes it within the grace', async () => {
    const ingest = await createTestIngest();
    const go = join(ingest.rawRoot, 'go');
    const first = await startHostileWorker(ingest, 20);
    const handle = await ingest.start({ text: `HOLD ${go}\n\nIt poured in Lower Venn, said Ann Lee.` });
    await untilBegun(handle);
    const ended = first.stop();
    await writeFile(go, '');
    expect(await ended, first.log()).toBe(0);
    const results = await db
      .selectFrom('stage_results')
      .select(['stage', 'attempt'])
      .where('workflow_id', '=', handle.workflowId)
      .execute();
    expect(results).toEqual([{ stage: 'normalize', attempt: 1 }]);

    await startHostileWorker(ingest, 5);
    expect(await handle.result()).toMatchObject({ version: 1, published: true });
  });
});
