import { expect, test } from 'vitest';
import type { ingestBatch } from '../../workflows/ingest-batch.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest } from '../support/temporal.ts';
import { startWorkerProcess } from '../support/worker-process.ts';

const { url } = await createTestDatabase();

test('processes for single documents and for bulk work share a batch', { timeout: 120_000 }, async () => {
  const { client, address, taskQueue, rawRoot, ingest } = await createTestIngest();
  const settings = {
    DATABASE_URL: url,
    TEMPORAL_ADDRESS: address,
    COPYDESK_TASK_QUEUE: taskQueue,
    COPYDESK_RAW_ROOT: rawRoot,
  };
  const bulkPollers = async () => {
    const queue = { name: `${taskQueue}-bulk` };
    // 2: of activities.
    const described = { namespace: 'default', taskQueue: queue, taskQueueType: 2 } as const;
    return (await client.workflowService.describeTaskQueue(described)).pollers?.length;
  };

  await startWorkerProcess({ ...settings, COPYDESK_ROLES: 'interactive' });
  expect(await ingest({ text: 'It rained in Lower Venn, said Ann Lee.' })).toMatchObject({ published: true });
  const documents = [1, 2, 3].map((number) => ({ text: `It rained ${number} times, said Ann Lee.` }));
  const batch = await client.workflow.start<typeof ingestBatch>('ingestBatch', {
    taskQueue,
    workflowId: `batch:${crypto.randomUUID()}`,
    args: [{ documents }],
  });
  expect(await bulkPollers()).toBe(0);

  await startWorkerProcess({ ...settings, COPYDESK_ROLES: 'bulk' });
  expect(await bulkPollers()).toBeGreaterThan(0);
  expect(await batch.result()).toMatchObject({ listed: 3, published: 3 });
});
