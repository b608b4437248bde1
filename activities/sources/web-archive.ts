import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { AsyncIterReader, type LimitReader, WARCParser, type WARCRecord } from 'warcio';
import { DocumentError } from '../../stages/errors.ts';
import { keySchema, urlSchema } from './input.ts';
import { checkSize, type Loaded, tooLarge } from './loaded.ts';

/** A source that names one record of a web archive by where it begins: `raw/NAME.warc.gz#OFFSET`. */
const RECORD_SOURCE = /^(?<path>.*?\.warc(?:\.gz)?)#(?<offset>\d{1,15})(?:\.(?<index>\d{1,9}))?$/isu;

/** Media types of articles; records of others are no documents. */
const ARTICLE_TYPES = new Set(['text/html', 'application/xhtml+xml', 'text/plain']);

const DECODERS: Record<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: (bytes, options) =>
    promisify(inflate)(bytes, options).catch((error) =>
      // Many servers send it without the header that it should have.
      error.code === 'Z_DATA_ERROR' ? promisify(inflateRaw)(bytes, options) : Promise.reject(error),
    ),
  br: promisify(brotliDecompress),
};

/** Where a record is: the byte at which it, or the compressed stream that it is part of, begins. */
export interface RecordPlace {
  offset: number;
  /** Records before it in that stream: 0 in archives that compress each on its own, as is usual. */
  index: number;
}

/** A record of a web archive. */
export interface ArchiveRecord extends RecordPlace {
  /** Null where it is no article: a request, a picture, an answer other than 200. */
  content: Loaded | DocumentError | null;
}

/** What a source names; null where that is no record. */
export function parseRecordSource(source: string): ({ path: string } & RecordPlace) | null {
  const groups = RECORD_SOURCE.exec(source)?.groups;
  return groups ? { path: groups.path, offset: Number(groups.offset), index: Number(groups.index ?? 0) } : null;
}

/** What follows an archive's name in the source of a record. */
export function recordSuffix({ offset, index }: RecordPlace): string {
  return index === 0 ? `#${offset}` : `#${offset}.${index}`;
}

/**
 * Reads the records of a WARC file, compressed or not. Holds one document at a time.
 *
 * @param stream the file's bytes from where a record begins.
 * @param source the file's, `raw/NAME.warc.gz` or an address.
 * @param from where the stream begins, and how many of its first records are passed over.
 * @throws DocumentError MalformedInput where the file is damaged, or no archive.
 */
export async function* readRecords(
  stream: AsyncIterable<Uint8Array>,
  source: string,
  from: RecordPlace,
  maxBytes: number,
): AsyncGenerator<ArchiveRecord> {
  const parser = new WARCParser(stream);
  let place: RecordPlace | undefined;
  for (;;) {
    const record = await parser.parse();
    if (record === null) return;
    const offset = from.offset + parser.offset;
    place = { offset, index: place?.offset === offset ? place.index + 1 : 0 };
    if (!record.warcHeaders.statusline.startsWith('WARC/')) throw damaged(source, place);
    if (offset === from.offset && place.index < from.index) await readBody(record, 0, source, place);
    else yield { ...place, content: await readContent(record, source, place, maxBytes) };
  }
}

async function readContent(
  record: WARCRecord,
  source: string,
  place: RecordPlace,
  maxBytes: number,
): Promise<ArchiveRecord['content']> {
  const { warcType, warcTargetURI, httpHeaders } = record;
  const isAnswer = warcType === 'response' && Number(httpHeaders?.statusCode) === 200;
  const isContent = warcType === 'resource' || warcType === 'conversion';
  const headers = isAnswer ? httpHeaders?.headers : record.warcHeaders.headers;
  const contentType = headers?.get('content-type') ?? null;
  const isArticle = ARTICLE_TYPES.has(contentType?.replace(/;.*$/su, '').trim().toLowerCase() ?? '');
  if (!(isAnswer || isContent) || !isArticle) {
    await readBody(record, 0, source, place);
    return null;
  }
  const name = source + recordSuffix(place);
  const body = await readBody(record, maxBytes, source, place);
  try {
    if (body === null) throw tooLarge(`the record ${name} has more than ${maxBytes} bytes`, maxBytes);
    const encoded = isAnswer ? httpHeaders?.headers : undefined;
    const bytes = await decodeBody(body, encoded?.get('transfer-encoding'), encoded?.get('content-encoding'), maxBytes);
    if (bytes === null) throw tooLarge(`the record ${name} has more than ${maxBytes} bytes`, maxBytes);
    checkSize(bytes.length, maxBytes, `the record ${name}`);
    const address = warcTargetURI ?? '';
    const url = urlSchema.safeParse(address).success ? address : null;
    const key = url === null && keySchema.safeParse(address).success ? address : null;
    return { bytes, source: name, contentType, url, key, fallbackKey: url ?? key ?? name };
  } catch (error) {
    if (error instanceof DocumentError) return error;
    throw error;
  }
}

/**
 * Reads a record to its end. (The library's own way past one does not end where the file ends in the middle of it.)
 * @returns null where it has more bytes than are wanted.
 */
async function readBody(
  record: WARCRecord,
  maxBytes: number,
  source: string,
  place: RecordPlace,
): Promise<Uint8Array | null> {
  const reader = record.reader as LimitReader;
  let pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of reader) {
    size += piece.length;
    if (size <= maxBytes) pieces.push(piece);
    else pieces = [];
  }
  if (reader.limit > 0) throw damaged(source, place);
  return size <= maxBytes ? Buffer.concat(pieces, size) : null;
}

/** Undoes how a body was sent. One that is not as its headers say was stored without it. @returns null when too large. */
async function decodeBody(
  body: Uint8Array,
  transferEncoding: string | null | undefined,
  contentEncoding: string | null | undefined,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const isChunked = transferEncoding?.trim().toLowerCase() === 'chunked';
  const sent = isChunked ? await new AsyncIterReader([body], null, true).readFully() : body;
  const decode = DECODERS[contentEncoding?.trim().toLowerCase() ?? ''];
  if (!decode) return sent;
  try {
    return await decode(sent, { maxOutputLength: maxBytes });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') return null;
    if (code?.startsWith('Z_') || code?.startsWith('ERR_BROTLI') || code?.startsWith('ERR__ERROR')) return sent;
    throw error;
  }
}

function damaged(source: string, place: RecordPlace): DocumentError {
  return new DocumentError(
    'MalformedInput',
    `${source} is no web archive, or damaged after byte ${place.offset}: get it again`,
  );
}
