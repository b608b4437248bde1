import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import type { Run } from '../run.ts';

/** A result that was computed again although the memo had it. */
export interface Recomputation {
  /** In the memo. */
  resultId: number;
  /** Address of what the stage gave now; null where it failed. */
  artifactSha256: string | null;
  /** Whether that is what the memo has. */
  equal: boolean;
  /** Milliseconds that the stage took. */
  durationMs: number;
}

/** Records what was computed again; the memo stays as it is. */
export async function insertRecomputations(
  db: Connection,
  { workflowId, runId }: Pick<Run, 'workflowId' | 'runId'>,
  recomputations: Recomputation[],
): Promise<void> {
  if (recomputations.length === 0) return;
  await sql`
    insert into recomputations (stage_result_id, artifact_sha256, equal, duration_ms, workflow_id, run_id)
    select "resultId", "artifactSha256", equal, "durationMs", ${workflowId}, ${runId}
    from json_to_recordset(${JSON.stringify(recomputations)}::json) as r ("resultId" bigint, "artifactSha256" text,
      equal boolean, "durationMs" double precision)
  `.execute(db);
}
