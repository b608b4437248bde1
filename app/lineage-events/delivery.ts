import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@temporalio/common';
import type { RunEvent } from './schema.ts';
import { RefusedEvent, type Send } from './send.ts';

/** Events that wait at most: some minutes of news, a few MiB. */
const MAX_WAITING = 2_000;
/** Attempts at an event, and milliseconds before the second; each further pause is twice as long. */
const ATTEMPTS = 3;
const FIRST_PAUSE = 250;
/** Milliseconds between two lines of the log on what was dropped. */
const QUIET = 60_000;
/** Milliseconds that what waits gets when the worker ends. */
const LAST_WORDS = 3_000;

/**
 * Delivers events in their order, beside the work: whoever gives one never waits and never hears of an error. What cannot be
 * delivered is dropped, counted and logged.
 */
export class Delivery {
  readonly #send: Send;
  readonly #logger: Pick<Logger, 'warn'>;
  readonly #count: (result: 'sent' | 'dropped') => void;
  readonly #waiting: RunEvent[] = [];
  #working: Promise<void> | null = null;
  #isEnding = false;
  #dropped = 0;
  #told = Number.NEGATIVE_INFINITY;

  constructor(send: Send, logger: Pick<Logger, 'warn'>, count: (result: 'sent' | 'dropped') => void) {
    this.#send = send;
    this.#logger = logger;
    this.#count = count;
  }

  /** @param make gives the event. An error in it is a fault of ours, which must not touch the run that it tells of. */
  deliver(make: () => RunEvent): void {
    try {
      if (this.#isEnding) this.#drop('the worker ends');
      else if (this.#waiting.length >= MAX_WAITING) this.#drop(`${MAX_WAITING} are waiting already`);
      else this.#waiting.push(make());
    } catch (error) {
      this.#drop(`it could not be made: ${(error as Error).message}`);
    }
    this.#begin();
  }

  #begin(): void {
    this.#working ??= this.#work().finally(() => {
      this.#working = null;
      // What came when the last was just done.
      if (this.#waiting.length > 0) this.#begin();
    });
  }

  /** Delivers what waits, for a few seconds, and drops what is left. */
  async stop(): Promise<void> {
    this.#isEnding = true;
    await Promise.race([this.#working, sleep(LAST_WORDS, undefined, { ref: false })]);
    const left = this.#waiting.splice(0).length;
    for (let i = 0; i < left; i += 1) this.#drop('the worker ended first');
    this.#tell('at the end');
  }

  async #work(): Promise<void> {
    // Taken off when it is done, so that what is under way counts as waiting.
    for (let event = this.#waiting[0]; event !== undefined; event = this.#waiting[0]) {
      const failure = await this.#try(event);
      if (this.#waiting[0] !== event) return;
      this.#waiting.shift();
      if (failure === null) this.#count('sent');
      else this.#drop(failure);
    }
  }

  /** @returns why it could not be delivered; null where it was. */
  async #try(event: RunEvent): Promise<string | null> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#send(event);
        return null;
      } catch (error) {
        if (attempt === ATTEMPTS || error instanceof RefusedEvent) return (error as Error).message;
        await sleep(FIRST_PAUSE * 2 ** (attempt - 1), undefined, { ref: false });
      }
    }
  }

  #drop(reason: string): void {
    this.#dropped += 1;
    this.#count('dropped');
    if (performance.now() - this.#told >= QUIET) this.#tell(reason);
  }

  #tell(reason: string): void {
    if (this.#dropped === 0) return;
    this.#logger.warn('OpenLineage events were dropped', { dropped: this.#dropped, reason });
    this.#dropped = 0;
    this.#told = performance.now();
  }
}
