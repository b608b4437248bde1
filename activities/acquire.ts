import { Context } from '@temporalio/activity';
import { recordCapture } from '../db/captures.ts';
import { inTransaction } from '../db/connection.ts';
import { upsertDocument } from '../db/documents.ts';
import { storeRawDocument } from '../db/raw-documents.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { asActivity } from './failures.ts';
import { withHeartbeats } from './heartbeat.ts';
import { currentRun } from './run.ts';
import { addressBytes } from './sources/bytes.ts';
import { checkInput } from './sources/input.ts';
import { documentKey } from './sources/key.ts';
import { loadDocument } from './sources/load.ts';
import { loadPart, type Part } from './sources/part.ts';
import { tryFetch } from './sources/try-fetch.ts';
import { fetchDocument } from './sources/web.ts';
import type { Tries } from './tries.ts';
import type { Acquired, AcquireRequest } from './types.ts';

/**
 * Gets a document's bytes and stores them, with the document they belong to and the capture. A later attempt, or a reset,
 * that sees the same bytes writes nothing new.
 */
export function createAcquire({ db, sources, searchable }: ActivityDependencies) {
  return function acquire({ input, firstExecutionRunId }: AcquireRequest): Promise<Acquired> {
    const { cancellationSignal } = Context.current();
    const fetch = (address: string) => fetchDocument(address, sources, cancellationSignal);
    const fetchPart = (address: string, part: Part) =>
      loadPart(addressBytes(address, sources, cancellationSignal), part, sources.maxBytes);
    return asActivity(() =>
      withHeartbeats<Tries, Acquired>(async (pulse) => {
        const loaded = await loadDocument(
          checkInput(input),
          sources,
          db,
          (address) => tryFetch(pulse, () => fetch(address), address),
          (address, part) => tryFetch(pulse, () => fetchPart(address, part), address),
        );
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
