import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import type { Run } from '../run.ts';
import type { StageResult } from '../stage-results.ts';
import type { Stage } from '../stage-versions.ts';

/** The versions of the three stages that work now, by their rows in `stage_versions`. */
export type StageVersionIds = Record<Stage, number>;

/** What the memo has for a text. */
export interface KnownFacts {
  entities: StageResult;
  /** Null where those entities have not been through this version of the attribution stage. */
  attribution: StageResult | null;
}

interface MemoRow {
  input: string;
  id: number;
  artifact_id: number;
  sha256: string;
}

/** The memo of one stage. @returns by the hash of the input; an input without a result is left out. */
export async function findStageResults(
  db: Connection,
  stageVersionId: number,
  inputs: string[],
): Promise<Map<string, StageResult>> {
  if (inputs.length === 0) return new Map();
  const { rows } = await sql<MemoRow>`
    select r.input_sha256 as input, r.id, r.artifact_id, a.sha256
    from stage_results r
    join artifacts a on a.id = r.artifact_id
    where r.stage_version_id = ${stageVersionId} and r.input_sha256 = any(${inputs}::text[])
  `.execute(db);
  return new Map(
    rows.map(({ input, id, artifact_id, sha256 }) => [
      input,
      { resultId: id, artifactId: artifact_id, artifactSha256: sha256 },
    ]),
  );
}

/** Keeps results from being pruned until the transaction ends, in the order in which they would be. */
export async function holdResults(db: Connection, resultIds: number[]): Promise<void> {
  if (resultIds.length === 0) return;
  await sql`
    select from stage_results r where r.id = any(${resultIds}::bigint[])
    order by array_position(array['normalize', 'entities', 'attribution'], r.stage), r.id for key share of r
  `.execute(db);
}

/** The memo of the stages after normalize. @returns by the address of the text; a text without entities is left out. */
export async function findFacts(
  db: Connection,
  versions: StageVersionIds,
  textSha256s: string[],
): Promise<Map<string, KnownFacts>> {
  const entities = await findStageResults(db, versions.entities, textSha256s);
  const addresses = Array.from(entities.values(), ({ artifactSha256 }) => artifactSha256);
  const attributions = await findStageResults(db, versions.attribution, addresses);
  return new Map(
    Array.from(entities, ([text, known]) => [
      text,
      { entities: known, attribution: attributions.get(known.artifactSha256) ?? null },
    ]),
  );
}

export interface NewResult {
  stage: Stage;
  stageVersionId: number;
  inputSha256: string;
  artifactId: number;
  durationMs: number;
  /** Which attempt of the activity this was, from 1. */
  attempt: number;
}

/** Another run saved another output of the same stage version for the same input at the same time. */
export class SavedMeanwhile extends Error {
  override readonly name = 'SavedMeanwhile';

  constructor() {
    super('Another run saved a result for this input at the same time: try again, and it will be found.');
  }
}

/**
 * Writes to the memo what stages gave; an input that is there already is left as it is.
 * @returns their numbers in the order given, and whether they were made now.
 * @throws SavedMeanwhile where the memo has another output for an input.
 */
export async function saveResults(
  db: Connection,
  { workflowId, runId }: Pick<Run, 'workflowId' | 'runId'>,
  results: NewResult[],
): Promise<{ resultId: number; made: boolean }[]> {
  if (results.length === 0) return [];
  const keyOf = (versionId: number, input: string) => `${versionId} ${input}`;
  const distinct = new Map(results.map((each) => [keyOf(each.stageVersionId, each.inputSha256), each]));
  const rows = Array.from(distinct.values(), (each) => ({
    stage: each.stage,
    stage_version_id: each.stageVersionId,
    input_sha256: each.inputSha256,
    artifact_id: each.artifactId,
    duration_ms: each.durationMs,
    attempt: each.attempt,
  }));
  interface Row {
    id: number;
    stage_version_id: number;
    input_sha256: string;
    artifact_id: number;
  }
  const { rows: made } = await sql<Row>`
    insert into stage_results
      (stage, stage_version_id, input_sha256, artifact_id, duration_ms, attempt, workflow_id, run_id)
    select stage, stage_version_id, input_sha256, artifact_id, duration_ms, attempt, ${workflowId}, ${runId}
    from json_populate_recordset(null::stage_results, ${JSON.stringify(rows)}::json)
    order by stage_version_id, input_sha256
    on conflict (stage_version_id, input_sha256) do nothing
    returning id, stage_version_id, input_sha256, artifact_id
  `.execute(db);
  const ids = new Map(made.map((row) => [keyOf(row.stage_version_id, row.input_sha256), row.id]));
  const known = new Map<string, Row>();
  if (ids.size < distinct.size) {
    const { rows: others } = await sql<Row>`
      select r.id, r.stage_version_id, r.input_sha256, r.artifact_id
      from json_populate_recordset(null::stage_results, ${JSON.stringify(rows)}::json) n
      join stage_results r on r.stage_version_id = n.stage_version_id and r.input_sha256 = n.input_sha256
    `.execute(db);
    for (const row of others) known.set(keyOf(row.stage_version_id, row.input_sha256), row);
  }
  return results.map(({ stageVersionId, inputSha256, artifactId }) => {
    const key = keyOf(stageVersionId, inputSha256);
    const id = ids.get(key);
    if (id !== undefined) return { resultId: id, made: true };
    const other = known.get(key) as Row;
    if (other.artifact_id !== artifactId) throw new SavedMeanwhile();
    return { resultId: other.id, made: false };
  });
}

/** Writes how texts were read from their bytes. */
export async function insertTextOrigins(
  db: Connection,
  origins: {
    /** Of normalize. */
    resultId: number;
    /** `textOrigin`. */
    origin: string;
  }[],
): Promise<void> {
  if (origins.length === 0) return;
  const json = origins.map(({ resultId, origin }) => `{"result_id":${resultId},"origin":${origin}}`);
  await sql`
    insert into text_origins
      (stage_result_id, raw_sha256, encoding, warnings, starts, lengths, raw_starts, raw_lengths)
    select n.result_id, o.raw_sha256, o.encoding, o.warnings, o.starts, o.lengths, o.raw_starts, o.raw_lengths
    from json_to_recordset(${`[${json.join(',')}]`}::json) as n (result_id bigint, origin json),
      json_populate_record(null::text_origins, n.origin) o
  `.execute(db);
}
