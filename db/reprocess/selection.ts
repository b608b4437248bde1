import { type RawBuilder, sql } from 'kysely';
import { type Connection, inTransaction } from '../connection.ts';
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
  const { normalize, entities, attribution } = selection.today;
  const { rows } = await sql<Omit<Preview, 'documents'>>`
    with selected as materialized (
      select d.key, t.version, t.stage, t.stage_version_id, t.computed, t.held_version ${from(selection)}
    ),
    groups as (
      select stage, stage_version_id as before, stage is null or held_version is not null as forced, computed,
        case stage when 'normalize' then ${normalize}::bigint when 'entities' then ${entities}::bigint
          when 'attribution' then ${attribution}::bigint end as now,
        count(*) as documents
      from selected group by 1, 2, 3, 4, 5
    ),
    reasons as (
      select g.stage, case when g.forced then 'forced' when g.computed then 'unpublished'
          when g.before is distinct from g.now then 'fingerprint' else 'input' end as reason,
        b.fingerprint as "madeBy", g.documents
      from groups g left join stage_versions b on b.id = g.before
      order by g.documents desc, 1, 2, 3
    ),
    sample as (select key as document, version, stage from selected order by key limit ${SAMPLE})
    select (select coalesce(json_agg(r), '[]') from reasons r) as reasons,
      (select coalesce(json_agg(s), '[]') from sample s) as sample
  `.execute(db);
  const [{ reasons, sample }] = rows;
  return { documents: reasons.reduce((sum, { documents }) => sum + documents, 0), reasons, sample };
}

/** Where the selected documents of a range go. */
export interface Page {
  batchId: number;
  /** Position of the first. */
  from: number;
  /** Documents after this one … */
  after: number;
  /** … up to this one. */
  upTo: number;
}

/** The last of the next documents, however many of these are selected; null where there are none. */
export async function endOfRange(db: Connection, after: number, documents: number): Promise<number | null> {
  const { rows } = await sql<{ last: number | null }>`
    select max(id) as last
    from (select id from documents where id > ${after} order by id limit ${documents}) as next
  `.execute(db);
  return rows[0].last;
}

/**
 * Writes what is selected of a range to a batch's ledger, each document as the sighting that its version was made from. A
 * range that is listed once more replaces what it wrote before.
 * @returns how many.
 */
export function listSelection(
  db: Connection,
  { batchId, from: first, after, upTo }: Page,
  selection: Selection,
): Promise<number> {
  return inTransaction(db, async (transaction) => {
    // By index, document by document: a range must not take the longer, the more documents there are.
    await sql`set local enable_hashjoin = off`.execute(transaction);
    await sql`set local enable_mergejoin = off`.execute(transaction);
    const { rows } = await sql<{ listed: number }>`
      with page as (
        select t.document_id, t.capture_id, v.source ${from(selection)}
          and t.document_id > ${after} and t.document_id <= ${upTo}
      ),
      numbered as (
        select *, ${first} + row_number() over (order by document_id) - 1 as position from page
      ),
      written as (
        insert into batch_documents (batch_id, position, source, input)
        select ${batchId}, position, source, jsonb_build_object('documentId', document_id, 'captureId', capture_id)
        from numbered
        on conflict (batch_id, position) do update set source = excluded.source, input = excluded.input
        where batch_documents.outcome is null
      )
      select count(*) as listed from page
    `.execute(transaction);
    return rows[0].listed;
  });
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
