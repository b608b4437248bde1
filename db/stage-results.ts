import type { AttributionAnnotations } from '../stages/attribution/types.ts';
import type { EntityAnnotations } from '../stages/entities/types.ts';
import type { NormalizedText } from '../stages/normalize/types.ts';
import { insertAttributions } from './attributions.ts';
import { canonicalJson, sha256 } from './canonical-json.ts';
import { type Connection, inTransaction } from './connection.ts';
import { insertEntities } from './entities.ts';
import type { Run } from './run.ts';
import { insertText, insertTextOrigin, textContent } from './texts.ts';

/** What a stage gave, by reference: small enough for a workflow's history. */
export interface StageResult {
  /** Row of `stage_results`; `publishVersion` takes the three of a document. */
  resultId: number;
  /** What it gave; the next stage rests on it. */
  artifactId: number;
  /** Hash of that: the next stage's input, for its memo. */
  artifactSha256: string;
}

/** A stage's output with what it rests on. */
export type StageOutput =
  | { stage: 'normalize'; rawSha256: string; output: NormalizedText }
  | { stage: 'entities'; textArtifactId: number; output: EntityAnnotations }
  | { stage: 'attribution'; entitiesArtifactId: number; output: AttributionAnnotations };

export type NewStageResult = StageOutput &
  Omit<Run, 'firstExecutionRunId'> & {
    stageVersionId: number;
    /** Hash of everything the stage was given. */
    inputSha256: string;
    /** Milliseconds the stage took. */
    durationMs: number;
    /** Which attempt of the activity this was, from 1. */
    attempt: number;
  };

/** The memo: what this stage version gave for this input, null where it has not run on it. */
export async function findStageResult(
  db: Connection,
  stageVersionId: number,
  inputSha256: string,
): Promise<StageResult | null> {
  const row = await db
    .selectFrom('stage_results')
    .innerJoin('artifacts', 'artifacts.id', 'stage_results.artifact_id')
    .select(['stage_results.id', 'stage_results.artifact_id', 'artifacts.sha256'])
    .where('stage_version_id', '=', stageVersionId)
    .where('input_sha256', '=', inputSha256)
    .executeTakeFirst();
  return row ? { resultId: row.id, artifactId: row.artifact_id, artifactSha256: row.sha256 } : null;
}

/**
 * Stores what a stage gave: the artifact with its rows, unless the same is there, and the memo, in one transaction.
 * Where the memo has this input already, that result is returned and nothing is written. Identical saves at once are fine.
 * @throws RangeError when the output contradicts its text.
 */
export async function saveStageResult(db: Connection, result: NewStageResult): Promise<StageResult> {
  const { stageVersionId, inputSha256 } = result;
  const known = await findStageResult(db, stageVersionId, inputSha256);
  if (known) return known;
  try {
    return await inTransaction(db, async (transaction) => {
      const artifact = await saveArtifact(transaction, result);
      const row = await transaction
        .insertInto('stage_results')
        .values({
          stage: result.stage,
          stage_version_id: stageVersionId,
          input_sha256: inputSha256,
          artifact_id: artifact.artifactId,
          duration_ms: result.durationMs,
          attempt: result.attempt,
          workflow_id: result.workflowId,
          run_id: result.runId,
        })
        .onConflict((conflict) => conflict.columns(['stage_version_id', 'input_sha256']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!row) throw new SavedMeanwhile();
      if (result.stage === 'normalize') await insertTextOrigin(transaction, row.id, result.rawSha256, result.output);
      return { resultId: row.id, ...artifact };
    });
  } catch (error) {
    if (!(error instanceof SavedMeanwhile) || db.isTransaction) throw error;
    return (await findStageResult(db, stageVersionId, inputSha256)) as StageResult;
  }
}

/** Takes back what was written, which another save of the same input has made superfluous. */
class SavedMeanwhile extends Error {
  constructor() {
    super('Another run saved a result for this input at the same time: try again, and it will be found.');
  }
}

async function saveArtifact(db: Connection, result: StageOutput): Promise<Omit<StageResult, 'resultId'>> {
  const on = await restsOn(db, result);
  const content = result.stage === 'normalize' ? textContent(result.output) : result.output;
  // Offsets mean nothing without the text they count in, so what an output rests on is part of its address.
  const hash = sha256(canonicalJson({ on: on.sha256, content }));
  const made = await db
    .insertInto('artifacts')
    .values({
      stage: result.stage,
      sha256: hash,
      status: result.stage === 'normalize' ? 'normalized' : result.output.status,
      text_artifact_id: on.textArtifactId,
      entities_artifact_id: on.entitiesArtifactId,
    })
    .onConflict((conflict) => conflict.columns(['stage', 'sha256']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) {
    const { id } = await db
      .selectFrom('artifacts')
      .select('id')
      .where('stage', '=', result.stage)
      .where('sha256', '=', hash)
      .executeTakeFirstOrThrow();
    return { artifactId: id, artifactSha256: hash };
  }
  if (result.stage === 'normalize') await insertText(db, made.id, textContent(result.output));
  else if (result.stage === 'entities') await insertEntities(db, made.id, result.textArtifactId, result.output);
  else {
    const { textArtifactId, entitiesArtifactId } = on as { textArtifactId: number; entitiesArtifactId: number };
    await insertAttributions(db, made.id, { textArtifactId, entitiesArtifactId }, result.output);
  }
  return { artifactId: made.id, artifactSha256: hash };
}

interface Foundation {
  sha256: string | null;
  textArtifactId: number | null;
  entitiesArtifactId: number | null;
}

async function restsOn(db: Connection, result: StageOutput): Promise<Foundation> {
  if (result.stage === 'normalize') return { sha256: null, textArtifactId: null, entitiesArtifactId: null };
  const [id, stage] =
    result.stage === 'entities' ? [result.textArtifactId, 'normalize'] : [result.entitiesArtifactId, 'entities'];
  const row = await db
    .selectFrom('artifacts')
    .select(['sha256', 'text_artifact_id'])
    .where('id', '=', id)
    .where('stage', '=', stage)
    .executeTakeFirst();
  if (!row) throw new Error(`No artifact ${id} of ${stage}, on which ${result.stage} rests: run that stage first.`);
  return result.stage === 'entities'
    ? { sha256: row.sha256, textArtifactId: id, entitiesArtifactId: null }
    : { sha256: row.sha256, textArtifactId: row.text_artifact_id, entitiesArtifactId: id };
}
