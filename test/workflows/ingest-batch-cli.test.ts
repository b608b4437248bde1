import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { articleLines, expectReported } from '../support/batch.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, failureOf, runWorker } from '../support/temporal.ts';

const { db } = await createTestDatabase();
const ingest = await createTestIngest();
await runWorker(ingest, db);

/** The commands of a page, as the Temporal CLI gets them. */
async function commandsOf(page: string): Promise<string[]> {
  const text = await readFile(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  const commands = text.replaceAll('\\\n', ' ').matchAll(/^npm run temporal -- (.*)$/gmu);
  return Array.from(commands, ([, command]) => command);
}

test('docs/batches.md says how a batch is started, watched, steered and cancelled', { timeout: 120_000 }, async () => {
  const { cli, address } = inject('temporal');
  const id = `batch:${crypto.randomUUID()}`;
  const lines = articleLines(3000);
  await ingest.addRaw('archive.jsonl', lines.join('\n'));
  const outputs: string[] = [];
  for (const command of await commandsOf('batches.md')) {
    const shell = `${cli} ${command} --address ${address}`
      .replace('--task-queue copydesk', `--task-queue ${ingest.taskQueue}`)
      .replace('batch:archive', id)
      .replace('raw/archive', 'raw/archive.jsonl');
    outputs.push((await promisify(execFile)('/bin/sh', ['-c', shell])).stdout);
  }
  const [, queried, paused, resumed, widened, slowed, freed] = outputs;
  expect(queried).toMatch(/"listed":/u);
  expect(paused).toMatch(/paused:true/u);
  expect(resumed).toMatch(/paused:false/u);
  expect(widened).toMatch(/window:16/u);
  expect(slowed).toMatch(/rateLimit:20/u);
  expect(freed).toMatch(/rateLimit:<nil>/u);
  const handle = ingest.client.workflow.getHandle(id);
  expect((await failureOf(handle.result())).name).toBe('CancelledFailure');
  const progress = await handle.query('progress');
  expect(progress).toMatchObject({ status: 'cancelled', window: 16 });
  await expectReported(db, progress as never);
});
