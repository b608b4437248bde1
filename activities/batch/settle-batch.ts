import { recordEndings } from '../../db/batch-documents.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { asActivity } from '../failures.ts';
import type { SettleRequest } from './types.ts';

/** Records what became of documents in runs of their own; of one that has an outcome already, nothing. */
export function createSettleBatch({ db }: ActivityDependencies) {
  return function settleBatch({ batchId, documents }: SettleRequest): Promise<void> {
    return asActivity(() => recordEndings(db, batchId, documents));
  };
}
