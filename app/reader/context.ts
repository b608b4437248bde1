import type { Kysely } from 'kysely';
import type { DB } from '../../db/types.ts';

/** What the pages and the API know. */
export interface ReaderContext {
  /** Reads only: see `db/reading/connect.ts`. */
  db: Kysely<DB>;
  /** `http://host:port` of the Temporal UI, without a slash at its end; null where nobody knows it. */
  temporalUi: string | null;
  /** Temporal namespace of the runs. */
  namespace: string;
  /** Task queue that commands to type start workflows on. */
  taskQueue: string;
}

/** Address of a run in the Temporal UI. @returns null where it is not known where the UI is. */
export function runAddress(
  { temporalUi, namespace }: Pick<ReaderContext, 'temporalUi' | 'namespace'>,
  workflowId: string,
  runId: string,
): string | null {
  if (temporalUi === null) return null;
  const [space, workflow, run] = [namespace, workflowId, runId].map(encodeURIComponent);
  return `${temporalUi}/namespaces/${space}/workflows/${workflow}/${run}/history`;
}
