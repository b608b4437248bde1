import { setTimeout as sleep } from 'node:timers/promises';
import type { Room } from '../stack/index.ts';
import { type Latency, summarise } from './percentiles.ts';
import { ingestOne } from './runs.ts';

/** Documents far from those of batches. */
const FIRST = 9_000_000;
/** Milliseconds between the end of one and the start of the next. */
const PAUSE = 1_000;

/**
 * Ingests single articles beside a batch, one after the other, as the news comes in.
 * @returns what to give `measureBulk`, and the latencies once it is done.
 */
export function singlesBeside(): { beside(room: Room, signal: AbortSignal): Promise<void>; latency(): Latency } {
  const durations: number[] = [];
  return {
    async beside(room, signal) {
      for (let number = 0; !signal.aborted; number += 1) {
        const duration = await ingestOne(room, FIRST + number);
        // One that outlasted the batch was alone at its end.
        if (!signal.aborted) durations.push(duration);
        await sleep(PAUSE);
      }
    },
    latency: () => summarise(durations),
  };
}
