import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import type { PayloadTable } from '../rows/payload.ts';
import type { Stage } from '../stage-versions.ts';

/** Columns of the rows of each stage's artifacts, beside the artifact's own number. */
const COLUMNS: Record<Stage, Partial<Record<PayloadTable, string[]>>> = {
  normalize: {
    texts: [
      'text',
      'title',
      'byline',
      'published',
      'published_at',
      'modified',
      'modified_at',
      'language',
      'outlet',
      'canonical_url',
    ],
    paragraphs: ['ordinal', 'start', 'end', 'text'],
    sentences: ['ordinal', 'start', 'end', 'text', 'paragraph'],
  },
  entities: {
    entities: ['ordinal', 'type', 'canonical', 'roles', 'aliases', 'gender'],
    mentions: [
      'ordinal',
      'entity',
      'start',
      'end',
      'text',
      'type',
      'kind',
      'role',
      'metonym_for',
      'value',
      'confidence',
      'sentence',
    ],
  },
  attribution: {
    attributions: [
      'ordinal',
      'type',
      'polarity',
      'level',
      'confidence',
      'source_text',
      'cue_text',
      'content_text',
      'sentence',
    ],
    attribution_spans: ['attribution', 'role', 'ordinal', 'start', 'end', 'text'],
    attribution_speakers: ['attribution', 'ordinal', 'name', 'entity'],
    credits: ['ordinal', 'kind', 'name', 'role', 'outlet', 'email', 'start', 'end', 'text'],
  },
};

/** The rows of an artifact that has a number now. */
export interface NewPayload {
  artifactId: number;
  /** The entities that speakers are taken from; null but for attributions. */
  entitiesArtifactId: number | null;
  /** `Payload` as JSON. */
  rows: string;
}

/** Writes the rows of new artifacts of one stage, of all their tables, in one statement. */
export async function insertPayloads(db: Connection, stage: Stage, payloads: NewPayload[]): Promise<void> {
  if (payloads.length === 0) return;
  const tables = Object.entries(COLUMNS[stage]);
  // The rows are JSON already: only what stands around them is written here.
  const json = payloads.map(
    ({ artifactId, entitiesArtifactId, rows }) =>
      `{"artifact_id":${artifactId},"entities_artifact_id":${entitiesArtifactId},"rows":${rows}}`,
  );
  const inserts = tables.map(([table, columns]) => {
    const names = sql.join(columns.map((column) => sql.ref(column)));
    // A speaker's entity is one of another artifact.
    const isSpeakers = table === 'attribution_speakers';
    return sql`${sql.id(`into_${table}`)} as (
      insert into ${sql.table(table)} (artifact_id, ${sql.raw(isSpeakers ? 'entities_artifact_id, ' : '')}${names})
      select artifact.artifact_id, ${sql.raw(isSpeakers ? 'artifact.entities_artifact_id, ' : '')}${sql.join(columns.map((column) => sql.ref(`r.${column}`)))}
      from artifact, json_populate_recordset(null::${sql.table(table)}, artifact.${sql.ref(`${table}_rows`)}) r
    )`;
  });
  await sql`
    with artifact as materialized (
      select d.artifact_id, d.entities_artifact_id, ${sql.join(tables.map(([table]) => sql`t.${sql.ref(table)} as ${sql.id(`${table}_rows`)}`))}
      from json_to_recordset(${`[${json.join(',')}]`}::json)
          as d (artifact_id bigint, entities_artifact_id bigint, rows json),
        json_to_record(d.rows) as t (${sql.join(tables.map(([table]) => sql`${sql.id(table)} json`))})
    ), ${sql.join(inserts)}
    select
  `.execute(db);
}
