/** Milliseconds that are looked back on: what is done comes in slices, and the machine's load changes. */
const WINDOW = 30_000;
/** Milliseconds after which a rate means something. */
const LEAST = 1_000;

/** How fast something goes lately. */
export class Pace {
  #seen: { done: number; at: number }[] = [];

  /** @param done how much is done in all. @param at milliseconds, from any moment on. */
  note(done: number, at: number): void {
    this.#seen.push({ done, at });
    // One from before the window stays, to reckon from.
    while (this.#seen.length > 2 && this.#seen[1].at <= at - WINDOW) this.#seen.shift();
  }

  /** How much is done a second; null where that cannot be told yet. */
  rate(at: number): number | null {
    const [first] = this.#seen;
    const last = this.#seen.at(-1);
    if (!first || !last || at - first.at < LEAST || last.done <= first.done) return null;
    return ((last.done - first.done) / (at - first.at)) * 1000;
  }
}

/** `340/s`, `3.4/s`; `12/min` of what is slower than one in two seconds. */
export function formatRate(rate: number): string {
  if (rate < 0.5) return `${(rate * 60).toFixed(rate < 0.05 ? 1 : 0)}/min`;
  return rate < 10 ? `${rate.toFixed(1)}/s` : `${Math.round(rate).toLocaleString('en')}/s`;
}
