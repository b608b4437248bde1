import type { TaskName } from './tasks.ts';

/** Milliseconds that any task gets: a thread may have to load the models first, on a machine that is busy. */
const BASE = 20_000;
/** The stages read a few hundred bytes in a millisecond on a machine of their own; a tenth of it leaves room for a busy one. */
const BYTES_PER_MILLISECOND = 20;

/** The same where a thread has to load a model of hundreds of megabytes. */
const MODEL_BASE = 60_000;
/** A model of BERT's size needs 1.7 ms for a byte on WebAssembly: room for one of three times that size on a busy machine. */
const MODEL_MILLISECONDS_PER_BYTE = 20;
/** Tasks that find names. */
const TAGGING: readonly TaskName[] = ['tagEntities', 'prepareFacts'];

/**
 * Milliseconds after which a task is ended that reads so many bytes or characters.
 * @param byModel whether a model finds names, not our own tagger.
 */
export function timeLimit(size: number, task: TaskName, byModel: boolean): number {
  const reading = byModel && TAGGING.includes(task) ? size * MODEL_MILLISECONDS_PER_BYTE : size / BYTES_PER_MILLISECOND;
  return (byModel ? MODEL_BASE : BASE) + Math.ceil(reading);
}
