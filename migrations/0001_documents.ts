import { type Kysely, sql } from 'kysely';

/** What came in: bytes, the documents they belong to, and when they were seen. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table raw_documents (
      sha256       text primary key,
      content      bytea not null,
      content_type text,
      byte_length  integer not null generated always as (octet_length(content)) stored,
      stored_at    timestamptz not null default now(),
      constraint raw_documents_addressed_by_content check (sha256 = encode(sha256(content), 'hex'))
    );
    comment on table raw_documents is 'The bytes exactly as they came, addressed by their hash; never changed.';
    comment on column raw_documents.sha256 is 'SHA-256 of the content, 64 lower-case hexadecimal digits.';
    comment on column raw_documents.content is 'The bytes.';
    comment on column raw_documents.content_type is 'Media type declared when the bytes were first stored; each capture has its own.';
    comment on column raw_documents.byte_length is 'Number of bytes.';
    comment on column raw_documents.stored_at is 'When the bytes were first stored.';

    create table documents (
      id              bigint primary key generated always as identity,
      key             text not null unique check (octet_length(key) between 1 and 2048),
      current_version integer,
      created_at      timestamptz not null default now()
    );
    comment on table documents is 'One article over time.';
    comment on column documents.id is 'Number of the document.';
    comment on column documents.key is 'Stable key: canonical address, path under the raw root, or the key its sender gave.';
    comment on column documents.current_version is 'The one pointer that says which version readers see; null until the first is published.';
    comment on column documents.created_at is 'When the document was first seen.';

    create table captures (
      id                     bigint primary key generated always as identity,
      document_id            bigint not null references documents,
      source                 text not null check (octet_length(source) between 1 and 2048),
      raw_sha256             text not null references raw_documents,
      content_type           text,
      url                    text,
      etag                   text,
      last_modified          text,
      captured_at            timestamptz not null default now(),
      workflow_id            text not null,
      run_id                 text not null,
      first_execution_run_id text not null,
      unique (document_id, source, raw_sha256, first_execution_run_id),
      unique (id, document_id)
    );
    create index captures_by_source on captures (document_id, source, id);
    create index captures_by_raw_document on captures (raw_sha256);
    create index captures_by_time on captures (captured_at);
    create index captures_by_workflow on captures (workflow_id);
    comment on table captures is 'Which bytes were seen for a document, when, where, and by which run. A workflow that is reset adds no row.';
    comment on column captures.id is 'Number of the capture; a later capture has a higher one.';
    comment on column captures.document_id is 'The document that the bytes belong to.';
    comment on column captures.source is 'Where they came from: raw/NAME, raw/NAME.jsonl#ID, an address, or inline.';
    comment on column captures.raw_sha256 is 'The bytes.';
    comment on column captures.content_type is 'Media type as declared at this capture.';
    comment on column captures.url is 'Address that relative links and dates are read against, if any.';
    comment on column captures.etag is 'ETag of the HTTP response, for conditional requests.';
    comment on column captures.last_modified is 'Last-Modified of the HTTP response, verbatim.';
    comment on column captures.captured_at is 'When.';
    comment on column captures.workflow_id is 'Workflow that saw them.';
    comment on column captures.run_id is 'Run of that workflow.';
    comment on column captures.first_execution_run_id is 'First run of its chain: the same after a reset or retry.';
  `.execute(db);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await sql`drop table captures; drop table documents; drop table raw_documents`.execute(db);
}
