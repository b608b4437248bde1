import type { AttributionAnnotations } from '../stages/attribution/types.ts';
import type { EntityAnnotations } from '../stages/entities/types.ts';
import type { NormalizedText } from '../stages/normalize/types.ts';
import { saveArtifacts } from './bulk/artifacts.ts';
import { findStageResults, insertTextOrigins, SavedMeanwhile, saveResults } from './bulk/stage-results.ts';
import { type Connection, inTransaction } from './connection.ts';
import {
  attributionArtifact,
  entitiesArtifact,
  type PreparedArtifact,
  textArtifact,
  textOrigin,
} from './rows/artifact.ts';
import type { TextSpans } from './rows/entity-rows.ts';
import type { Run } from './run.ts';
import { loadTextSpans } from './texts.ts';

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
  return (await findStageResults(db, stageVersionId, [inputSha256])).get(inputSha256) ?? null;
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
      const on = await restsOn(transaction, result);
      const artifact = prepare(on, result);
      const [artifactId] = await saveArtifacts(transaction, result.stage, [{ artifact, ...on }]);
      const [{ resultId, made }] = await saveResults(transaction, result, [{ ...result, artifactId }]);
      if (made && result.stage === 'normalize') {
        const origin = textOrigin(result.rawSha256, result.output);
        await insertTextOrigins(transaction, [{ resultId, origin }]);
      }
      return { resultId, artifactId, artifactSha256: artifact.sha256 };
    });
  } catch (error) {
    if (!(error instanceof SavedMeanwhile) || db.isTransaction) throw error;
    return (await findStageResult(db, stageVersionId, inputSha256)) as StageResult;
  }
}

/** What an output rests on; of a text nothing. */
interface Foundation {
  sha256: string;
  text: TextSpans;
  textArtifactId: number | null;
  entitiesArtifactId: number | null;
}

function prepare({ sha256, text }: Foundation, result: StageOutput): PreparedArtifact {
  switch (result.stage) {
    case 'normalize':
      return textArtifact(result.output);
    case 'entities':
      return entitiesArtifact(sha256, text, result.output);
    case 'attribution':
      return attributionArtifact(sha256, text, result.output);
  }
}

async function restsOn(db: Connection, result: StageOutput): Promise<Foundation> {
  if (result.stage === 'normalize') {
    return { sha256: '', text: result.output, textArtifactId: null, entitiesArtifactId: null };
  }
  const [id, stage] =
    result.stage === 'entities' ? [result.textArtifactId, 'normalize'] : [result.entitiesArtifactId, 'entities'];
  const row = await db
    .selectFrom('artifacts')
    .select(['sha256', 'text_artifact_id'])
    .where('id', '=', id)
    .where('stage', '=', stage)
    .executeTakeFirst();
  if (!row) throw new Error(`No artifact ${id} of ${stage}, on which ${result.stage} rests: run that stage first.`);
  const textArtifactId = row.text_artifact_id ?? id;
  return {
    sha256: row.sha256,
    text: await loadTextSpans(db, textArtifactId),
    textArtifactId,
    entitiesArtifactId: result.stage === 'attribution' ? id : null,
  };
}
