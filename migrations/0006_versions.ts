import { type Kysely, sql } from 'kysely';

/** What readers see: the versions of a document; and what could not be processed. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table document_versions (
      document_id             bigint not null references documents,
      version                 integer not null check (version >= 1),
      source                  text not null,
      raw_sha256              text not null references raw_documents,
      capture_id              bigint not null,
      first_capture_id        bigint not null,
      text_result_id          bigint not null,
      entities_result_id      bigint not null,
      attribution_result_id   bigint not null,
      text_artifact_id        bigint not null,
      entities_artifact_id    bigint not null,
      attribution_artifact_id bigint not null,
      workflow_id             text not null,
      run_id                  text not null,
      first_execution_run_id  text not null,
      created_at              timestamptz not null default clock_timestamp(),
      primary key (document_id, version),
      foreign key (capture_id, document_id) references captures (id, document_id),
      foreign key (first_capture_id, document_id) references captures (id, document_id),
      foreign key (text_result_id, text_artifact_id) references stage_results (id, artifact_id),
      foreign key (entities_result_id, entities_artifact_id) references stage_results (id, artifact_id),
      foreign key (attribution_result_id, attribution_artifact_id) references stage_results (id, artifact_id),
      foreign key (text_artifact_id) references texts (artifact_id),
      foreign key (entities_artifact_id, text_artifact_id) references artifacts (id, text_artifact_id),
      foreign key (attribution_artifact_id, entities_artifact_id) references artifacts (id, entities_artifact_id)
    );
    create index document_versions_by_run on document_versions (workflow_id, first_execution_run_id);
    create index document_versions_by_raw_document on document_versions (raw_sha256);
    create index document_versions_by_text on document_versions (text_artifact_id);
    create index document_versions_by_entities on document_versions (entities_artifact_id);
    create index document_versions_by_attribution on document_versions (attribution_artifact_id);
    create index document_versions_by_time on document_versions (created_at);
    comment on table document_versions is 'The versions of a document: raw bytes, what each stage made of them, and the run that published it.';
    comment on column document_versions.document_id is 'The document.';
    comment on column document_versions.version is '1, 2, 3 …';
    comment on column document_versions.source is 'Where its bytes came from.';
    comment on column document_versions.raw_sha256 is 'Its bytes.';
    comment on column document_versions.capture_id is 'The capture that it was made from.';
    comment on column document_versions.first_capture_id is 'The capture since which this source has given these bytes without a change.';
    comment on column document_versions.text_result_id is 'The run of normalize that gave its text; text_origins has the map back to the raw text.';
    comment on column document_versions.entities_result_id is 'The run of entities.';
    comment on column document_versions.attribution_result_id is 'The run of attribution.';
    comment on column document_versions.text_artifact_id is 'Its text: texts, paragraphs, sentences.';
    comment on column document_versions.entities_artifact_id is 'Its entities and mentions.';
    comment on column document_versions.attribution_artifact_id is 'Its attributions and credits.';
    comment on column document_versions.workflow_id is 'Workflow that published it.';
    comment on column document_versions.run_id is 'Run of that workflow.';
    comment on column document_versions.first_execution_run_id is 'First run of its chain: the same after a reset or retry.';
    comment on column document_versions.created_at is 'When it was published here; the article''s own date is in texts.published.';

    alter table documents add constraint documents_current_version
      foreign key (id, current_version) references document_versions (document_id, version);

    create table failures (
      id                     bigint primary key generated always as identity,
      stage                  text not null,
      error_type             text not null,
      message                text not null,
      attempts               integer not null check (attempts >= 0),
      source                 text,
      key                    text,
      document_id            bigint references documents,
      raw_sha256             text references raw_documents,
      workflow_id            text not null,
      run_id                 text not null,
      first_execution_run_id text not null,
      failed_at              timestamptz not null default now(),
      resolved_at            timestamptz,
      unique (workflow_id, first_execution_run_id)
    );
    create index failures_open_by_key on failures using hash (key) where resolved_at is null;
    create index failures_open_by_source on failures using hash (source) where resolved_at is null;
    create index failures_open_by_document on failures (document_id) where resolved_at is null;
    create index failures_by_time on failures (failed_at);
    comment on table failures is 'Documents that could not be processed.';
    comment on column failures.id is 'Number of the failure.';
    comment on column failures.stage is 'Where it stopped: acquire, normalize, entities, attribution or publish.';
    comment on column failures.error_type is 'What is wrong, by name: UnsupportedType, TooLarge, MalformedInput, StageFailed …';
    comment on column failures.message is 'What was wrong, with the value, and what to do.';
    comment on column failures.attempts is 'How often it was tried.';
    comment on column failures.source is 'What was to be ingested, as it was given.';
    comment on column failures.key is 'Key of the document, where it was known already.';
    comment on column failures.document_id is 'The document, where it was known already.';
    comment on column failures.raw_sha256 is 'Its bytes, where they were stored already.';
    comment on column failures.workflow_id is 'Workflow to look at.';
    comment on column failures.run_id is 'Run of that workflow.';
    comment on column failures.first_execution_run_id is 'First run of its chain: the same after a reset or retry.';
    comment on column failures.failed_at is 'When.';
    comment on column failures.resolved_at is 'When the same key or source went through at last; null while it is open.';
  `.execute(db);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await sql`
    drop table failures;
    alter table documents drop constraint documents_current_version;
    drop table document_versions;
  `.execute(db);
}
