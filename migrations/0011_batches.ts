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
    comment on column batch_documents.ended_at is 'When its outcome was known.';
  `.execute(db);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await sql`drop table batch_documents; drop table batches`.execute(db);
}
