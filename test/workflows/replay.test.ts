import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from '@temporalio/worker';
import { describe, expect, inject, test } from 'vitest';
import { historyFromJson } from '../../app/history-json.ts';
import { atEnd } from '../support/clean-up.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, runWorker } from '../support/temporal.ts';

const run = promisify(execFile);
const FOLDER = new URL('../histories/', import.meta.url);
const saved = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ workflowId: file, history: historyFromJson(readFileSync(new URL(file, FOLDER), 'utf8')) }));

const { db } = await createTestDatabase();
const ingest = await createTestIngest();
await runWorker(ingest, db);

const command = fileURLToPath(new URL('../../app/commands/replay.ts', import.meta.url));
const replay = (...args: string[]) =>
  run(process.execPath, [command, ...args], { env: { ...process.env, TEMPORAL_ADDRESS: ingest.address } });

describe('histories of real runs', () => {
  test('are there for each way a run can end', () => {
    const ends = saved.map(({ history }) => history.events?.at(-1)?.eventType);
    expect(saved.length).toBeGreaterThanOrEqual(6);
    // Completed, failed, cancelled, continued as new.
    expect(new Set(ends)).toEqual(new Set([2, 3, 21, 28]));
    const attempts = saved.flatMap(({ history }) =>
      (history.events ?? []).map((event) => event.activityTaskStartedEventAttributes?.attempt ?? 0),
    );
    expect(Math.max(...attempts)).toBeGreaterThanOrEqual(3);
  });

  test('replay against today’s code', async () => {
    const { workflowBundle: codePath } = inject('temporal');
    const replayed: string[] = [];
    for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { codePath } }, saved)) {
      expect(error, workflowId).toBeUndefined();
      replayed.push(workflowId);
    }
    expect(replayed).toEqual(saved.map(({ workflowId }) => workflowId));
  });

  test('do not replay against code with another order of activities', async () => {
    const workflowsPath = fileURLToPath(new URL('../fixtures/reordered-workflow/index.ts', import.meta.url));
    const published = saved.filter(({ workflowId }) => workflowId.includes('published'));
    expect(published).toHaveLength(1);
    for await (const { error } of Worker.runReplayHistories({ workflowsPath }, published)) {
      expect(error?.name).toBe('DeterminismViolationError');
      expect(error?.message).toMatch(/normalize.*tagEntities|tagEntities.*normalize/su);
    }
  });
});

describe('npm run replay', () => {
  test('replays a live run, and saves its history without names of machines', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'copydesk-replay-'));
    atEnd(() => rm(folder, { recursive: true }));
    const source = await ingest.addRaw('ferry.txt', { article: 'ferry.txt' });
    const { workflowId } = await ingest.start({ source }).then(async (handle) => {
      await handle.result();
      return handle;
    });
    const file = join(folder, 'history.json');
    const { stdout } = await replay(workflowId, '--save', file);
    expect(stdout).toMatch(/: \d+ events replayed, today's code does the same\.\n$/u);
    const told = await replay(workflowId, '--json');
    expect(JSON.parse(told.stdout)).toEqual({ workflowId, events: expect.any(Number), same: true, error: null });
    const json = await readFile(file, 'utf8');
    expect(json).not.toContain(hostname());
    expect(json).not.toContain('"stackTrace"');
    expect(historyFromJson(json).events?.length).toBe(Number(/(\d+) events/u.exec(stdout)?.[1]));
  });

  test('says so when there is no such run, or no workflow id', async () => {
    await expect(replay('ingest:nothing')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('there is no run of ingest:nothing'),
    });
    await expect(replay()).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('expected one workflow id'),
    });
  });
});
