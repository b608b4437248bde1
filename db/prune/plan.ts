import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { PAYLOAD_TABLES } from '../rows/payload.ts';

/** Which versions are old. Both conditions must hold where both are given; one must be. */
export interface PruneOptions {
  /** The newest versions of each document that stay, at least 1. */
  keep?: number;
  /** Versions published here before this time: ISO 8601. */
  olderThan?: string;
}

/** Rows of a table that are deleted, and the bytes that they take, without indexes. */
export interface PrunedTable {
  table: string;
  rows: number;
  bytes: number;
}

/** Bytes that came in and were given to no run stay for so long: the run may be about to start. */
const GRACE = sql`interval '1 day'`;

/** The stage versions in force, by stage. */
const TODAY = sql`(
  select s.id from pipeline_in_force f join pipeline_versions p on p.id = f.pipeline_version_id
  join stage_versions s on s.id in (p.normalize_version_id, p.entities_version_id, p.attribution_version_id)
)`;

/**
 * Finds what is old and needed by nothing that stays, into temporary tables of this connection: pruned_versions,
 * pruned_captures, pruned_raw, pruned_results, pruned_artifacts.
 *
 * A version stays where it is the current one or newer (readers were put back from it), or what the pipeline in force gives
 * for the current one's bytes (so that a rollback holds). Captures of a source go with all versions from there that were
 * older; those since its oldest version that stays tell an original from its correction. Results stay where a version rests
 * on them, or where they are what the pipeline in force has made of bytes that stay.
 */
export async function planPrune(db: Connection, { keep, olderThan }: PruneOptions): Promise<void> {
  const isOld = [
    ...(keep === undefined
      ? []
      : [
          sql`(select count(*) from document_versions n where n.document_id = v.document_id and n.version > v.version)
            >= ${keep}`,
        ]),
    ...(olderThan === undefined ? [] : [sql`v.created_at < ${olderThan}::timestamptz`]),
  ];
  await fill(
    db,
    'pruned_versions',
    ['document_id', 'version'],
    sql`
      select v.document_id, v.version
      from document_versions v
      join documents d on d.id = v.document_id
      left join (
        select t.document_id, t.held_version
        from pipeline_in_force f
        join pipeline_versions p on p.id = f.pipeline_version_id
        cross join lateral today_of(p.normalize_version_id, p.entities_version_id, p.attribution_version_id) t
        where t.held_version is not null
      ) held on held.document_id = v.document_id
      where v.version < d.current_version and v.version is distinct from held.held_version
        and ${sql.join(isOld, sql` and `)}`,
  );
  await fill(
    db,
    'pruned_captures',
    ['id'],
    sql`
      with kept as (
        select v.document_id, v.source, min(v.first_capture_id) as since
        from document_versions v
        where not exists (select from pruned_versions o where o.document_id = v.document_id and o.version = v.version)
        group by 1, 2
      )
      select c.id, c.raw_sha256
      from captures c
      join kept on kept.document_id = c.document_id and kept.source = c.source and c.id < kept.since
      where not exists (
        select from batch_documents b
        where b.outcome is null and b.input ? 'captureId' and (b.input->>'captureId')::bigint = c.id)`,
  );
  await fill(
    db,
    'pruned_raw',
    ['sha256'],
    sql`
      select r.sha256
      from raw_documents r
      where not exists (
          select from captures c
          where c.raw_sha256 = r.sha256 and not exists (select from pruned_captures p where p.id = c.id))
        and not exists (select from failures f where f.raw_sha256 = r.sha256 and f.resolved_at is null)
        and not exists (
          select from batch_documents b where b.outcome is null and b.input->>'rawSha256' = r.sha256)
        and (r.stored_at < now() - ${GRACE} or exists (select from captures c where c.raw_sha256 = r.sha256))`,
  );
  await planResults(db);
}

/** Results and artifacts, from the texts on: each stage rests on the one before. */
async function planResults(db: Connection): Promise<void> {
  const kept = (column: string, value: RawBuilder<unknown>) => sql`
    exists (
      select from document_versions v
      where v.${sql.ref(column)} = ${value}
        and not exists (select from pruned_versions o where o.document_id = v.document_id and o.version = v.version))`;
  await sql`create temporary table pruned_results (id bigint primary key, artifact_id bigint, text_id bigint)`.execute(
    db,
  );
  await sql`create temporary table pruned_artifacts (id bigint primary key, stage text, text_id bigint)`.execute(db);
  await sql`
    insert into pruned_results
    select r.id, r.artifact_id, r.artifact_id
    from stage_results r join text_origins o on o.stage_result_id = r.id
    where exists (select from pruned_raw p where p.sha256 = o.raw_sha256)
      or (r.stage_version_id not in ${TODAY} and not ${kept('text_artifact_id', sql`r.artifact_id`)})
  `.execute(db);
  await planArtifacts(db, 'normalize');
  for (const [stage, foundation, result, artifact] of [
    ['entities', 'text_artifact_id', 'entities_result_id', 'entities_artifact_id'],
    ['attribution', 'entities_artifact_id', 'attribution_result_id', 'attribution_artifact_id'],
  ]) {
    await sql`
      insert into pruned_results
      select r.id, r.artifact_id, a.text_artifact_id
      from stage_results r join artifacts a on a.id = r.artifact_id
      where r.stage = ${stage} and (
        exists (select from pruned_artifacts p where p.id = a.${sql.ref(foundation)})
        or (r.stage_version_id not in ${TODAY}
          and not ${kept(artifact, sql`r.artifact_id and v.${sql.ref(result)} = r.id`)}))
    `.execute(db);
    await planArtifacts(db, stage);
  }
  for (const table of ['pruned_results', 'pruned_artifacts']) {
    await sql`create index on ${sql.table(table)} (text_id)`.execute(db);
    await sql`analyze ${sql.table(table)}`.execute(db);
  }
}

/** Artifacts that no result gives any more. */
async function planArtifacts(db: Connection, stage: string): Promise<void> {
  await sql`
    insert into pruned_artifacts
    select a.id, a.stage, coalesce(a.text_artifact_id, a.id)
    from artifacts a
    where a.stage = ${stage} and not exists (
      select from stage_results r
      where r.artifact_id = a.id and not exists (select from pruned_results p where p.id = r.id))
  `.execute(db);
}

async function fill(db: Connection, table: string, key: string[], rows: RawBuilder<unknown>): Promise<void> {
  await sql`create temporary table ${sql.table(table)} as ${rows}`.execute(db);
  await sql`create unique index on ${sql.table(table)} (${sql.join(key.map((column) => sql.ref(column)))})`.execute(db);
  await sql`analyze ${sql.table(table)}`.execute(db);
}

/** What each table has that goes, with the condition on its rows. */
const TABLES: [string, RawBuilder<unknown>][] = [
  [
    'document_versions',
    sql`exists (select from pruned_versions p where p.document_id = t.document_id and p.version = t.version)`,
  ],
  ['captures', sql`exists (select from pruned_captures p where p.id = t.id)`],
  ['raw_documents', sql`exists (select from pruned_raw p where p.sha256 = t.sha256)`],
  ['stage_results', sql`exists (select from pruned_results p where p.id = t.id)`],
  ['text_origins', sql`exists (select from pruned_results p where p.id = t.stage_result_id)`],
  ['artifacts', sql`exists (select from pruned_artifacts p where p.id = t.id)`],
  ...PAYLOAD_TABLES.map((table): [string, RawBuilder<unknown>] => [
    table,
    sql`exists (select from pruned_artifacts p where p.id = t.artifact_id)`,
  ]),
  ['entity_links', sql`exists (select from pruned_artifacts p where p.id = t.artifact_id)`],
  ['text_signatures', sql`exists (select from pruned_artifacts p where p.id = t.text_artifact_id)`],
];

/** Rows and bytes of the plan, by table; tables that lose none are left out. */
export async function countPlan(db: Connection): Promise<PrunedTable[]> {
  const counted: PrunedTable[] = [];
  for (const [table, condition] of TABLES) {
    const { rows } = await sql<Omit<PrunedTable, 'table'>>`
      select count(*) as rows, coalesce(sum(pg_column_size(t)), 0)::bigint as bytes
      from ${sql.table(table)} t where ${condition}
    `.execute(db);
    if (rows[0].rows > 0) counted.push({ table, ...rows[0] });
  }
  return counted;
}
