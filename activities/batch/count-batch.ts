import { countBatchDocuments } from '../../db/batches.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { asActivity } from '../failures.ts';
import type { BatchCounts } from './types.ts';

/** Sums up the ledger of a batch, which is exact whatever died meanwhile. */
export function createCountBatch({ db }: ActivityDependencies) {
  return function countBatch({ batchId }: { batchId: number }): Promise<BatchCounts> {
    return asActivity(() => countBatchDocuments(db, batchId));
  };
}
