import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection.ts';
import type { PipelineStages } from '../pipelines.ts';
import type { Stage } from '../stage-versions.ts';

/** Which documents are to be read anew: all conditions that are given must hold. */
export interface Selection {
  /** What they are compared with: the pipeline of today. */
  today: PipelineStages;
  /** Of which this stage is to run, as far as can be told before. */
  stage?: Stage;
  /** Of which readers see what a stage of this fingerprint made, or one that begins so; of `stage`, where that is given. */
  fingerprint?: string;
  /** Whose key is one of these, in which `*` stands for any characters and `?` for one. */
  keys?: string[];
  /** Of which the version that readers see was published here then: ISO 8601, from `since` on and before `until`. */
  since?: string;
  until?: string;
  /** Of which readers see the version of this number. */
  version?: number;
  /** Of which readers see a version that this pipeline made. */
  pipeline?: number;
  /** Also documents that are not stale; `stage` then says which stage is computed again, and leaves out none. */
  force?: boolean;
}

/** Why documents were selected. */
export interface Reason {
  /** The first stage that has no result of today, or another than readers see; null where forced though not stale. */
  stage: Stage | null;
  /** See the view stale_documents; `forced` for a document that is not stale. */
  reason: 'fingerprint' | 'input' | 'unpublished' | 'forced';
  /** Fingerprint that made what readers see. */
  madeBy: string | null;
  documents: number;
}

/** What a selection comes to. */
export interface Preview {
  documents: number;
  reasons: Reason[];
  /** Some of the documents, by key. */
  sample: { document: string; version: number; stage: Stage | null }[];
}

/** Documents of a preview that are named. */
const SAMPLE = 20;

/** Counts what is selected, and why. Writes nothing. */
export async function previewSelection(db: Connection, selection: Selection): Promise<Preview> {
  const selected = sql`with selected as materialized (
    select d.key, t.document_id, t.version, t.stage, t.stage_version_id, t.computed, t.held_version ${from(selection)}
  )`;
  const { normalize, entities, attribution } = selection.today;
  const { rows: reasons } = await sql<Reason>`
    ${selected},
    reasons as (
      select s.stage, s.stage_version_id as before, s.stage is null or s.held_version is not null as forced, s.computed,
        case s.stage when 'normalize' then ${normalize}::bigint when 'entities' then ${entities}::bigint
          when 'attribution' then ${attribution}::bigint end as now,
        count(*) as documents
      from selected s group by 1, 2, 3, 4, 5
    )
    select r.stage, case when r.forced then 'forced' when r.computed then 'unpublished'
        when r.before is distinct from r.now then 'fingerprint' else 'input' end as reason,
      b.fingerprint as "madeBy", r.documents
    from reasons r left join stage_versions b on b.id = r.before
    order by r.documents desc, 1, 2, 3
  `.execute(db);
  const { rows: sample } = await sql<Preview['sample'][number]>`
    ${selected} select key as document, version, stage from selected order by key limit ${SAMPLE}
  `.execute(db);
  return { documents: reasons.reduce((sum, { documents }) => sum + documents, 0), reasons, sample };
}

/** Where a page of a listing goes, and which documents it begins after. */
export interface Page {
  batchId: number;
  /** Position of its first document. */
  from: number;
  /** The last document of the page before; 0 for the first page. */
  after: number;
  /** Most documents in it. */
  limit: number;
}

/**
 * Writes the next page of what is selected to a batch's ledger, each document as the sighting that its version was made from.
 * A page that is listed once more replaces what it wrote before.
 * @returns how many, and the last of them.
 */
export async function listSelection(
  db: Connection,
  { batchId, from: first, after, limit }: Page,
  selection: Selection,
): Promise<{ listed: number; last: number | null }> {
  const { rows } = await sql<{ listed: number; last: number | null }>`
    with page as (
      select t.document_id, t.capture_id, v.source ${from(selection)} and t.document_id > ${after}
      order by t.document_id limit ${limit}
    ),
    numbered as (
      select *, ${first} + row_number() over (order by document_id) - 1 as position from page
    ),
    removed as (
      delete from batch_documents
      where batch_id = ${batchId} and outcome is null and position >= ${first} + (select count(*) from page)
    ),
    written as (
      insert into batch_documents (batch_id, position, source, input)
      select ${batchId}, position, source, jsonb_build_object('documentId', document_id, 'captureId', capture_id)
      from numbered
      on conflict (batch_id, position) do update set source = excluded.source, input = excluded.input
      where batch_documents.outcome is null
    )
    select count(*) as listed, max(document_id) as last from page
  `.execute(db);
  return rows[0];
}

/** The selected documents: `t` of today_of, `d` the document, `v` its version. Ends within a condition. */
function from(selection: Selection): RawBuilder<unknown> {
  const { normalize, entities, attribution } = selection.today;
  return sql`
    from today_of(${normalize}::bigint, ${entities}::bigint, ${attribution}::bigint) t
    join documents d on d.id = t.document_id
    join document_versions v on v.document_id = t.document_id and v.version = t.version
    where ${sql.join(conditions(selection), sql` and `)}`;
}

function conditions(selection: Selection): RawBuilder<unknown>[] {
  const { today, stage, fingerprint, keys, since, until, version, pipeline, force = false } = selection;
  const all = [sql`true`];
  if (!force) {
    all.push(sql`t.stage is not null and t.held_version is null`);
    if (stage !== undefined) {
      all.push(sql`(t.stage = ${stage} or not exists (
        select from stage_results r where r.id = ${RESULT[stage]} and r.stage_version_id = ${today[stage]}::bigint))`);
    }
  }
  if (fingerprint !== undefined) {
    const results = stage === undefined ? sql.join(Object.values(RESULT)) : RESULT[stage];
    all.push(sql`exists (
      select from stage_results r join stage_versions s on s.id = r.stage_version_id
      where r.id in (${results}) and starts_with(s.fingerprint, ${fingerprint}))`);
  }
  if (keys !== undefined) all.push(sql`d.key like any (${keys.map(likePattern)}::text[])`);
  if (since !== undefined) all.push(sql`v.created_at >= ${since}::timestamptz`);
  if (until !== undefined) all.push(sql`v.created_at < ${until}::timestamptz`);
  if (version !== undefined) all.push(sql`t.version = ${version}`);
  if (pipeline !== undefined) {
    all.push(sql`exists (
      select from pipeline_versions p
      join stage_results n on n.id = v.text_result_id and n.stage_version_id = p.normalize_version_id
      join stage_results e on e.id = v.entities_result_id and e.stage_version_id = p.entities_version_id
      join stage_results a on a.id = v.attribution_result_id and a.stage_version_id = p.attribution_version_id
      where p.id = ${pipeline})`);
  }
  return all;
}

const RESULT: Record<Stage, RawBuilder<unknown>> = {
  normalize: sql`v.text_result_id`,
  entities: sql`v.entities_result_id`,
  attribution: sql`v.attribution_result_id`,
};

/** A pattern with `*` and `?` as one of SQL. */
export function likePattern(pattern: string): string {
  return pattern
    .replaceAll(/[\\%_]/gu, '\\$&')
    .replaceAll('*', '%')
    .replaceAll('?', '_');
}
