import { Context } from '@temporalio/activity';
import { type ListedDocument, saveListed } from '../../db/batch-listing.ts';
import { loadBatchInput } from '../../db/batches.ts';
import { type NewRawDocument, storeRawDocuments } from '../../db/raw-documents.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { asActivity } from '../failures.ts';
import { withHeartbeats } from '../heartbeat.ts';
import { checkBatchInput } from './input.ts';
import { listAddress } from './listing/address.ts';
import type { ContainerPosition } from './listing/containers.ts';
import { countFaults, type Faults } from './listing/count-faults.ts';
import type { Listing } from './listing/entry.ts';
import { type GivenPosition, listGiven } from './listing/given.ts';
import { type FilePosition, listRawFiles } from './listing/raw-files.ts';
import type { ListCursor, ListedPage, ListRequest } from './types.ts';

/** Documents of a page: enough for some chunks, and written by one statement. */
const PAGE = 2_000;
/** Milliseconds after which a page ends, whatever it has. */
const PAGE_TIME = 5_000;
/**
 * A stream that can only be read from its beginning costs each page the way to where the last one ended. Pages that take
 * this many times as long as the way there keep that to a part of the whole …
 */
const TIMES_THE_WAY = 3;
/** … up to as many documents as memory is for. */
const LONGEST_PAGE = 20_000;
/** Bytes of documents that are stored by one statement, when they are as many. */
const STORE_BYTES = 4 * 2 ** 20;

/**
 * Lists the next page of a batch's documents into its ledger, without holding more of their source than that page.
 * A later attempt, or a reset, writes the same rows again.
 */
export function createListBatch(dependencies: ActivityDependencies) {
  return function listBatch({ batchId, from, cursor }: ListRequest): Promise<ListedPage> {
    return asActivity(() =>
      withHeartbeats<Faults, ListedPage>(async (pulse) => {
        const { listed } = checkBatchInput(await loadBatchInput(dependencies.db, batchId));
        const source = 'source' in listed ? listed.source : 'the list';
        const { documents, ...page } = await countFaults(pulse, source, () =>
          readPage(dependencies, listingOf(dependencies, listed, cursor)),
        );
        await saveListed(dependencies.db, { batchId, from, documents, isLast: page.cursor === null });
        return { ...page, listed: documents.length };
      }),
    );
  };
}

function listingOf(
  { sources }: ActivityDependencies,
  listed: ReturnType<typeof checkBatchInput>['listed'],
  cursor: ListCursor | null,
): Listing<object> {
  if ('documents' in listed) return listGiven(listed.documents, cursor as GivenPosition | null);
  const { source } = listed;
  const { cancellationSignal } = Context.current();
  if (/^[a-z][a-z\d+.-]*:/iu.test(source)) {
    return listAddress(source, cursor as ContainerPosition | null, sources, cancellationSignal);
  }
  return listRawFiles(source, cursor as FilePosition | null, sources);
}

async function readPage(
  { db }: ActivityDependencies,
  listing: Listing<object>,
): Promise<Omit<ListedPage, 'listed'> & { documents: ListedDocument[] }> {
  const { cancellationSignal } = Context.current();
  const documents: ListedDocument[] = [];
  const store = storing(db);
  const started = performance.now();
  let way: number | undefined;
  let skipped = 0;
  for await (const { document, raw, position, share } of listing) {
    cancellationSignal.throwIfAborted();
    way ??= performance.now() - started;
    if (raw) await store.add(raw.sha256, raw);
    if (document) documents.push(document);
    else skipped += 1;
    const time = performance.now() - started - way;
    const isLong = documents.length >= PAGE || time >= PAGE_TIME;
    if ((isLong && time >= TIMES_THE_WAY * way) || documents.length >= LONGEST_PAGE) {
      await store.flush();
      return { documents, skipped, cursor: position as ListCursor, share };
    }
  }
  await store.flush();
  return { documents, skipped, cursor: null, share: 1 };
}

/** Stores bytes, some at a time. */
function storing(db: ActivityDependencies['db']) {
  let documents = new Map<string, NewRawDocument>();
  let size = 0;
  const flush = async () => {
    const full = documents;
    documents = new Map();
    size = 0;
    if (full.size > 0) await storeRawDocuments(db, full);
  };
  return {
    flush,
    async add(sha256: string, document: NewRawDocument): Promise<void> {
      documents.set(sha256, document);
      size += document.bytes.length;
      if (size >= STORE_BYTES) await flush();
    },
  };
}
