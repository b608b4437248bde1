import { CancelledFailure } from '@temporalio/activity';
import { describe, expect, test } from 'vitest';
import type { Pulse } from '../../activities/heartbeat.ts';
import { countedTry, type Tries, TriesExhausted } from '../../activities/tries.ts';

/** What the server keeps of an activity's heartbeats from attempt to attempt. */
function server(kept?: Tries): Pulse<Tries> & { sent: Tries[] } {
  const sent: Tries[] = [];
  return {
    sent,
    get details() {
      return sent.at(-1) ?? kept;
    },
    set: (details) => void sent.push(details),
  };
}

const never = () => false;
const gives = (value: number) => async (begin: () => void) => {
  begin();
  return value;
};
const fails = async (begin: () => void) => {
  begin();
  throw new Error('no paint');
};

describe('countedTry', () => {
  test('gives what the work gives, and counts nothing in the end', async () => {
    const pulse = server();
    expect(await countedTry(pulse, 2, gives(7), never)).toBe(7);
    expect(pulse.sent).toEqual([{ begun: 1 }, { begun: 0 }]);
  });

  test('counts when the work begins, and not while it waits for its turn', async () => {
    const pulse = server({ begun: 1 });
    const work = async (begin: () => void) => {
      expect(pulse.sent).toEqual([]);
      begin();
      expect(pulse.sent).toEqual([{ begun: 2 }]);
    };
    await countedTry(pulse, 3, work, never);
  });

  test('throws the error itself until the limit', async () => {
    const pulse = server();
    await expect(countedTry(pulse, 2, fails, never)).rejects.toThrow(/^no paint$/u);
    await expect(countedTry(pulse, 2, fails, never)).rejects.toThrow(TriesExhausted);
    expect(pulse.details).toEqual({ begun: 2, lastError: 'no paint' });
  });

  test('does not begin again when the limit was reached without an answer', async () => {
    let ran = false;
    const again = countedTry(server({ begun: 3 }), 3, async () => (ran = true), never);
    await expect(again).rejects.toThrow('tried 3 times: the worker ended each time');
    expect(ran).toBe(false);
  });

  test('lets an answer through that is an error', async () => {
    const answer = () => Promise.reject(new RangeError('empty'));
    await expect(countedTry(server(), 1, answer, (error) => error instanceof RangeError)).rejects.toThrow(RangeError);
  });

  test('does not count work that was stopped from outside', async () => {
    const pulse = server({ begun: 2 });
    const stopped = () => Promise.reject(new CancelledFailure('WORKER_SHUTDOWN'));
    await expect(countedTry(pulse, 3, stopped, never)).rejects.toThrow(CancelledFailure);
    expect(pulse.details).toEqual({ begun: 2 });
  });
});
