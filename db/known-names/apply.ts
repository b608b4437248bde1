import { sql } from 'kysely';
import { identify } from '../../stages/known-names/index.ts';
import type { Connection } from '../connection.ts';
import { readAssignments, readEntities } from './read.ts';

/** Of which artifacts: of all versions of some documents, and with links that a decision made; or of these alone. */
export type Assigned = { documentIds: number[]; decisionId?: number } | { artifactIds: number[] };

/**
 * Brings links to what the rules found and the assignments in force say; the latest of these counts, whichever of several
 * documents with the same text it was made for.
 *
 * @returns whom they meant before, and whom now, where that is another: `known_entities.id`.
 */
export async function applyAssignments(db: Connection, of: Assigned): Promise<number[]> {
  const wanted =
    'artifactIds' in of
      ? sql`select unnest(${of.artifactIds}::bigint[]) as id`
      : sql`
          select v.entities_artifact_id as id from document_versions v where v.document_id = any(${of.documentIds}::bigint[])
          union
          select l.artifact_id from entity_links l where l.decision_id = ${of.decisionId ?? null}::bigint`;
  const { rows: uses } = await sql<{ artifactId: number; documentId: number | null }>`
    select distinct a.id as "artifactId", o.document_id as "documentId"
    from (${wanted}) a
    left join document_versions o on o.entities_artifact_id = a.id
  `.execute(db);
  const documentsOf = Map.groupBy(uses, ({ artifactId }) => artifactId);
  const assignments = await readAssignments(db, [...new Set(uses.flatMap(({ documentId }) => documentId ?? []))]);
  const found = await readEntities(db, [...documentsOf.keys()]);
  const rows = found.map((each) => {
    const { type, name } = identify(each);
    const documents = new Set(documentsOf.get(each.artifactId)?.map(({ documentId }) => documentId));
    const assigned = assignments.findLast(
      (one) => documents.has(one.documentId) && one.type === type && one.name === name,
    );
    const { artifactId, entity, standsFor } = each;
    return {
      artifactId,
      entity,
      standsFor,
      knownId: assigned?.knownId ?? null,
      decisionId: assigned?.decisionId ?? null,
    };
  });
  const { rows: moved } = await sql<{ id: number }>`
    with moved as (
    update entity_links l
    set known_id = case when n."decisionId" is null then l.found_id else n."knownId" end, decision_id = n."decisionId"
    from json_to_recordset(${JSON.stringify(rows)}::json) as n (
      "artifactId" bigint, entity integer, "standsFor" text, "knownId" bigint, "decisionId" bigint)
    join entity_links o on o.artifact_id = n."artifactId" and o.entity = n.entity and o.stands_for = n."standsFor"
    where l.artifact_id = n."artifactId" and l.entity = n.entity and l.stands_for = n."standsFor"
      and l.decision_id is distinct from n."decisionId"
    returning o.known_id as before, l.known_id as now
    )
    select distinct m.id from moved cross join lateral (values (before), (now)) as m (id) where m.id is not null
  `.execute(db);
  return moved.map(({ id }) => id);
}
