import { describe, expect, test } from 'vitest';
import { countFaults, type Faults } from '../../../activities/batch/listing/count-faults.ts';
import type { Pulse } from '../../../activities/heartbeat.ts';
import { FetchFault } from '../../../activities/sources/web.ts';

/** Heartbeat details as the server keeps them from attempt to attempt. */
function keptDetails(): Pulse<Faults> {
  let details: Faults | undefined;
  return {
    get details() {
      return details;
    },
    set(next) {
      details = next;
    },
  };
}

const address = 'https://paper.example/x.jsonl';

describe('an address that cannot be listed', () => {
  test('is given up as Unreachable at the sixth attempt', async () => {
    const pulse = keptDetails();
    const attempt = () =>
      countFaults(pulse, address, async () => {
        throw new FetchFault('it answered 503');
      });
    for (let number = 1; number < 6; number += 1) await expect(attempt()).rejects.toMatchObject({ name: 'FetchFault' });
    await expect(attempt()).rejects.toMatchObject({
      type: 'Unreachable',
      message: `gave up on ${address} after 6 times: it answered 503; start the batch again later`,
    });
  });

  test('is left alone for as long as it asks', async () => {
    const failure = countFaults(keptDetails(), address, async () => {
      throw new FetchFault('it answered 429', { retryAfter: 7000 });
    });
    await expect(failure).rejects.toMatchObject({ type: 'FetchFault', nextRetryDelay: 7000, nonRetryable: false });
  });

  test('has nothing to do with an absent database', async () => {
    const pulse = keptDetails();
    const failure = countFaults(pulse, address, async () => {
      throw new Error('Connection terminated');
    });
    await expect(failure).rejects.toThrow('Connection terminated');
    expect(pulse.details).toBeUndefined();
  });
});
