import { sql } from 'kysely';
import type { Database } from '../connection.ts';

/** What a list says of a document. */
export interface DescribedDocument {
  documentId: number;
  key: string;
  /** The version that was asked for. */
  version: number;
  title: string | null;
  outlet: string | null;
  /** ISO 8601, as exact as the document says. */
  published: string | null;
  versionedAt: Date;
  language: string | null;
  entities: number;
  attributions: number;
  /** Named speakers in the order of the text, each once. */
  speakers: string[];
  /** Beginning of the text. */
  text: string;
}

/**
 * Describes versions, in the order in which they are asked for.
 * @param textLength code points of each text that are wanted.
 */
export async function describeDocuments(
  db: Database,
  versions: readonly { documentId: number; version: number }[],
  textLength: number,
): Promise<DescribedDocument[]> {
  const { rows } = await sql<DescribedDocument>`
    select d.id as "documentId", d.key, v.version, t.title, t.outlet, t.published, v.created_at as "versionedAt", t.language,
      (select count(*) from entities e where e.artifact_id = v.entities_artifact_id) as entities,
      (select count(*) from attributions a where a.artifact_id = v.attribution_artifact_id) as attributions,
      array(
        select k.name from attribution_speakers k where k.artifact_id = v.attribution_artifact_id
        group by k.name order by min(k.attribution), min(k.ordinal)
      ) as speakers,
      left(t.text, ${textLength}) as text
    from json_to_recordset(${JSON.stringify(versions.map(({ documentId, version }, place) => ({ document: documentId, version, place })))}::json)
      as n (document bigint, version integer, place integer)
    join documents d on d.id = n.document
    join document_versions v on v.document_id = n.document and v.version = n.version
    join texts t on t.artifact_id = v.text_artifact_id
    order by n.place
  `.execute(db);
  return rows;
}
