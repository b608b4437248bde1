import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import type { PreparedArtifact } from '../rows/artifact.ts';
import type { Stage } from '../stage-versions.ts';
import { insertPayloads } from './payloads.ts';

/** An output of a stage, and what it rests on. */
export interface NewArtifact {
  artifact: PreparedArtifact;
  /** Null for a text itself. */
  textArtifactId: number | null;
  /** Null but for attributions. */
  entitiesArtifactId: number | null;
}

/**
 * Stores artifacts of one stage with their rows, each once; those that are there already stay as they are, and nobody prunes
 * them until the transaction ends. Those that are being pruned are waited for, and stored anew.
 * @returns their numbers, in the order given.
 */
export async function saveArtifacts(db: Connection, stage: Stage, artifacts: NewArtifact[]): Promise<number[]> {
  const distinct = new Map(artifacts.map((each) => [each.artifact.sha256, each]));
  const ids = new Map<string, number>();
  for (let left = [...distinct]; left.length > 0; left = left.filter(([sha256]) => !ids.has(sha256))) {
    const made = await insertArtifacts(db, stage, new Map(left));
    for (const [sha256, id] of made) ids.set(sha256, id);
    const others = left.flatMap(([sha256]) => (made.has(sha256) ? [] : sha256));
    for (const { id, sha256 } of await holdArtifacts(db, stage, others)) ids.set(sha256, id);
  }
  return artifacts.map(({ artifact }) => ids.get(artifact.sha256) as number);
}

/** @returns those that were not there, by their addresses. */
async function insertArtifacts(
  db: Connection,
  stage: Stage,
  artifacts: Map<string, NewArtifact>,
): Promise<Map<string, number>> {
  const rows = [...artifacts.values()].map(({ artifact, textArtifactId, entitiesArtifactId }) => ({
    sha256: artifact.sha256,
    status: artifact.status,
    text_artifact_id: textArtifactId,
    entities_artifact_id: entitiesArtifactId,
  }));
  // In the order of addresses, as everywhere here: two that write the same artifacts wait for each other, and not in a ring.
  const { rows: made } = await sql<{ id: number; sha256: string }>`
    insert into artifacts (stage, sha256, status, text_artifact_id, entities_artifact_id)
    select ${stage}, sha256, status, text_artifact_id, entities_artifact_id
    from json_populate_recordset(null::artifacts, ${JSON.stringify(rows)}::json)
    order by sha256
    on conflict (stage, sha256) do nothing
    returning id, sha256
  `.execute(db);
  await insertPayloads(
    db,
    made.map(({ id, sha256 }) => {
      const { artifact, entitiesArtifactId } = artifacts.get(sha256) as NewArtifact;
      return { artifactId: id, entitiesArtifactId, rows: artifact.rows };
    }),
  );
  return new Map(made.map(({ id, sha256 }) => [sha256, id]));
}

/** Finds artifacts and keeps them from being pruned, in the order in which they would be; those that are gone are left out. */
async function holdArtifacts(
  db: Connection,
  stage: Stage,
  sha256s: string[],
): Promise<{ id: number; sha256: string }[]> {
  if (sha256s.length === 0) return [];
  return db
    .selectFrom('artifacts')
    .select(['id', 'sha256'])
    .where('stage', '=', stage)
    .where('sha256', '=', sql<string>`any(${sha256s}::text[])`)
    .orderBy('id')
    .forKeyShare()
    .execute();
}
