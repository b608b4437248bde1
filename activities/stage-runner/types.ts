import type { attribute } from '../../stages/attribution/index.ts';
import type { EntityAnnotations, EntityInput } from '../../stages/entities/types.ts';
import type { normalize } from '../../stages/normalize/index.ts';
import type { stageFingerprints } from '../fingerprints/index.ts';
import type { TaskInput, TaskName, TaskOutput } from './tasks.ts';

/** The stages as functions: pure, without end where a document makes them so, and as long as they take. */
export interface StageFunctions {
  normalize: typeof normalize;
  /** Answers later where another tagger than ours finds the names. */
  tagEntities: (input: EntityInput) => EntityAnnotations | Promise<EntityAnnotations>;
  attribute: typeof attribute;
}

/** What each stage is made of. */
export type StageFingerprints = Awaited<ReturnType<typeof stageFingerprints>>;

/** `interactive`: somebody waits for this document. `bulk`: one of many; goes after all that are interactive. */
export type Lane = 'interactive' | 'bulk';

export const LANES: readonly Lane[] = ['interactive', 'bulk'];

export interface RunOptions {
  lane: Lane;
  /** Bytes or characters that the task reads; the time it gets follows from it. */
  size: number;
  /** Aborted, it ends the task, also one that runs. */
  signal?: AbortSignal;
  /** Told when the task gets a thread. */
  onStart?: () => void;
  /** Memory of the input that the caller has no more use for, so that it need not be copied. */
  transfer?: ArrayBuffer[];
}

/** What a task gave. */
export interface TaskResult<Output> {
  output: Output;
  /** Milliseconds that it ran, without waiting and copying. */
  durationMs: number;
}

/** Runs the pure tasks of `tasks.ts` somewhere. */
export interface StageRunner {
  readonly fingerprints: StageFingerprints;
  /**
   * @throws DocumentError as the stages do; StageFault when the task failed otherwise, took longer than it may, or ended
   * its thread; the signal's reason when it was aborted.
   */
  run<Name extends TaskName>(
    task: Name,
    input: TaskInput<Name>,
    options: RunOptions,
  ): Promise<TaskResult<TaskOutput<Name>>>;
  /** Tasks that wait for a thread now. */
  waiting(): Record<Lane, number>;
  /** Ends the threads and what runs on them. */
  close(): Promise<void>;
}
