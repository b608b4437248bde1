import type { Lane } from './types.ts';

/** Work that waits for a free thread. */
export interface Waiting {
  lane: Lane;
  start(): void;
}

/**
 * Gives threads to what waits: all that is interactive before anything that is bulk, each lane in order. Piscina's own
 * queue is not used, since a task that can be aborted goes past it (`skipQueue`), whatever its priority.
 *
 * @param threads that run at once.
 */
export class Lanes {
  readonly #threads: number;
  readonly #waiting: Record<Lane, Set<Waiting>> = { interactive: new Set(), bulk: new Set() };
  #running = 0;

  constructor(threads: number) {
    this.#threads = threads;
  }

  /** Starts it now, or when its turn comes. */
  add(work: Waiting): void {
    this.#waiting[work.lane].add(work);
    this.#startNext();
  }

  /** Takes back what waits. @returns false when it has started. */
  remove(work: Waiting): boolean {
    return this.#waiting[work.lane].delete(work);
  }

  /** To be called once for each that has started, when it has ended. */
  done(): void {
    this.#running -= 1;
    this.#startNext();
  }

  waiting(): Record<Lane, number> {
    return { interactive: this.#waiting.interactive.size, bulk: this.#waiting.bulk.size };
  }

  #startNext(): void {
    while (this.#running < this.#threads) {
      const { interactive, bulk } = this.#waiting;
      const [next] = interactive.size > 0 ? interactive : bulk;
      if (next === undefined) return;
      this.remove(next);
      this.#running += 1;
      next.start();
    }
  }
}
