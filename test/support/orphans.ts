import { sql } from 'kysely';
import type { Database } from '../../db/connection.ts';

/** What must not be there, by what is wrong with it: rows that nothing leads to, or that lead to nothing. */
const ORPHANS: Record<string, string> = {
  'artifact that no result gives': `
    select a.id from artifacts a where not exists (select from stage_results r where r.artifact_id = a.id)`,
  'text without an artifact of normalize': `
    select t.artifact_id from texts t left join artifacts a on a.id = t.artifact_id and a.stage = 'normalize'
    where a.id is null`,
  'artifact of normalize without a text': `
    select a.id from artifacts a left join texts t on t.artifact_id = a.id
    where a.stage = 'normalize' and t.artifact_id is null`,
  'result of normalize without its origin': `
    select r.id from stage_results r left join text_origins o on o.stage_result_id = r.id
    where r.stage = 'normalize' and o.stage_result_id is null`,
  'origin of another stage': `
    select o.stage_result_id from text_origins o join stage_results r on r.id = o.stage_result_id
    where r.stage <> 'normalize'`,
  'result of entities whose input is not there': `
    select r.id from stage_results r left join artifacts i on i.stage = 'normalize' and i.sha256 = r.input_sha256
    where r.stage = 'entities' and i.id is null`,
  'result of attribution whose input is not there': `
    select r.id from stage_results r left join artifacts i on i.stage = 'entities' and i.sha256 = r.input_sha256
    where r.stage = 'attribution' and i.id is null`,
  'entity without an artifact of entities': `
    select e.artifact_id from entities e left join artifacts a on a.id = e.artifact_id and a.stage = 'entities'
    where a.id is null`,
  'mention without an artifact of entities': `
    select m.artifact_id from mentions m left join artifacts a on a.id = m.artifact_id and a.stage = 'entities'
    where a.id is null`,
  'link without its entity': `
    select l.artifact_id from entity_links l
    left join entities e on e.artifact_id = l.artifact_id and e.ordinal = l.entity where e.artifact_id is null`,
  'entity of a version without a link, or a reason for none': `
    select e.artifact_id from document_versions v
    join entities e on e.artifact_id = v.entities_artifact_id and e.type in ('PER', 'LOC', 'ORG')
    where not exists (select from entity_links l where l.artifact_id = e.artifact_id and l.entity = e.ordinal)`,
  'attribution or credit without an artifact of attribution': `
    select p.artifact_id from (select artifact_id from attributions union select artifact_id from credits) p
    left join artifacts a on a.id = p.artifact_id and a.stage = 'attribution' where a.id is null`,
  'version whose results rest on other bytes': `
    select v.document_id from document_versions v join text_origins o on o.stage_result_id = v.text_result_id
    join captures c on c.id = v.capture_id
    where o.raw_sha256 <> v.raw_sha256 or c.raw_sha256 <> v.raw_sha256`,
  'version without a step of its lineage': `
    select v.document_id from document_versions v join documents d on d.id = v.document_id
    left join lineage l on l.document_id = v.document_id and l.version = v.version
    group by v.document_id, v.version having count(l.stage) <> 3`,
  'document without a current version': `
    select d.id from documents d
    where d.current_version is null and exists (select from document_versions v where v.document_id = d.id)`,
  'two equal versions one after the other': `
    select v.document_id from (
      select document_id, attribution_artifact_id,
        lag(attribution_artifact_id) over (partition by document_id, first_capture_id order by version) as before
      from document_versions) v
    where v.attribution_artifact_id = v.before`,
  'bytes that nothing refers to': `
    select w.sha256 from raw_documents w
    where not exists (select from captures c where c.raw_sha256 = w.sha256)
      and not exists (select from failures f where f.raw_sha256 = w.sha256)
      and not exists (select from batch_documents b where b.input->>'rawSha256' = w.sha256)`,
  'outcome of a run that saw nothing': `
    select o.workflow_id from run_outcomes o where not exists (
      select from captures c
      where c.workflow_id = o.workflow_id and c.first_execution_run_id = o.first_execution_run_id)`,
  'signature of no text': `
    select s.text_artifact_id from text_signatures s left join texts t on t.artifact_id = s.text_artifact_id
    where t.artifact_id is null`,
};

/** Counts what must not be there; nothing where all is well. */
export async function findOrphans(db: Database): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [what, rows] of Object.entries(ORPHANS)) {
    const { rows: counts } = await sql<{ count: number }>`
      select count(*) as count from (${sql.raw(rows)}) orphans
    `.execute(db);
    if (counts[0].count > 0) found[what] = counts[0].count;
  }
  return found;
}
