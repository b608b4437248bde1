import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { StageFault } from '../../../activities/stage-runner/stage-fault.ts';
import { timeLimit } from '../../../activities/stage-runner/time-limit.ts';
import { attribute } from '../../../stages/attribution/index.ts';
import { tagEntities } from '../../../stages/entities/index.ts';
import { DocumentError } from '../../../stages/errors.ts';
import { normalize } from '../../../stages/normalize/index.ts';
import { normalizeText, startHostilePool } from '../../support/stage-pool.ts';

const NEWS = 'The harbour will be dredged, said Helen Okafor, the mayor of Lower Venn, on Monday.';

/** Milliseconds that a hanging task gets. */
const LIMIT = 3000;
const pool = await startHostilePool({ limit: (size) => (size === 'HANG'.length ? LIMIT : 30_000) });

describe('a pool of stage threads', () => {
  test('gives what the stages give', async () => {
    const options = { lane: 'interactive', size: NEWS.length } as const;
    const text = normalize({ bytes: Buffer.from(NEWS) });
    const entities = tagEntities(text);
    expect((await normalizeText(pool, NEWS)).output).toEqual(text);
    expect((await pool.run('tagEntities', text, options)).output).toEqual(entities);
    const { output, durationMs } = await pool.run('attribute', { text, entities }, options);
    expect(output).toEqual(attribute(text, entities));
    expect(output.attributions).not.toEqual([]);
    expect(durationMs).toBeGreaterThan(0);
  });

  test('gives the error of a bad document as such', async () => {
    const refused = normalizeText(pool, '%PDF-1.7 …');
    await expect(refused).rejects.toThrow(DocumentError);
    await expect(refused).rejects.toMatchObject({ type: 'UnsupportedType', message: expect.stringContaining('PDF') });
  });

  test.each([
    ['fails', 'THROW no paint', 'normalize met a fault of its own: no paint'],
    ['hangs', 'HANG', `normalize met a fault of its own: took longer than ${LIMIT} ms`],
    ['ends its process', 'EXIT 3', 'worker exited with code: 3'],
    ['eats up the memory', 'EAT', 'memory limit'],
  ])('blames a stage that %s, and only that, and goes on', async (_, text, message) => {
    const beside = normalizeText(pool, `BUSY 300\n\n${NEWS}`);
    const failing = normalizeText(pool, text);
    await expect(failing).rejects.toThrow(StageFault);
    await expect(failing).rejects.toThrow(message);
    expect((await beside).output.text).toContain(NEWS);
    const after = await Promise.all(Array.from({ length: 4 }, () => normalizeText(pool, NEWS)));
    expect(after.map(({ output }) => output.text)).toEqual([NEWS, NEWS, NEWS, NEWS]);
  });

  test('ends a task that is cancelled, and gives its thread to others', async () => {
    const cancelling = new AbortController();
    const { signal } = cancelling;
    const running = Promise.withResolvers<void>();
    const hanging = [
      normalizeText(pool, 'HANG', { signal, onStart: running.resolve }),
      normalizeText(pool, 'HANG', { signal }),
    ];
    const waiting = normalizeText(pool, NEWS, { signal });
    await running.promise;
    const reason = new Error('enough');
    cancelling.abort(reason);
    for (const task of [...hanging, waiting]) await expect(task).rejects.toBe(reason);
    await expect(normalizeText(pool, NEWS, { signal })).rejects.toBe(reason);
    expect(pool.waiting()).toEqual({ interactive: 0, bulk: 0 });
    expect((await normalizeText(pool, NEWS)).output.text).toBe(NEWS);
  });

  test('gives a free thread to a single document before any of a batch', async () => {
    const single = await startHostilePool({ threads: 1 });
    const ended: string[] = [];
    const run = async (name: string, lane: 'interactive' | 'bulk') => {
      await normalizeText(single, `BUSY 20\n\n${NEWS}`, { lane });
      ended.push(name);
    };
    const tasks = [run('bulk 1', 'bulk'), run('bulk 2', 'bulk'), run('single', 'interactive'), run('bulk 3', 'bulk')];
    expect(single.waiting()).toEqual({ interactive: 1, bulk: 2 });
    await Promise.all(tasks);
    expect(ended).toEqual(['bulk 1', 'single', 'bulk 2', 'bulk 3']);
  });

  test('leaves the main thread free for heartbeats while all threads are busy', async () => {
    const tasks = Array.from({ length: 6 }, () => normalizeText(pool, `BUSY 500\n\n${NEWS}`, { lane: 'bulk' }));
    let over = false;
    const ended = Promise.all(tasks).then(() => {
      over = true;
    });
    const late: number[] = [];
    while (!over) {
      const start = performance.now();
      await sleep(20);
      late.push(performance.now() - start - 20);
    }
    await ended;
    expect(late.length).toBeGreaterThan(20);
    // A stage that held this thread would hold it for half a second.
    expect(Math.max(...late)).toBeLessThan(400);
  });

  test('whose threads end while they load fails documents with the cause, soon, and not the process', async () => {
    const dying = await startHostilePool({
      stages:
        'data:text/javascript,setTimeout(() => { throw new Error("no disk") }); await new Promise((go) => setTimeout(go, 300)); export const stages = {}',
    });
    await sleep(2000);
    for (let document = 0; document < 3; document += 1)
      await expect(normalizeText(dying, NEWS)).rejects.toThrow('normalize met a fault of its own: no disk');
  });

  test.each([
    ['normalize', 60_050],
    ['prepareText', 60_050],
    ['tagEntities', 80_000],
    ['prepareFacts', 80_000],
  ] as const)('gives %s the time that it takes where a model finds names', (task, milliseconds) => {
    expect(timeLimit(1000, task, true)).toBe(milliseconds);
    expect(timeLimit(1000, task, false)).toBe(20_050);
  });
});
