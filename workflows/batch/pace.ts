/** Keeps the documents that are begun to so many a second, whatever their number at once. */
export class Pace {
  #rate: number | null;
  /** Workflow time at which the next may begin. */
  #next: number;

  /**
   * @param rate documents a second; null for no limit.
   * @param next workflow time, in milliseconds, at which the next may begin.
   */
  constructor(rate: number | null, next = 0) {
    this.#rate = rate;
    this.#next = next;
  }

  get rate(): number | null {
    return this.#rate;
  }

  get next(): number {
    return this.#next;
  }

  /** Another rate counts from now on: what an earlier one still made wait is forgotten. */
  setRate(rate: number | null, now: number): void {
    this.#rate = rate;
    this.#next = now;
  }

  /** @returns milliseconds until documents may begin; 0 where they may now. */
  wait(now: number): number {
    return this.#rate === null ? 0 : Math.max(0, this.#next - now);
  }

  /** Counts documents that begin now. */
  begin(documents: number, now: number): void {
    if (this.#rate === null) return;
    this.#next = Math.max(now, this.#next) + (documents / this.#rate) * 1000;
  }
}
