import { ApplicationFailure, Context } from '@temporalio/activity';
import { recordCapture } from '../db/captures.ts';
import { inTransaction } from '../db/connection.ts';
import { upsertDocument } from '../db/documents.ts';
import { storeRawDocument } from '../db/raw-documents.ts';
import { DocumentError } from '../stages/errors.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { asActivity } from './failures.ts';
import { type Pulse, withHeartbeats } from './heartbeat.ts';
import { currentRun } from './run.ts';
import { checkInput } from './sources/input.ts';
import { documentKey } from './sources/key.ts';
import { loadDocument } from './sources/load.ts';
import { type Fetched, FetchFault, fetchDocument } from './sources/web.ts';
import { countedTry, type Tries, TriesExhausted } from './tries.ts';
import type { Acquired, AcquireRequest } from './types.ts';

/** Fetches of one address, with a growing pause between them: about half a minute for a server that is busy. */
const FETCH_TRIES = 6;

/**
 * Gets a document's bytes and stores them, with the document they belong to and the capture. A later attempt, or a reset,
 * that sees the same bytes writes nothing new.
 */
export function createAcquire({ db, sources, searchable }: ActivityDependencies) {
  return function acquire({ input, firstExecutionRunId }: AcquireRequest): Promise<Acquired> {
    const fetch = (address: string, pulse: Pulse<Tries>) =>
      tryFetch(pulse, () => fetchDocument(address, sources, Context.current().cancellationSignal), address);
    return asActivity(() =>
      withHeartbeats<Tries, Acquired>(async (pulse) => {
        const loaded = await loadDocument(checkInput(input), sources, db, (address) => fetch(address, pulse));
        const key = documentKey(loaded);
        const { bytes, source, contentType, url, etag, lastModified } = loaded;
        return inTransaction(db, async (transaction) => {
          const rawSha256 = await storeRawDocument(transaction, { bytes, contentType });
          const documentId = await upsertDocument(transaction, key);
          const run = currentRun(firstExecutionRunId);
          const capture = { documentId, source, rawSha256, contentType, url, etag, lastModified };
          await recordCapture(transaction, { ...capture, ...run });
          const { attempt } = Context.current().info;
          const acquired = { documentId, key, source, rawSha256, byteLength: bytes.length, contentType, url, attempt };
          return searchable ? { ...acquired, searchable } : acquired;
        });
      }),
    );
  };
}

/** Leaves pauses and repetition to Temporal, but not without limit: what is away for long is `Unreachable`. */
async function tryFetch(pulse: Pulse<Tries>, work: () => Promise<Fetched>, address: string): Promise<Fetched> {
  try {
    const begun = (begin: () => void) => {
      begin();
      return work();
    };
    return await countedTry(pulse, FETCH_TRIES, begun, (error) => error instanceof DocumentError);
  } catch (error) {
    if (error instanceof TriesExhausted) {
      throw new DocumentError('Unreachable', `gave up on ${address}: ${error.message}; start the run again later`, {
        cause: error,
      });
    }
    if (error instanceof FetchFault && error.retryAfter !== undefined) {
      throw ApplicationFailure.create({
        type: error.name,
        message: error.message,
        nextRetryDelay: error.retryAfter,
        cause: error,
      });
    }
    throw error;
  }
}
