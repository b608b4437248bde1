/** Milliseconds that "recent" means. */
const RECENT = 60_000;
/** Milliseconds between two samples: at most 60 are kept. */
const BETWEEN = 1_000;

/** Workflow time in milliseconds, and documents that were done by then. */
export type Sample = [at: number, done: number];

/** How many documents a second got done lately. */
export class Throughput {
  readonly #samples: Sample[];

  constructor(samples: Sample[]) {
    this.#samples = samples;
  }

  get samples(): Sample[] {
    return this.#samples;
  }

  record(at: number, done: number): void {
    const last = this.#samples.at(-1);
    if (last !== undefined && at - last[0] < BETWEEN) return;
    this.#samples.push([at, done]);
    while (this.#samples.length > 2 && at - this.#samples[1][0] > RECENT) this.#samples.shift();
  }

  /** Time that nothing was to be done in does not count. */
  restart(at: number, done: number): void {
    this.#samples.splice(0, this.#samples.length, [at, done]);
  }

  /** Documents a second from the first sample that is kept to now; null where no time has passed. */
  rate(at: number, done: number): number | null {
    const first = this.#samples.at(0);
    if (first === undefined || at <= first[0]) return null;
    return ((done - first[1]) * 1000) / (at - first[0]);
  }
}
