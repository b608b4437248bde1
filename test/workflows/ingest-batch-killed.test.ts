import { describe, expect, test } from 'vitest';
import { batchProgressQuery, pauseUpdate, resumeUpdate } from '../../workflows/messages.ts';
import { articleLines, expectReported, startBatch } from '../support/batch.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest } from '../support/temporal.ts';
import { startWorkerProcess } from '../support/worker-process.ts';

const { db, url } = await createTestDatabase();
const ingest = await createTestIngest();

describe('a batch whose worker is killed', { timeout: 200_000 }, () => {
  test('ends by itself with exact sums, and stays paused meanwhile', async () => {
    const settings = {
      DATABASE_URL: url,
      TEMPORAL_ADDRESS: ingest.address,
      COPYDESK_TASK_QUEUE: ingest.taskQueue,
      COPYDESK_RAW_ROOT: ingest.rawRoot,
    };
    const lines = articleLines(300).map((line, index) => (index % 100 === 7 ? 'broken' : line));
    await ingest.addRaw('killed.jsonl', lines.join('\n'));
    const first = await startWorkerProcess(settings);
    const handle = await startBatch(ingest, { source: 'raw/killed.jsonl', chunkSize: 25, window: 3 });
    const progress = () => handle.query(batchProgressQuery);
    await expect.poll(async () => (await progress()).published, { timeout: 40_000 }).toBeGreaterThan(0);
    await handle.executeUpdate(pauseUpdate);
    first.child.kill('SIGKILL');

    await startWorkerProcess(settings);
    expect(await progress()).toMatchObject({ paused: true });
    // What the killed worker had under way is tried again; nothing else is begun.
    await expect.poll(async () => (await progress()).underWay, { timeout: 60_000 }).toBe(0);
    const before = await progress();
    expect(before.published + before.failed).toBeLessThan(300);
    await handle.executeUpdate(resumeUpdate);
    const end = await handle.result();
    expect(end).toMatchObject({ listed: 300, published: 297, failed: 3, unchanged: 0, superseded: 0, duplicate: 0 });
    await expectReported(db, end);
    const versions = await db
      .selectFrom('document_versions')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(versions.count).toBe(297);
  });
});
