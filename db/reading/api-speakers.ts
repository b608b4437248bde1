import { type SqlBool, sql } from 'kysely';
import type { EntityType } from '../../stages/entities/types.ts';
import type { Database } from '../connection.ts';

/** Somebody who says something in current articles. */
export interface SpeakerSummary {
  name: string;
  type: EntityType;
  /** What is said on their account; a joint statement counts for each of its speakers. */
  statements: number;
  /** Of these, in quotation marks altogether. */
  direct: number;
  /** Articles with such statements. */
  documents: number;
}

/**
 * Speakers in alphabetical order.
 * @param filter.name what the name begins with, in any case.
 */
export async function listSpeakers(
  db: Database,
  filter: { name?: string; type?: string },
  page: { after?: { name: string; type: string }; limit: number },
): Promise<SpeakerSummary[]> {
  const conditions = [sql<SqlBool>`true`];
  if (filter.type !== undefined) conditions.push(sql`e.type = ${filter.type}`);
  if (filter.name !== undefined) conditions.push(sql`lower(k.name) ^@ lower(${filter.name})`);
  if (page.after) conditions.push(sql`(k.name, e.type) > (${page.after.name}, ${page.after.type})`);
  const { rows } = await sql<SpeakerSummary>`
    select k.name, e.type, count(*) as statements, count(*) filter (where a.type = 'direct') as direct,
      count(distinct d.id) as documents
    from documents d
    join document_versions v on v.document_id = d.id and v.version = d.current_version
    join attribution_speakers k on k.artifact_id = v.attribution_artifact_id
    join attributions a on a.artifact_id = k.artifact_id and a.ordinal = k.attribution
    join entities e on e.artifact_id = k.entities_artifact_id and e.ordinal = k.entity
    where ${sql.join(conditions, sql` and `)}
    group by k.name, e.type
    order by k.name, e.type
    limit ${page.limit}
  `.execute(db);
  return rows;
}
