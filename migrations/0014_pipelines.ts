import { type Kysely, sql } from 'kysely';

const STAGES = ['normalize', 'entities', 'attribution'];

const COMMENTS: Record<string, [string, Record<string, string>]> = {
  pipelines: [
    'The pipelines, and what readers have of each.',
    {
      pipeline: 'Number of the pipeline version: what promote --pipeline and rollback --pipeline take.',
      in_force: 'Whether it is that of the worker that started last.',
      normalize: 'Fingerprint of the stage.',
      entities: 'Fingerprint of the stage.',
      attribution: 'Fingerprint of the stage.',
      first_used_at: 'When a worker or reprocess first had it.',
      versions: 'Versions of documents that it made.',
      shown: 'Documents of which readers see such a version.',
    },
  ],
  stale_documents: [
    'Documents of which readers see something else than the pipeline in force would give, or of which it has not been asked: what reprocess does. Empty after it, but for documents that failed in it: those are in failed_documents too. Without a pipeline in force it is empty.',
    {
      document: 'Key of the document.',
      document_id: 'Number of the document.',
      version: 'The version that readers see.',
      capture_id: 'The sighting that it was made from.',
      stage: 'The first stage of which there is no result of today, or another than that of the version.',
      reason:
        'fingerprint: the stage has changed; input: the stage is the same, but not what it is given; unpublished: all results are there, as those of a copy, and the version does not have them.',
      made_by: 'Fingerprint of the stage as it was for the version.',
      today: 'Fingerprint of the stage in force.',
      changed_at: 'When that was first used.',
      versioned_at: 'When the version was published here.',
    },
  ],
  held_documents: [
    'Documents that were put back by hand: the pipeline in force gives a version that is here, made from the same sighting, and readers see another. Neither reprocess nor ingesting the same again changes that; promote does.',
    {
      document: 'Key of the document.',
      document_id: 'Number of the document.',
      version: 'The version that readers see.',
      held_version: 'The version that the pipeline in force gives.',
    },
  ],
  unequal_recomputations: [
    'Forced recomputations that gave something else than the memo has: the stage is not a pure function of its input, or its fingerprint does not cover all it is made of. A fault to report.',
    {
      stage: 'normalize, entities or attribution.',
      fingerprint: 'The stage version.',
      input_sha256: 'Hash of what the stage was given both times.',
      artifact_sha256: 'Hash of what it gave the first time; this stays.',
      recomputed_sha256: 'Hash of what it gave now; null where it failed.',
      stage_result_id: 'The result in the memo.',
      recomputed_at: 'When.',
      workflow_id: 'Workflow that computed it again.',
    },
  ],
};

/** Which stages belong together, which of them are in force, and what is not of today. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table pipeline_versions (
      id                     bigint primary key generated always as identity,
      normalize_stage        text not null generated always as ('normalize') stored,
      normalize_version_id   bigint not null,
      entities_stage         text not null generated always as ('entities') stored,
      entities_version_id    bigint not null,
      attribution_stage      text not null generated always as ('attribution') stored,
      attribution_version_id bigint not null,
      first_used_at          timestamptz not null default clock_timestamp(),
      unique (normalize_version_id, entities_version_id, attribution_version_id),
      foreign key (normalize_version_id, normalize_stage) references stage_versions (id, stage),
      foreign key (entities_version_id, entities_stage) references stage_versions (id, stage),
      foreign key (attribution_version_id, attribution_stage) references stage_versions (id, stage)
    );
    comment on table pipeline_versions is 'The three stages as they were used together.';
    comment on column pipeline_versions.id is 'Number of the pipeline version.';
    comment on column pipeline_versions.normalize_version_id is 'Its stage version of normalize.';
    comment on column pipeline_versions.entities_version_id is 'Its stage version of entities.';
    comment on column pipeline_versions.attribution_version_id is 'Its stage version of attribution.';
    comment on column pipeline_versions.first_used_at is 'When a worker or reprocess first had it.';
  `.execute(db);
  for (const stage of STAGES) {
    await sql`
      comment on column ${sql.ref(`pipeline_versions.${stage}_stage`)} is 'Has the database see to it that the stage version is one of this stage.'
    `.execute(db);
  }
  await sql`
    create table pipeline_in_force (
      one                 boolean primary key default true check (one),
      pipeline_version_id bigint not null references pipeline_versions,
      since               timestamptz not null default clock_timestamp()
    );
    comment on table pipeline_in_force is 'One row: the pipeline of the worker that started last. What it would give otherwise is stale.';
    comment on column pipeline_in_force.one is 'Always true, so that there is one row at most.';
    comment on column pipeline_in_force.pipeline_version_id is 'The pipeline.';
    comment on column pipeline_in_force.since is 'When it came into force.';

    create table recomputations (
      id              bigint primary key generated always as identity,
      stage_result_id bigint not null references stage_results,
      artifact_sha256 text check (artifact_sha256 ~ '^[0-9a-f]{64}$'),
      equal           boolean not null,
      duration_ms     double precision not null check (duration_ms >= 0),
      workflow_id     text not null,
      run_id          text not null,
      created_at      timestamptz not null default clock_timestamp(),
      check (not equal or artifact_sha256 is not null)
    );
    create index recomputations_by_result on recomputations (stage_result_id);
    create index recomputations_by_run on recomputations (workflow_id, run_id);
    create index recomputations_unequal on recomputations (id) where not equal;
    comment on table recomputations is 'What reprocess computed though the memo had it (force), and whether it came out the same. The memo stays as it is.';
    comment on column recomputations.id is 'Number of the recomputation.';
    comment on column recomputations.stage_result_id is 'The result in the memo.';
    comment on column recomputations.artifact_sha256 is 'Hash of what the stage gave now, as in artifacts; null where it failed.';
    comment on column recomputations.equal is 'Whether that is what it gave the first time.';
    comment on column recomputations.duration_ms is 'Milliseconds that the stage took.';
    comment on column recomputations.workflow_id is 'Workflow that computed it.';
    comment on column recomputations.run_id is 'Run of that workflow.';
    comment on column recomputations.created_at is 'When.';

    alter table failures add column input jsonb;
    comment on column failures.input is 'What the run was given, for another start; null where that was a text, whose bytes are stored, or could not be read.';
    -- A version may be pruned; how its runs ended is told as long as their captures are there.
    alter table run_outcomes drop constraint run_outcomes_document_id_version_fkey,
      add constraint run_outcomes_document_id_fkey foreign key (document_id) references documents on delete cascade;
    comment on column run_outcomes.version is 'The version that it published, otherwise the one that readers saw then; it may have been pruned since.';
    -- For pruning, which asks whether anything refers to bytes.
    create index failures_by_raw_document on failures (raw_sha256) where raw_sha256 is not null;
  `.execute(db);
  for (const table of ['pipeline_versions', 'recomputations']) {
    await sql`
      create trigger immutable before update or delete on ${sql.table(table)}
        for each row execute function refuse_change();
      create trigger no_truncate before truncate on ${sql.table(table)}
        for each statement execute function refuse_change();
    `.execute(db);
  }

  await sql`
    insert into pipeline_versions (normalize_version_id, entities_version_id, attribution_version_id, first_used_at)
    select t.stage_version_id, e.stage_version_id, a.stage_version_id, min(v.created_at)
    from document_versions v
    join stage_results t on t.id = v.text_result_id
    join stage_results e on e.id = v.entities_result_id
    join stage_results a on a.id = v.attribution_result_id
    group by 1, 2, 3 order by 4;
    insert into pipeline_in_force (pipeline_version_id)
    select id from pipeline_versions order by first_used_at desc, id desc limit 1;

    -- Inlined where it is called, so that a condition or limit on document_id reaches the tables.
    create function today_of(normalize_version bigint, entities_version bigint, attribution_version bigint)
    returns table (
      document_id bigint, version integer, capture_id bigint, stage text, stage_version_id bigint, versioned_at timestamptz,
      computed boolean, held_version integer
    ) language sql stable as $$
      select v.document_id, v.version, v.capture_id,
        case
          when n.artifact_id is distinct from v.text_artifact_id then 'normalize'
          when e.artifact_id is distinct from v.entities_artifact_id then 'entities'
          when a.artifact_id is distinct from v.attribution_artifact_id then 'attribution'
        end,
        case
          when n.artifact_id is distinct from v.text_artifact_id then t.stage_version_id
          when e.artifact_id is distinct from v.entities_artifact_id
            then (select r.stage_version_id from stage_results r where r.id = v.entities_result_id)
          when a.artifact_id is distinct from v.attribution_artifact_id
            then (select r.stage_version_id from stage_results r where r.id = v.attribution_result_id)
        end,
        v.created_at, a.id is not null,
        case when a.artifact_id <> v.attribution_artifact_id then (
          select max(w.version) from document_versions w
          where w.document_id = v.document_id and w.first_capture_id = v.first_capture_id
            and w.attribution_artifact_id = a.artifact_id
        ) end
      from documents d
      join document_versions v on v.document_id = d.id and v.version = d.current_version
      join stage_results t on t.id = v.text_result_id
      left join stage_results n on n.stage_version_id = today_of.normalize_version and n.input_sha256 = t.input_sha256
      left join artifacts text on text.id = n.artifact_id
      left join stage_results e on e.stage_version_id = today_of.entities_version and e.input_sha256 = text.sha256
      left join artifacts tagged on tagged.id = e.artifact_id
      left join stage_results a on a.stage_version_id = today_of.attribution_version and a.input_sha256 = tagged.sha256
    $$;
    comment on function today_of(bigint, bigint, bigint) is 'Compares the version of each document that readers see with what the memo has for its bytes by three stage versions. stage: the first stage that differs or has no result, by stage_version_id for the version; computed: the memo has all three; held_version: the version of the same sighting that has them. An attribution artifact rests on its text and entities, so comparing it compares all.';

    create view pipelines as
    select p.id as pipeline, f.pipeline_version_id is not null as in_force, p.first_used_at, n.fingerprint as normalize,
      m.fingerprint as entities, s.fingerprint as attribution, coalesce(made.versions, 0) as versions,
      coalesce(made.shown, 0) as shown
    from pipeline_versions p
    join stage_versions n on n.id = p.normalize_version_id
    join stage_versions m on m.id = p.entities_version_id
    join stage_versions s on s.id = p.attribution_version_id
    left join pipeline_in_force f on f.pipeline_version_id = p.id
    left join (
      select t.stage_version_id as normalize, e.stage_version_id as entities, a.stage_version_id as attribution,
        count(*) as versions, count(d.id) as shown
      from document_versions v
      join stage_results t on t.id = v.text_result_id
      join stage_results e on e.id = v.entities_result_id
      join stage_results a on a.id = v.attribution_result_id
      left join documents d on d.id = v.document_id and d.current_version = v.version
      group by 1, 2, 3
    ) made on made.normalize = p.normalize_version_id and made.entities = p.entities_version_id
      and made.attribution = p.attribution_version_id;

    create view stale_documents as
    select d.key as document, t.document_id, t.version, t.capture_id, t.stage,
      case when t.computed then 'unpublished' when before.id <> now.id then 'fingerprint' else 'input' end as reason,
      before.fingerprint as made_by, now.fingerprint as today, now.first_used_at as changed_at, t.versioned_at
    from pipeline_in_force f
    join pipeline_versions p on p.id = f.pipeline_version_id
    cross join lateral today_of(p.normalize_version_id, p.entities_version_id, p.attribution_version_id) t
    join documents d on d.id = t.document_id
    join stage_versions before on before.id = t.stage_version_id
    join stage_versions now on now.id = case t.stage
      when 'normalize' then p.normalize_version_id
      when 'entities' then p.entities_version_id
      else p.attribution_version_id end
    where t.stage is not null and t.held_version is null;

    create view held_documents as
    select d.key as document, t.document_id, t.version, t.held_version
    from pipeline_in_force f
    join pipeline_versions p on p.id = f.pipeline_version_id
    cross join lateral today_of(p.normalize_version_id, p.entities_version_id, p.attribution_version_id) t
    join documents d on d.id = t.document_id
    where t.held_version is not null;

    create view unequal_recomputations as
    select r.stage, v.fingerprint, r.input_sha256, a.sha256 as artifact_sha256, c.artifact_sha256 as recomputed_sha256,
      c.stage_result_id, c.created_at as recomputed_at, c.workflow_id
    from recomputations c
    join stage_results r on r.id = c.stage_result_id
    join stage_versions v on v.id = r.stage_version_id
    join artifacts a on a.id = r.artifact_id
    where not c.equal;
  `.execute(db);
  for (const [view, [comment, columns]] of Object.entries(COMMENTS)) {
    await sql`comment on view ${sql.table(view)} is ${sql.lit(comment)}`.execute(db);
    for (const [name, text] of Object.entries(columns)) {
      await sql`comment on column ${sql.ref(`${view}.${name}`)} is ${sql.lit(text)}`.execute(db);
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await sql`
    drop view unequal_recomputations;
    drop view held_documents;
    drop view stale_documents;
    drop view pipelines;
    drop function today_of;
    drop index failures_by_raw_document;
    alter table failures drop column input;
    alter table run_outcomes drop constraint run_outcomes_document_id_fkey,
      add constraint run_outcomes_document_id_version_fkey
        foreign key (document_id, version) references document_versions on delete cascade;
    comment on column run_outcomes.version is 'The version that it published, otherwise the one that readers saw then.';
    drop table recomputations;
    drop table pipeline_in_force;
    drop table pipeline_versions;
  `.execute(db);
}
