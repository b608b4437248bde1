import { type Kysely, sql } from 'kysely';

/** What the stages are, what they gave, and the memo that spares running them twice. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table stage_versions (
      id          bigint primary key generated always as identity,
      stage       text not null check (stage in ('normalize', 'entities', 'attribution')),
      fingerprint text not null check (fingerprint <> ''),
      detail      jsonb not null default '{}',
      first_used_at timestamptz not null default now(),
      unique (stage, fingerprint),
      unique (id, stage)
    );
    comment on table stage_versions is 'A stage as it was at one time, known by the fingerprint of its code, models, configuration and text-handling dependencies.';
    comment on column stage_versions.id is 'Number of the stage version.';
    comment on column stage_versions.stage is 'normalize, entities or attribution.';
    comment on column stage_versions.fingerprint is 'Computed hash; any change to what the stage is made of gives another.';
    comment on column stage_versions.detail is 'What the fingerprint was computed from, for a person to compare.';
    comment on column stage_versions.first_used_at is 'When a worker first ran it.';

    create table artifacts (
      id                    bigint primary key generated always as identity,
      stage                 text not null check (stage in ('normalize', 'entities', 'attribution')),
      sha256                text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      status                text not null check (status in ('normalized', 'tagged', 'attributed', 'unsupported-language')),
      text_artifact_id      bigint references artifacts,
      entities_artifact_id  bigint references artifacts,
      created_at            timestamptz not null default now(),
      unique (stage, sha256),
      unique (id, stage),
      unique (id, text_artifact_id),
      unique (id, entities_artifact_id),
      foreign key (entities_artifact_id, text_artifact_id) references artifacts (id, text_artifact_id),
      constraint artifacts_rest_on_earlier_stages check (
        case stage
          when 'normalize' then text_artifact_id is null and entities_artifact_id is null
          when 'entities' then text_artifact_id is not null and entities_artifact_id is null
          else text_artifact_id is not null and entities_artifact_id is not null
        end
      )
    );
    create index artifacts_by_text on artifacts (text_artifact_id);
    create index artifacts_by_entities on artifacts (entities_artifact_id);
    comment on table artifacts is 'One immutable output of a stage, addressed by its content. Its rows are in texts, entities, attributions and their children.';
    comment on column artifacts.id is 'Number of the artifact.';
    comment on column artifacts.stage is 'The stage that gives such an output.';
    comment on column artifacts.sha256 is 'SHA-256 of the output as canonical JSON, together with the hash of the artifact that it rests on.';
    comment on column artifacts.status is 'normalized, tagged or attributed; unsupported-language where the stage reads only other languages.';
    comment on column artifacts.text_artifact_id is 'The normalised text that its offsets count in; null for a normalised text itself.';
    comment on column artifacts.entities_artifact_id is 'The entities that its speakers are taken from; null for other stages than attribution.';
    comment on column artifacts.created_at is 'When this output was first given.';

    create table stage_results (
      id               bigint primary key generated always as identity,
      stage            text not null,
      stage_version_id bigint not null,
      input_sha256     text not null check (input_sha256 ~ '^[0-9a-f]{64}$'),
      artifact_id      bigint not null,
      duration_ms      double precision not null check (duration_ms >= 0),
      attempt          integer not null check (attempt >= 1),
      workflow_id      text not null,
      run_id           text not null,
      created_at       timestamptz not null default now(),
      unique (stage_version_id, input_sha256),
      unique (id, artifact_id),
      foreign key (stage_version_id, stage) references stage_versions (id, stage),
      foreign key (artifact_id, stage) references artifacts (id, stage)
    );
    create index stage_results_by_artifact on stage_results (artifact_id);
    create index stage_results_by_workflow on stage_results (workflow_id, run_id);
    comment on table stage_results is 'The memo: this input through this stage version gave that artifact.';
    comment on column stage_results.id is 'Number of the result.';
    comment on column stage_results.stage is 'The stage, the same as that of its version and of its artifact.';
    comment on column stage_results.stage_version_id is 'The stage version that ran.';
    comment on column stage_results.input_sha256 is 'Hash of everything the stage was given.';
    comment on column stage_results.artifact_id is 'What it gave.';
    comment on column stage_results.duration_ms is 'Milliseconds that the stage took, without storing.';
    comment on column stage_results.attempt is 'Which attempt of the activity succeeded, from 1.';
    comment on column stage_results.workflow_id is 'Workflow that ran it.';
    comment on column stage_results.run_id is 'Run of that workflow.';
    comment on column stage_results.created_at is 'When.';
  `.execute(db);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await sql`drop table stage_results; drop table artifacts; drop table stage_versions`.execute(db);
}
