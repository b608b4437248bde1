import type { Database } from '../connection.ts';

/** A document that could not be processed. */
export interface FailureSummary {
  id: number;
  key: string | null;
  source: string | null;
  stage: string;
  errorType: string;
  message: string;
  attempts: number;
  failedAt: string;
  /** When the same key or source went through at last; null while it has not. */
  resolvedAt: string | null;
  rawSha256: string | null;
  workflowId: string;
  runId: string;
}

/**
 * Failures, the last first.
 * @param filter.state `open`: not mended since. `resolved`: mended.
 * @param page.before only those of lower numbers.
 */
export async function listFailures(
  db: Database,
  filter: { state: 'open' | 'resolved' | 'all'; errorType?: string; stage?: string },
  page: { before?: number; limit: number },
): Promise<FailureSummary[]> {
  let query = db
    .selectFrom('failures')
    .select(['id', 'key', 'source', 'stage', 'error_type', 'message', 'attempts', 'failed_at', 'resolved_at'])
    .select(['raw_sha256', 'workflow_id', 'run_id'])
    .orderBy('id', 'desc')
    .limit(page.limit);
  if (page.before !== undefined) query = query.where('id', '<', page.before);
  if (filter.state !== 'all') query = query.where('resolved_at', filter.state === 'open' ? 'is' : 'is not', null);
  if (filter.errorType !== undefined) query = query.where('error_type', '=', filter.errorType);
  if (filter.stage !== undefined) query = query.where('stage', '=', filter.stage);
  return (await query.execute()).map((row) => ({
    id: row.id,
    key: row.key,
    source: row.source,
    stage: row.stage,
    errorType: row.error_type,
    message: row.message,
    attempts: row.attempts,
    failedAt: row.failed_at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    rawSha256: row.raw_sha256,
    workflowId: row.workflow_id,
    runId: row.run_id,
  }));
}
