import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../connection.ts';
import { type ArticleFilter, conditionsOf } from './documents.ts';
import { beyond, by, type Cursor, type Page, pageOf, placeOf } from './page.ts';

/** A document that could not be processed, and has not gone through since. */
export interface OpenFailure {
  id: number;
  /** What was to be ingested, as it was given. */
  source: string | null;
  /** Key of the document, where it was known already. */
  key: string | null;
  /** The document, where readers see a version of it. */
  documentId: number | null;
  /** Title of that version. */
  title: string | null;
  stage: string;
  errorType: string;
  /** What was wrong, with the value, and what to do. */
  message: string;
  attempts: number;
  failedAt: Date;
  workflowId: string;
  runId: string;
  place: string;
}

/** Which failures are wanted; what is left out restricts nothing, what is there of an article demands one that readers see. */
export interface FailureFilter extends ArticleFilter {
  /** Part of source, key or message, in any case. */
  search?: string;
  errorType?: string;
  stage?: string;
}

const ORDER = ['f.failed_at', 'f.id'];

/** Open failures, the last first: what the view `failed_documents` has. @param limit failures of a page. */
export async function listOpenFailures(
  db: Database,
  filter: FailureFilter,
  cursor: Cursor | null,
  limit: number,
): Promise<Page<OpenFailure>> {
  const { rows } = await sql<OpenFailure>`
    select f.id, f.source, coalesce(d.key, f.key) as key, v.document_id as "documentId", t.title, f.stage,
      f.error_type as "errorType", f.message, f.attempts, f.failed_at as "failedAt", f.workflow_id as "workflowId",
      f.run_id as "runId", ${placeOf(ORDER)} as place
    from failures f
    left join documents d on d.id = f.document_id
    left join document_versions v on v.document_id = d.id and v.version = d.current_version
    left join texts t on t.artifact_id = v.text_artifact_id
    where f.resolved_at is null and ${failureConditions(filter)} and ${beyond(ORDER, cursor)}
    order by ${by(ORDER, cursor)} limit ${limit + 1}
  `.execute(db);
  return pageOf(rows, cursor, limit);
}

/** How many failures are open, by error type and stage. */
export async function countOpenFailures(
  db: Database,
): Promise<{ errorType: string; stage: string; failures: number }[]> {
  return db
    .selectFrom('failures')
    .select(({ fn }) => ['error_type as errorType', 'stage', fn.countAll<number>().as('failures')])
    .where('resolved_at', 'is', null)
    .groupBy(['error_type', 'stage'])
    .orderBy('failures', 'desc')
    .orderBy('error_type')
    .orderBy('stage')
    .execute();
}

function failureConditions({ search, errorType, stage, ...article }: FailureFilter): RawBuilder<unknown> {
  const conditions = [conditionsOf(article)];
  if (errorType !== undefined) conditions.push(sql`f.error_type = ${errorType}`);
  if (stage !== undefined) conditions.push(sql`f.stage = ${stage}`);
  if (search !== undefined) {
    const text = sql`lower(concat_ws(' ', f.source, d.key, f.key, f.message))`;
    conditions.push(sql`position(lower(${search}::text) in ${text}) > 0`);
  }
  return sql.join(conditions, sql` and `);
}
