import { type Kysely, sql } from 'kysely';

/** Many documents in one workflow: what was listed, and what became of each. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table batches (
      id                     bigint primary key generated always as identity,
      kind                   text not null check (kind in ('ingest', 'reprocess')),
      input                  jsonb not null,
      workflow_id            text not null,
      first_execution_run_id text not null,
      started_at             timestamptz not null default clock_timestamp(),
      unique (workflow_id, first_execution_run_id)
    );
    comment on table batches is 'A workflow that handles many documents: ingestBatch or reprocess, once a chain of runs.';
    comment on column batches.id is 'Number of the batch.';
    comment on column batches.kind is 'ingest: documents of a source; reprocess: documents that are here already.';
    comment on column batches.input is 'What the workflow was given.';
    comment on column batches.workflow_id is 'The workflow.';
    comment on column batches.first_execution_run_id is 'First run of its chain: the same after it continued as new, a reset or a retry.';
    comment on column batches.started_at is 'When.';

    create table batch_documents (
      batch_id    bigint not null references batches on delete cascade,
      position    bigint not null check (position >= 0),
      source      text not null,
      input       jsonb not null,
      outcome     text check (outcome in ('published', 'unchanged', 'superseded', 'duplicate', 'failed')),
      document_id bigint references documents,
      version     integer,
      workflow_id text,
      stages      text[],
      stages_ms   double precision,
      tries       integer not null default 0,
      ended_at    timestamptz,
      primary key (batch_id, position),
      check ((outcome is null) = (ended_at is null))
    ) with (fillfactor = 80);
    create index batch_documents_by_document on batch_documents (document_id);
    comment on table batch_documents is 'The documents of a batch in the order in which they were listed, each with what became of it.';
    comment on column batch_documents.batch_id is 'The batch.';
    comment on column batch_documents.position is 'Place in the listing, from 0, without gaps.';
    comment on column batch_documents.source is 'Where it comes from, for a person to read: a path, a line of a file, an address.';
    comment on column batch_documents.input is 'How a worker gets it.';
    comment on column batch_documents.outcome is 'published, unchanged, superseded; duplicate: the same bytes of the same document came earlier in this batch; failed; null while it is not done.';
    comment on column batch_documents.document_id is 'The document, once it is known.';
    comment on column batch_documents.version is 'The version that it published, otherwise the one that readers saw then.';
    comment on column batch_documents.workflow_id is 'The run of its own (ingestDocument) that it was handed to, where it failed among others.';
    comment on column batch_documents.stages is 'The stages that ran for it in bulk; those that are missing the memo had. Null while it is not done, and where it had a run of its own.';
    comment on column batch_documents.stages_ms is 'Milliseconds that those took.';
    comment on column batch_documents.tries is 'How often it was begun alone, after its chunk had failed several times.';
    comment on column batch_documents.ended_at is 'When its outcome was known.';
  `.execute(db);
  await runSummary({ withBatches: true }).execute(db);
  await sql`
    create view batch_summary as
    select b.id as batch_id, b.workflow_id, b.kind, b.input, c.listed, c.published, c.unchanged, c.superseded, c.duplicate,
      c.failed, c.under_way, b.started_at, c.last_ended_at
    from batches b
    cross join lateral (
      select count(*) as listed,
        count(*) filter (where outcome = 'published') as published,
        count(*) filter (where outcome = 'unchanged') as unchanged,
        count(*) filter (where outcome = 'superseded') as superseded,
        count(*) filter (where outcome = 'duplicate') as duplicate,
        count(*) filter (where outcome = 'failed') as failed,
        count(*) filter (where outcome is null) as under_way,
        max(ended_at) as last_ended_at
      from batch_documents d
      where d.batch_id = b.id
    ) c;
    comment on view batch_summary is 'What became of the documents of each batch; batch_documents has them one by one.';
    comment on column batch_summary.batch_id is 'Number of the batch.';
    comment on column batch_summary.workflow_id is 'The workflow.';
    comment on column batch_summary.kind is 'ingest or reprocess.';
    comment on column batch_summary.input is 'What the workflow was given.';
    comment on column batch_summary.listed is 'Documents that were found so far: the sum of all that follow.';
    comment on column batch_summary.published is 'Of these, documents that got a version.';
    comment on column batch_summary.unchanged is 'Whose current version says the same.';
    comment on column batch_summary.superseded is 'Of which readers see something newer.';
    comment on column batch_summary.duplicate is 'The same bytes of the same document came earlier in this batch, and there was nothing to publish.';
    comment on column batch_summary.failed is 'That failed: see failed_documents.';
    comment on column batch_summary.under_way is 'Without an outcome: not begun, under way, or left where the batch was cancelled.';
    comment on column batch_summary.started_at is 'When the batch began.';
    comment on column batch_summary.last_ended_at is 'When the last outcome was known.';
  `.execute(db);
}

const BATCH_DOCUMENTS = sql`
  union all
  select coalesce(d.workflow_id, b.workflow_id), coalesce(v.run_id, b.first_execution_run_id), k.key, d.source,
    coalesce(d.outcome, 'under way'), v.version, cardinality(d.stages), d.stages_ms, null, null, c.captured_at, d.ended_at
  from batches b
  join batch_documents d on d.batch_id = b.id
  left join documents k on k.id = d.document_id
  left join document_versions v on d.outcome = 'published' and v.document_id = d.document_id and v.version = d.version
  left join lateral (
    select min(captured_at) as captured_at
    from captures c
    where c.document_id = d.document_id and c.source = d.source and c.first_execution_run_id = b.first_execution_run_id
  ) c on true
  -- What ended in a run of its own stands above.
  where d.outcome is null or d.workflow_id is null
`;

/** The view of migration 0010, with a row for each document of a batch instead of one for all. */
function runSummary({ withBatches }: { withBatches: boolean }) {
  const single = withBatches
    ? sql`where not exists (
        select from batches b
        where b.workflow_id = c.workflow_id and b.first_execution_run_id = c.first_execution_run_id)`
    : sql``;
  return sql`
    create or replace view run_summary as
    with runs as (
      select workflow_id, first_execution_run_id, min(captured_at) as captured_at, min(document_id) as document_id,
        min(source) as source
      from captures c ${single} group by 1, 2
    )
    select coalesce(f.workflow_id, r.workflow_id) as workflow_id,
      coalesce(v.run_id, o.run_id, f.run_id, r.first_execution_run_id) as run_id,
      coalesce(d.key, f.key) as document, coalesce(r.source, f.source) as source,
      case when v.version is not null then 'published' when o.outcome is not null then o.outcome
        when f.id is not null then 'failed' else 'under way' end as outcome,
      v.version, ran.stages_run, ran.stages_ms, coalesce(f.attempts, ran.attempts) as attempts,
      f.error_type || ': ' || f.message as error, r.captured_at, coalesce(v.created_at, o.ended_at, f.failed_at) as ended_at
    from runs r
    full join failures f
      on f.workflow_id = r.workflow_id and f.first_execution_run_id = r.first_execution_run_id
    left join documents d on d.id = coalesce(r.document_id, f.document_id)
    left join run_outcomes o
      on o.workflow_id = r.workflow_id and o.first_execution_run_id = r.first_execution_run_id
    left join lateral (
      select min(version) as version, min(run_id) as run_id, min(created_at) as created_at
      from document_versions v
      where v.workflow_id = r.workflow_id and v.first_execution_run_id = r.first_execution_run_id
    ) v on true
    left join lateral (
      select count(*) as stages_run, sum(duration_ms) as stages_ms, sum(attempt) as attempts
      from stage_results s
      where s.workflow_id = coalesce(r.workflow_id, f.workflow_id)
        and s.run_id in (r.first_execution_run_id, f.run_id, v.run_id, o.run_id)
    ) ran on true
    ${withBatches ? BATCH_DOCUMENTS : sql``};
    comment on view run_summary is ${sql.lit(
      withBatches
        ? 'What became of each run that took in or failed to take in a document, and of each document of a batch.'
        : 'What became of each run that took in or failed to take in a document.',
    )};
    comment on column run_summary.outcome is ${sql.lit(
      `published; unchanged: the current version says the same; superseded: readers see something newer; ${withBatches ? 'duplicate: the same bytes came earlier in the batch; ' : ''}failed; under way: none of these yet, also of a run that was terminated, or that found nothing new before outcomes were recorded.`,
    )};
  `;
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await sql`drop view batch_summary`.execute(db);
  await runSummary({ withBatches: false }).execute(db);
  await sql`drop table batch_documents; drop table batches`.execute(db);
}
