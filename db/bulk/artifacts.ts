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
 * Stores artifacts of one stage with their rows, each once; those that are there already stay as they are.
 * @returns their numbers, in the order given.
 */
export async function saveArtifacts(db: Connection, stage: Stage, artifacts: NewArtifact[]): Promise<number[]> {
  if (artifacts.length === 0) return [];
  const distinct = new Map(artifacts.map((each) => [each.artifact.sha256, each]));
  const rows = [...distinct.values()].map(({ artifact, textArtifactId, entitiesArtifactId }) => ({
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
      const { artifact, entitiesArtifactId } = distinct.get(sha256) as NewArtifact;
      return { artifactId: id, entitiesArtifactId, rows: artifact.rows };
    }),
  );
  const ids = new Map(made.map(({ id, sha256 }) => [sha256, id]));
  const others = [...distinct.keys()].filter((sha256) => !ids.has(sha256));
  if (others.length > 0) {
    const known = await db
      .selectFrom('artifacts')
      .select(['id', 'sha256'])
      .where('stage', '=', stage)
      .where('sha256', '=', sql<string>`any(${others}::text[])`)
      .execute();
    for (const { id, sha256 } of known) ids.set(sha256, id);
  }
  return artifacts.map(({ artifact }) => ids.get(artifact.sha256) as number);
}
