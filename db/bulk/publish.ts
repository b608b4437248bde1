import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import type { Run } from '../run.ts';

/**
 * `published`: this run made the version. `unchanged`: the current version says the same.
 * `superseded`: readers see something newer than these bytes, or this very version was there and was rolled back.
 */
export type PublishOutcome = 'published' | 'unchanged' | 'superseded';

/** What a version would be made of. */
export interface Candidate {
  documentId: number;
  /** Where the bytes came from, as in the capture. */
  source: string;
  captureId: number;
  rawSha256: string;
  textResultId: number;
  entitiesResultId: number;
  attributionResultId: number;
  textArtifactId: number;
  entitiesArtifactId: number;
  attributionArtifactId: number;
  /** Whether something that came after it is published already. */
  overtaken?: boolean;
}

export interface Decision {
  /** The version that was made, otherwise the current one. */
  version: number;
  outcome: PublishOutcome;
}

/**
 * Publishes the next version of each document, or finds that there is nothing to publish, in the order given where a
 * document comes several times. The caller has locked the documents.
 *
 * @param again whether a version that this chain of runs made before from the same artifacts is its answer: for a run that
 * handles one document.
 */
export async function publishVersions(
  db: Connection,
  run: Run,
  candidates: Candidate[],
  { again }: { again: boolean },
): Promise<Decision[]> {
  const decisions: Decision[] = [];
  for (const round of rounds(candidates)) {
    for (const { ordinal, version, outcome } of await decide(db, run, round, again)) {
      decisions[ordinal] = { version, outcome };
    }
  }
  return decisions;
}

type Numbered = Candidate & { ordinal: number };

/** Each document once a round: what is decided for one rests on what was published before. */
function rounds(candidates: Candidate[]): Numbered[][] {
  const found: Numbered[][] = [];
  const times = new Map<number, number>();
  for (const [ordinal, candidate] of candidates.entries()) {
    const round = times.get(candidate.documentId) ?? 0;
    times.set(candidate.documentId, round + 1);
    found[round] ??= [];
    found[round].push({ ...candidate, ordinal });
  }
  return found;
}

/**
 * One statement. `first` is the earliest capture since which the source has given the same: the same bytes, or others that
 * normalise to the same text. What readers see is read anew as the sighting that it is, whatever earlier ones give by now.
 *
 * Artifacts are compared in a way that no index serves: a document has few versions, and bytes few results, while any number
 * of documents may share an artifact.
 */
async function decide(
  db: Connection,
  { workflowId, runId, firstExecutionRunId }: Run,
  round: Numbered[],
  again: boolean,
): Promise<(Decision & { ordinal: number })[]> {
  const { rows } = await sql<Decision & { ordinal: number }>`
    with next as (
      select * from json_to_recordset(${JSON.stringify(round)}::json) as n (
        ordinal integer, "documentId" bigint, source text, "captureId" bigint, "rawSha256" text,
        "textResultId" bigint, "entitiesResultId" bigint, "attributionResultId" bigint,
        "textArtifactId" bigint, "entitiesArtifactId" bigint, "attributionArtifactId" bigint, overtaken boolean)
      -- Tells the planner how many rows there are, so that it looks documents up by their keys.
      limit ${round.length}
    ),
    decided as (
      select n.*, d.current_version, seen.first, same.own, latest.version + 1 as next_version,
        case
          when same.own is not null then 'published'
          when same.is_current then 'unchanged'
          when n.overtaken or same.was_first or current.first_capture_id > seen.first then 'superseded'
          else 'published'
        end as outcome
      from next n
      join documents d on d.id = n."documentId"
      left join document_versions current on current.document_id = d.id and current.version = d.current_version
      cross join lateral (
        with sighting as (
          select c.id, c.raw_sha256 = n."rawSha256" or exists (
            select from text_origins o join stage_results r on r.id = o.stage_result_id
            where o.raw_sha256 = c.raw_sha256 and r.artifact_id is not distinct from n."textArtifactId"
          ) as is_same
          from captures c
          where c.document_id = n."documentId" and c.source = n.source and c.id <= n."captureId"
        )
        select case when n."captureId" = current.capture_id then current.first_capture_id else min(id) end as first
        from sighting
        where is_same and id > coalesce((select max(id) from sighting where not is_same), 0)
      ) seen
      cross join lateral (
        select coalesce(bool_or(v.version = d.current_version), false) as is_current,
          coalesce(bool_or(v.first_capture_id = seen.first) and d.current_version is not null, false) as was_first,
          min(v.version) filter (
            where ${again} and v.workflow_id = ${workflowId} and v.first_execution_run_id = ${firstExecutionRunId}
          ) as own
        from document_versions v
        where v.document_id = n."documentId" and v.text_artifact_id is not distinct from n."textArtifactId"
          and v.entities_artifact_id is not distinct from n."entitiesArtifactId"
          and v.attribution_artifact_id is not distinct from n."attributionArtifactId"
      ) same
      cross join lateral (
        select coalesce(max(v.version), 0) as version from document_versions v where v.document_id = n."documentId"
      ) latest
    ),
    made as (
      insert into document_versions (document_id, version, source, raw_sha256, capture_id, first_capture_id,
        text_result_id, entities_result_id, attribution_result_id,
        text_artifact_id, entities_artifact_id, attribution_artifact_id,
        workflow_id, run_id, first_execution_run_id)
      select "documentId", next_version, source, "rawSha256", "captureId", first,
        "textResultId", "entitiesResultId", "attributionResultId",
        "textArtifactId", "entitiesArtifactId", "attributionArtifactId",
        ${workflowId}, ${runId}, ${firstExecutionRunId}
      from decided where outcome = 'published' and own is null
      returning document_id, version
    ),
    pointed as (
      update documents d set current_version = m.version from made m where d.id = m.document_id
    )
    select d.ordinal, d.outcome, coalesce(d.own, m.version, d.current_version) as version
    from decided d left join made m on m.document_id = d."documentId"
  `.execute(db);
  return rows;
}
