import { type Kysely, sql } from 'kysely';

const BEFORE = {
  runId: sql`coalesce(f.run_id, v.run_id, r.first_execution_run_id)`,
  outcome: sql`case when v.version is not null then 'published' when f.id is not null then 'failed' else 'nothing new' end`,
  endedAt: sql`coalesce(v.created_at, f.failed_at)`,
  join: sql``,
  runIds: sql`r.first_execution_run_id, f.run_id, v.run_id`,
  comment: 'published, failed, or nothing new (also while the run goes on).',
};

const AFTER: typeof BEFORE = {
  runId: sql`coalesce(v.run_id, o.run_id, f.run_id, r.first_execution_run_id)`,
  outcome: sql`case when v.version is not null then 'published' when o.outcome is not null then o.outcome
    when f.id is not null then 'failed' else 'under way' end`,
  endedAt: sql`coalesce(v.created_at, o.ended_at, f.failed_at)`,
  join: sql`left join run_outcomes o
    on o.workflow_id = r.workflow_id and o.first_execution_run_id = r.first_execution_run_id`,
  runIds: sql`r.first_execution_run_id, f.run_id, v.run_id, o.run_id`,
  comment:
    'published; unchanged: the current version says the same; superseded: readers see something newer; failed; under way: none of these yet, also of a run that was terminated, or that found nothing new before outcomes were recorded.',
};

/** The view of migration 0008, with what tells the outcome of a run. */
function runSummary({ runId, outcome, endedAt, join, runIds, comment }: typeof BEFORE) {
  return sql`
    create or replace view run_summary as
    with runs as (
      select workflow_id, first_execution_run_id, min(captured_at) as captured_at, min(document_id) as document_id,
        min(source) as source
      from captures group by 1, 2
    )
    select coalesce(f.workflow_id, r.workflow_id) as workflow_id, ${runId} as run_id,
      coalesce(d.key, f.key) as document, coalesce(r.source, f.source) as source, ${outcome} as outcome,
      v.version, ran.stages_run, ran.stages_ms, coalesce(f.attempts, ran.attempts) as attempts,
      f.error_type || ': ' || f.message as error, r.captured_at, ${endedAt} as ended_at
    from runs r
    full join failures f
      on f.workflow_id = r.workflow_id and f.first_execution_run_id = r.first_execution_run_id
    left join documents d on d.id = coalesce(r.document_id, f.document_id)
    ${join}
    left join lateral (
      select min(version) as version, min(run_id) as run_id, min(created_at) as created_at
      from document_versions v
      where v.workflow_id = r.workflow_id and v.first_execution_run_id = r.first_execution_run_id
    ) v on true
    left join lateral (
      select count(*) as stages_run, sum(duration_ms) as stages_ms, sum(attempt) as attempts
      from stage_results s
      where s.workflow_id = coalesce(r.workflow_id, f.workflow_id) and s.run_id in (${runIds})
    ) ran on true;
    comment on column run_summary.outcome is ${sql.lit(comment)};
  `;
}

/** How each run that went through ended: tells what is unchanged or superseded from what is under way. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table run_outcomes (
      workflow_id            text not null,
      first_execution_run_id text not null,
      run_id                 text not null,
      document_id            bigint not null,
      version                integer not null,
      outcome                text not null check (outcome in ('published', 'unchanged', 'superseded')),
      ended_at               timestamptz not null default clock_timestamp(),
      primary key (workflow_id, first_execution_run_id),
      foreign key (document_id, version) references document_versions on delete cascade
    );
    create index run_outcomes_by_document on run_outcomes (document_id, version);
    comment on table run_outcomes is 'How each run that did not fail ended, as it was first decided; failures has the others.';
    comment on column run_outcomes.workflow_id is 'The workflow.';
    comment on column run_outcomes.first_execution_run_id is 'First run of its chain: the same after a reset or retry.';
    comment on column run_outcomes.run_id is 'Run of that workflow.';
    comment on column run_outcomes.document_id is 'The document.';
    comment on column run_outcomes.version is 'The version that it published, otherwise the one that readers saw then.';
    comment on column run_outcomes.outcome is 'published, unchanged or superseded.';
    comment on column run_outcomes.ended_at is 'When that was decided.';
    create trigger immutable before update or delete on run_outcomes for each row execute function refuse_change();
    create trigger no_truncate before truncate on run_outcomes for each statement execute function refuse_change();
    insert into run_outcomes (workflow_id, first_execution_run_id, run_id, document_id, version, outcome, ended_at)
    select distinct on (workflow_id, first_execution_run_id)
      workflow_id, first_execution_run_id, run_id, document_id, version, 'published', created_at
    from document_versions order by workflow_id, first_execution_run_id, version;
  `.execute(db);
  await runSummary(AFTER).execute(db);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await runSummary(BEFORE).execute(db);
  await sql`drop table run_outcomes`.execute(db);
}
