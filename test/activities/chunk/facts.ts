import { sql } from 'kysely';
import type { Database } from '../../../db/connection.ts';
import { PAYLOAD_TABLES } from '../../../db/rows/payload.ts';

/** Rows of an artifact, told by its address instead of its number. */
const PAYLOADS = PAYLOAD_TABLES.map((table): [string, string] => [
  table,
  `select to_jsonb(t) - 'artifact_id' - 'entities_artifact_id' || jsonb_build_object('artifact', a.sha256)
   from ${table} t join artifacts a on a.id = t.artifact_id`,
]);

const OTHERS: [string, string][] = [
  ['raw_documents', `select to_jsonb(t) - 'stored_at' from raw_documents t`],
  ['documents', `select jsonb_build_object('key', key, 'current_version', current_version) from documents`],
  [
    'captures',
    `select jsonb_build_object('key', d.key, 'source', c.source, 'raw', c.raw_sha256, 'type', c.content_type, 'url', c.url)
     from captures c join documents d on d.id = c.document_id`,
  ],
  [
    'artifacts',
    `select jsonb_build_object('stage', a.stage, 'sha256', a.sha256, 'status', a.status, 'text', t.sha256, 'entities', e.sha256)
     from artifacts a left join artifacts t on t.id = a.text_artifact_id
     left join artifacts e on e.id = a.entities_artifact_id`,
  ],
  [
    'stage_results',
    `select jsonb_build_object('stage', r.stage, 'input', r.input_sha256, 'gave', a.sha256)
     from stage_results r join artifacts a on a.id = r.artifact_id`,
  ],
  [
    'text_origins',
    `select to_jsonb(o) - 'stage_result_id' || jsonb_build_object('input', r.input_sha256)
     from text_origins o join stage_results r on r.id = o.stage_result_id`,
  ],
  [
    'text_signatures',
    `select to_jsonb(s) - 'text_artifact_id' || jsonb_build_object('text', a.sha256)
     from text_signatures s join artifacts a on a.id = s.text_artifact_id`,
  ],
  [
    'document_versions',
    `select jsonb_build_object('key', d.key, 'version', v.version, 'source', v.source, 'raw', v.raw_sha256,
       'text', t.sha256, 'entities', e.sha256, 'attribution', a.sha256)
     from document_versions v join documents d on d.id = v.document_id
     join artifacts t on t.id = v.text_artifact_id
     join artifacts e on e.id = v.entities_artifact_id
     join artifacts a on a.id = v.attribution_artifact_id`,
  ],
];

/** All that is known of documents, without what tells one run from another: numbers, times, workflows. */
export async function facts(db: Database): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const [table, select] of [...OTHERS, ...PAYLOADS]) {
    const { rows } = await sql<{
      row: string;
    }>`select row::text from (${sql.raw(select)}) as t (row) order by 1`.execute(db);
    all[table] = rows.map(({ row }) => row);
  }
  return all;
}
