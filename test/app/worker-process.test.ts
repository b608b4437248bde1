import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ProcessIdentity } from '../../app/local/instance-lock.ts';
import { startWorkerProcess } from '../../app/local/worker-process.ts';
import { isRunning } from '../support/start-process.ts';

it('gives up on a worker that does not stay up, with the end of its log', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'copydesk-worker-'));
  const started: ProcessIdentity[] = [];
  // Nothing listens there.
  const environment = { DATABASE_URL: 'postgres://127.0.0.1:1/none', TEMPORAL_ADDRESS: '127.0.0.1:1' };
  const onStart = (worker: ProcessIdentity | null) => started.push(worker!);
  const worker = startWorkerProcess({ stateDir, shutdownGrace: 0, environment, onStart });
  await expect(worker.failed).rejects.toThrow(/^The worker does not stay up \(exit code 1\).*\n.*DATABASE_URL/u);
  expect(started).toHaveLength(3);
  expect(await readFile(join(stateDir, 'worker.log'), 'utf8')).toContain('ECONNREFUSED');
  await worker.stop();
  expect(started.filter(({ pid }) => isRunning(pid))).toEqual([]);
  await rm(stateDir, { recursive: true });
});
