import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Delivery } from '../../../../app/lineage-events/delivery.ts';
import type { RunEvent } from '../../../../app/lineage-events/schema.ts';
import { RefusedEvent, type Send } from '../../../../app/lineage-events/send.ts';

const event = (runId: string) => ({ run: { runId } }) as RunEvent;

function deliver(send: Send) {
  const log: object[] = [];
  const counts = { sent: 0, dropped: 0 };
  const delivery = new Delivery(send, { warn: (_, meta) => log.push(meta ?? {}) }, (result) => {
    counts[result] += 1;
  });
  return { delivery, log, counts };
}

test('delivers in order, and tries again what failed', async () => {
  const got: string[] = [];
  let failures = 2;
  const { delivery, counts, log } = deliver(async ({ run }) => {
    if (run.runId === 'b' && failures-- > 0) throw new Error('away');
    got.push(run.runId);
  });
  for (const id of ['a', 'b', 'c']) delivery.deliver(() => event(id));
  await delivery.stop();
  expect(got).toEqual(['a', 'b', 'c']);
  expect(counts).toEqual({ sent: 3, dropped: 0 });
  expect(log).toEqual([]);
});

test('goes on with what comes at the very moment when it has done the rest', async () => {
  for (let turns = 0; turns < 30; turns += 1) {
    const got: string[] = [];
    const { delivery } = deliver(async ({ run }) => {
      got.push(run.runId);
    });
    delivery.deliver(() => event('a'));
    for (let turn = 0; turn < turns; turn += 1) await null;
    delivery.deliver(() => event('b'));
    await sleep(1);
    expect([turns, ...got]).toEqual([turns, 'a', 'b']);
  }
});

test('drops what is refused, what cannot be made and what is too much, and says so once', async () => {
  let release = () => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  const { delivery, counts, log } = deliver(async ({ run }) => {
    await released;
    if (run.runId === 'bad') throw new RefusedEvent('the receiver answered 422');
  });
  delivery.deliver(() => event('bad'));
  delivery.deliver(() => {
    throw new TypeError('no workflow');
  });
  for (let i = 0; i < 2_010; i += 1) delivery.deliver(() => event(String(i)));
  expect(counts).toEqual({ sent: 0, dropped: 12 });
  release();
  await delivery.stop();
  expect(counts).toEqual({ sent: 1999, dropped: 13 });
  expect(log).toEqual([
    { dropped: 1, reason: 'it could not be made: no workflow' },
    { dropped: 12, reason: 'at the end' },
  ]);
});

test('ends within seconds when nobody answers, and tells what is lost', async () => {
  const { delivery, counts, log } = deliver(() => sleep(60_000, undefined, { ref: false }));
  delivery.deliver(() => event('a'));
  delivery.deliver(() => event('b'));
  const start = performance.now();
  await delivery.stop();
  expect(performance.now() - start).toBeLessThan(10_000);
  delivery.deliver(() => event('late'));
  expect(counts).toEqual({ sent: 0, dropped: 3 });
  expect(log[0]).toMatchObject({ dropped: 1, reason: 'the worker ended first' });
});
