import { Context } from '@temporalio/activity';
import { findStageResult, type StageOutput, saveStageResult } from '../db/stage-results.ts';
import { upsertStageVersion } from '../db/stage-versions.ts';
import { DocumentError } from '../stages/errors.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { asActivity, StageFault } from './failures.ts';
import { withHeartbeats } from './heartbeat.ts';
import { currentExecution } from './run.ts';
import { countedTry, type Tries } from './tries.ts';
import type { StageOutcome } from './types.ts';

/** Runs of a stage on one input that fail, hang or end the worker. It is a pure function: more would give the same. */
const STAGE_TRIES = 5;

/** A stage to be run on one input. */
export interface StageTask<Input> {
  stage: StageOutput['stage'];
  /** Hash of everything that `load` gives to `run`. */
  inputSha256: string;
  load(): Promise<Input>;
  /** Gives the stage's output, with what it rests on. */
  run(input: Input): StageOutput;
}

/** Takes a stage's result from the memo, or runs the stage and saves what it gives. */
export function runStage<Input>(
  { db, stages }: ActivityDependencies,
  { stage, inputSha256, load, run }: StageTask<Input>,
): Promise<StageOutcome> {
  const { attempt } = Context.current().info;
  return asActivity(() =>
    withHeartbeats<Tries, StageOutcome>(async (pulse) => {
      const stageVersionId = await upsertStageVersion(db, { stage, ...stages.fingerprints[stage] });
      const known = await findStageResult(db, stageVersionId, inputSha256);
      if (known) return { ...known, reused: true, attempt };
      const input = await load();
      const started = performance.now();
      const result = await countedTry(pulse, STAGE_TRIES, () => runOrBlame(stage, () => run(input)), isDocumentError);
      const durationMs = performance.now() - started;
      const memo = { stageVersionId, inputSha256, durationMs, attempt, ...currentExecution() };
      return { ...(await saveStageResult(db, { ...result, ...memo })), reused: false, attempt };
    }),
  );
}

function runOrBlame(stage: string, run: () => StageOutput): StageOutput {
  try {
    return run();
  } catch (error) {
    throw isDocumentError(error) ? error : new StageFault(stage, error);
  }
}

function isDocumentError(error: unknown): boolean {
  return error instanceof DocumentError;
}
