import type { OpenDocument } from '../../db/batch-documents.ts';
import { sha256 } from '../../db/canonical-json.ts';
import { findCaptures, type StoredCapture } from '../../db/captures.ts';
import { findRawDocuments, type RawDocumentInfo } from '../../db/raw-documents.ts';
import { DocumentError } from '../../stages/errors.ts';
import type { CaptureItem, LineItem } from '../batch/types.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { type CheckedInput, checkInput } from '../sources/input.ts';
import { loadDocument } from '../sources/load.ts';
import { checkSize, type Loaded } from '../sources/loaded.ts';
import { fetchDocument } from '../sources/web.ts';
import type { StoredInput } from '../types.ts';
import type { LineFiles } from './line-files.ts';

/** Documents that are read at once: files and, politely, addresses. */
const AT_ONCE = 5;
/** Bytes after which a slice takes no more documents, so that memory stays bounded. */
const SLICE_BYTES = 16 * 2 ** 20;

/** A document of a batch with its bytes, or with where in the database they are. */
export interface ChunkDocument extends Omit<Loaded, 'bytes'> {
  position: number;
  rawSha256: string;
  byteLength: number;
  /** Null where they are stored, and not read yet. */
  bytes: Uint8Array | null;
  isStored: boolean;
  /** The capture that it is made from again; null for one that is seen now. */
  capture: CaptureItem | null;
}

/** A document that cannot be handled among others: its own run tries it again, or records why not. */
export interface Rejected {
  position: number;
  error: unknown;
}

export interface LoadedSlice {
  documents: ChunkDocument[];
  rejected: Rejected[];
  /** How many of the rows these are. */
  taken: number;
}

/**
 * Reads documents, as many of the first as fit into memory together. Whatever is wrong with one of them rejects that one.
 * @throws errors of the database, and the signal's reason.
 */
export async function loadSlice(
  dependencies: ActivityDependencies,
  lineFiles: LineFiles,
  rows: OpenDocument[],
  signal: AbortSignal,
): Promise<LoadedSlice> {
  const stored = await findStored(dependencies, rows);
  const slice: LoadedSlice = { documents: [], rejected: [], taken: 0 };
  let bytes = 0;
  while (slice.taken < rows.length && bytes < SLICE_BYTES) {
    const some = rows.slice(slice.taken, slice.taken + AT_ONCE);
    const ended = await Promise.allSettled(some.map((row) => load(dependencies, lineFiles, stored, row, signal)));
    signal.throwIfAborted();
    for (const [i, each] of ended.entries()) {
      if (each.status === 'rejected') slice.rejected.push({ position: some[i].position, error: each.reason });
      else {
        slice.documents.push(each.value);
        bytes += each.value.byteLength;
      }
    }
    slice.taken += some.length;
  }
  return slice;
}

/** What the database has of those that are in it already. */
interface Stored {
  captures: Map<number, StoredCapture>;
  raw: Map<string, RawDocumentInfo>;
}

async function findStored({ db }: ActivityDependencies, rows: OpenDocument[]): Promise<Stored> {
  const inputs = rows.map(({ input }) => input as Partial<CaptureItem & StoredInput>);
  const captures = inputs.flatMap(({ captureId }) => (typeof captureId === 'number' ? [captureId] : []));
  const hashes = inputs.flatMap(({ rawSha256 }) => (typeof rawSha256 === 'string' ? [rawSha256] : []));
  return { captures: await findCaptures(db, captures), raw: await findRawDocuments(db, hashes) };
}

async function load(
  { db, sources }: ActivityDependencies,
  lineFiles: LineFiles,
  stored: Stored,
  { position, source, input }: OpenDocument,
  signal: AbortSignal,
): Promise<ChunkDocument> {
  const item = input as Partial<CaptureItem & LineItem>;
  if (item.captureId !== undefined) return ofCapture(position, item as CaptureItem, stored, sources.maxBytes);
  if (item.offset !== undefined) return ofLoaded(position, await lineFiles.read(item as LineItem, source));
  const checked = checkInput(input);
  if (checked.form === 'rawSha256') return ofStored(position, checked, stored, sources.maxBytes);
  return ofLoaded(
    position,
    await loadDocument(checked, sources, db, (address) => fetchDocument(address, sources, signal)),
  );
}

function ofLoaded(position: number, loaded: Loaded): ChunkDocument {
  const { bytes } = loaded;
  return {
    ...loaded,
    position,
    rawSha256: sha256(bytes),
    byteLength: bytes.length,
    isStored: false,
    capture: null,
  };
}

function ofStored(
  position: number,
  { rawSha256, key, contentType, url, origin }: Extract<CheckedInput, { form: 'rawSha256' }>,
  { raw }: Stored,
  maxBytes: number,
): ChunkDocument {
  const found = raw.get(rawSha256);
  if (!found) throw new DocumentError('NotFound', `no bytes are stored under ${rawSha256}: store them first`);
  checkSize(found.byteLength, maxBytes, `the stored document ${rawSha256}`);
  return {
    position,
    source: origin ?? 'stored',
    contentType: contentType ?? found.contentType,
    url: url ?? null,
    key: key ?? null,
    fallbackKey: (key ?? url ?? origin) as string,
    rawSha256,
    byteLength: found.byteLength,
    bytes: null,
    isStored: true,
    capture: null,
  };
}

function ofCapture(
  position: number,
  { documentId, captureId }: CaptureItem,
  { captures }: Stored,
  maxBytes: number,
): ChunkDocument {
  const found = captures.get(captureId);
  if (found?.documentId !== documentId) {
    throw new DocumentError('NotFound', `document ${documentId} has no capture ${captureId}: it was deleted since`);
  }
  const { source, contentType, url, key, rawSha256, byteLength } = found;
  checkSize(byteLength, maxBytes, `the stored document ${rawSha256}`);
  return {
    position,
    source,
    contentType,
    url,
    key,
    fallbackKey: key,
    rawSha256,
    byteLength,
    bytes: null,
    isStored: true,
    capture: { documentId, captureId },
  };
}
