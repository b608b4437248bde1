import { Context } from '@temporalio/activity';
import { findStageResult, type StageOutput, saveStageResult } from '../db/stage-results.ts';
import { upsertStageVersion } from '../db/stage-versions.ts';
import { DocumentError } from '../stages/errors.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { asActivity } from './failures.ts';
import { withHeartbeats } from './heartbeat.ts';
import { currentExecution } from './run.ts';
import type { TaskInput, TaskName, TaskOutput } from './stage-runner/tasks.ts';
import type { RunOptions } from './stage-runner/types.ts';
import { countedTry, type Tries } from './tries.ts';
import type { StageOutcome } from './types.ts';

/** Runs of a stage on one input that fail, hang or end the worker. It is a pure function: more would give the same. */
const STAGE_TRIES = 5;

/** A stage to be run on one input. */
export interface StageTask<Name extends TaskName> {
  stage: StageOutput['stage'];
  task: Name;
  /** Hash of everything that `load` gives to the task. */
  inputSha256: string;
  load(): Promise<{ input: TaskInput<Name> } & Pick<RunOptions, 'size' | 'transfer'>>;
  /** The task's output with what it rests on. */
  outputOf(output: TaskOutput<Name>): StageOutput;
}

/** Takes a stage's result from the memo, or runs the stage and saves what it gives. */
export function runStage<Name extends TaskName>(
  { db, stages }: ActivityDependencies,
  { stage, task, inputSha256, load, outputOf }: StageTask<Name>,
): Promise<StageOutcome> {
  const { info, cancellationSignal: signal } = Context.current();
  const { attempt } = info;
  return asActivity(() =>
    withHeartbeats<Tries, StageOutcome>(async (pulse) => {
      const stageVersionId = await upsertStageVersion(db, { stage, ...stages.fingerprints[stage] });
      const known = await findStageResult(db, stageVersionId, inputSha256);
      if (known) return { ...known, reused: true, attempt };
      const { input, ...memory } = await load();
      const { output, durationMs } = await countedTry(
        pulse,
        STAGE_TRIES,
        (onStart) => stages.run(task, input, { lane: 'interactive', signal, onStart, ...memory }),
        (error) => error instanceof DocumentError,
      );
      const memo = { stageVersionId, inputSha256, durationMs, attempt, ...currentExecution() };
      return { ...(await saveStageResult(db, { ...outputOf(output), ...memo })), reused: false, attempt };
    }),
  );
}
