import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Lanes, type Waiting } from '../../../activities/stage-runner/lanes.ts';
import { LANES } from '../../../activities/stage-runner/types.ts';

describe('the lanes of a pool', () => {
  test('start whatever is first in turn, never more than there are threads, whatever happens', () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constant('add'), lane: fc.constantFrom(...LANES) }),
      fc.record({ kind: fc.constant('done') }),
      fc.record({ kind: fc.constant('remove'), which: fc.nat(20) }),
    ) as fc.Arbitrary<{ kind: 'add' | 'done' | 'remove'; lane: 'interactive' | 'bulk'; which: number }>;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.array(event, { maxLength: 60 }), (threads, events) => {
        const lanes = new Lanes(threads);
        let running = 0;
        let waiting: Waiting[] = [];
        const inTurn = () => waiting.find(({ lane }) => lane === 'interactive') ?? waiting[0];
        const start = (work: Waiting) => {
          expect(work).toBe(inTurn());
          waiting = waiting.filter((other) => other !== work);
          running += 1;
          expect(running).toBeLessThanOrEqual(threads);
        };
        for (const { kind, lane, which } of events) {
          if (kind === 'add') {
            const work: Waiting = { lane, start: () => start(work) };
            waiting.push(work);
            lanes.add(work);
          } else if (kind === 'done' && running > 0) {
            running -= 1;
            lanes.done();
          } else if (kind === 'remove' && waiting[which]) {
            expect(lanes.remove(waiting[which])).toBe(true);
            waiting.splice(which, 1);
          }
          // Nothing waits while a thread is free.
          expect(waiting.length === 0 || running === threads).toBe(true);
          const count = (name: string) => waiting.filter((work) => work.lane === name).length;
          expect(lanes.waiting()).toEqual({ interactive: count('interactive'), bulk: count('bulk') });
        }
      }),
    );
  });
});
