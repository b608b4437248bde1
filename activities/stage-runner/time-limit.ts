/** Milliseconds that any task gets: a thread may have to load the models first, on a machine that is busy. */
const BASE = 20_000;
/** The stages read a few hundred bytes in a millisecond on a machine of their own; a tenth of it leaves room for a busy one. */
const BYTES_PER_MILLISECOND = 20;

/** Milliseconds after which a task is ended that reads so many bytes or characters. */
export function timeLimit(size: number): number {
  return BASE + Math.ceil(size / BYTES_PER_MILLISECOND);
}
