import { sql } from 'kysely';
import type { Database } from '../../../db/connection.ts';

/** Gives every current article many more documents, with keys `many/1`, `many/2` …, which have the same facts. */
export async function multiply(db: Database, documents: number): Promise<void> {
  await sql`
    with articles as (
      select v.*, row_number() over (order by d.id) - 1 as n, count(*) over () as of
      from documents d join document_versions v on v.document_id = d.id and v.version = d.current_version
    ), made as (
      insert into documents (key) select 'many/' || i from generate_series(1, ${documents}::integer) i returning id, key
    ), seen as (
      insert into captures (document_id, source, raw_sha256, workflow_id, run_id, first_execution_run_id)
      select m.id, m.key, a.raw_sha256, 'many', 'many', 'many'
      from made m join articles a on a.n = substr(m.key, 6)::integer % a.of
      returning id, document_id, source
    )
    insert into document_versions (document_id, version, source, raw_sha256, capture_id, first_capture_id, text_result_id,
      entities_result_id, attribution_result_id, text_artifact_id, entities_artifact_id, attribution_artifact_id,
      workflow_id, run_id, first_execution_run_id)
    select s.document_id, 1, s.source, a.raw_sha256, s.id, s.id, a.text_result_id, a.entities_result_id,
      a.attribution_result_id, a.text_artifact_id, a.entities_artifact_id, a.attribution_artifact_id, 'many', 'many', 'many'
    from seen s join articles a on a.n = substr(s.source, 6)::integer % a.of
  `.execute(db);
  await sql`update documents set current_version = 1 where current_version is null`.execute(db);
  await sql`analyze documents; analyze document_versions; analyze captures`.execute(db);
}
