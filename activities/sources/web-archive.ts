import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { AsyncIterReader, type LimitReader, WARCParser, type WARCRecord } from 'warcio';
import { DocumentError } from '../../stages/errors.ts';
import { type Bytes, gunzipped, type OpenBytes } from './bytes.ts';
import { type HttpAnswer, MAX_HEAD_BYTES, parseHttpAnswer } from './http-message.ts';
import { keySchema, urlSchema } from './input.ts';
import { checkSize, type Loaded, tooLarge } from './loaded.ts';

/** A source that names one record of a web archive by where it begins: `raw/NAME.warc.gz#OFFSET`. */
const RECORD_SOURCE = /^(?<path>.*?\.warc(?:\.gz)?)#(?<offset>\d{1,15})(?:\.(?<index>\d{1,9}))?$/isu;

/** Media types of articles; records of others are no documents. */
const ARTICLE_TYPES = new Set(['text/html', 'application/xhtml+xml', 'text/plain']);

/** The library's own reading of HTTP headers loses its place where there are none. */
const RECORDS_ONLY = { parseHttp: false };

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

/** Where a record is. */
export interface RecordPlace {
  /** Byte at which it begins, in the file; 0 in an archive that is compressed as a whole, which can only be read through. */
  offset: number;
  /** Records before it there: 0 in all other archives. */
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
 * @param opened the file's bytes from where a record begins.
 * @param source the file's, `raw/NAME.warc.gz` or an address.
 * @param from where that is, and how many records are passed over.
 * @param isWhole whether the archive is compressed as a whole.
 * @throws DocumentError MalformedInput where the file is damaged, or no archive.
 */
export async function* readRecords(
  opened: OpenBytes,
  source: string,
  from: RecordPlace,
  { maxBytes, isWhole }: { maxBytes: number; isWhole: boolean },
): AsyncGenerator<ArchiveRecord> {
  let given = 0;
  async function* count(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of stream) {
      given += piece.length;
      yield piece;
    }
  }
  const parser = new WARCParser(count(isWhole ? gunzipped(opened, source) : opened.stream), RECORDS_ONLY);
  for (let number = 0; ; number += 1) {
    const record = await parser.parse();
    // What is compressed and breaks off gives nothing.
    const isCut = record === null && parser._reader.getRawOffset() < given;
    if (isCut) throw damaged(source, { offset: from.offset + parser.offset, index: 0 });
    if (record === null) return;
    const place = isWhole ? { offset: 0, index: number } : { offset: from.offset + parser.offset, index: 0 };
    checkRecord(record, source, place);
    if (number < from.index) await readBody(record, 0, source, place);
    else yield { ...place, content: await readContent(record, source, place, maxBytes) };
  }
}

/**
 * Whether an archive is compressed as a whole, and not record by record, as the standard recommends: then a record cannot be
 * found by where it begins.
 */
export async function isCompressedWhole(bytes: Bytes): Promise<boolean> {
  const second = await readId(bytes, 0, 1);
  if (!second) return false;
  const found = second.offset > 0 ? await readId(bytes, second.offset, 0) : null;
  return found?.id !== second.id;
}

/** Reads which record is the one after so many from a place, and where it begins; null where there is none. */
async function readId(
  bytes: Bytes,
  from: number,
  index: number,
): Promise<{ id: string | null; offset: number } | null> {
  const opened = await bytes.open(from);
  try {
    const parser = new WARCParser(opened.stream, RECORDS_ONLY);
    for (let count = 0; ; count += 1) {
      const record = await parser.parse();
      if (record === null) return null;
      const offset = from + parser.offset;
      if (count === index) return { id: record.warcHeader('WARC-Record-ID') ?? null, offset };
      checkRecord(record, bytes.source, { offset, index: 0 });
      await readBody(record, 0, bytes.source, { offset, index: 0 });
    }
  } finally {
    await opened.close();
  }
}

/** @throws DocumentError MalformedInput where it has not what every record has. */
function checkRecord(record: WARCRecord, source: string, place: RecordPlace): void {
  const isRecord = record.warcHeaders.statusline.startsWith('WARC/');
  if (!isRecord || !record.warcType || record.warcHeader('Content-Length') === null) throw damaged(source, place);
}

async function readContent(
  record: WARCRecord,
  source: string,
  place: RecordPlace,
  maxBytes: number,
): Promise<ArchiveRecord['content']> {
  const { warcType, warcTargetURI } = record;
  const isAnswer = warcType === 'response';
  const isContent = warcType === 'resource' || warcType === 'conversion';
  const wanted = isAnswer ? maxBytes + MAX_HEAD_BYTES : isContent ? maxBytes : 0;
  const { start, bytes } = await readBody(record, wanted, source, place);
  const answer = isAnswer ? parseHttpAnswer(bytes ?? start) : null;
  const contentType = (isAnswer ? answer?.headers.get('content-type') : record.warcHeader('Content-Type')) ?? null;
  const isArticle = ARTICLE_TYPES.has(contentType?.replace(/;.*$/su, '').trim().toLowerCase() ?? '');
  if (!isArticle || !(isContent || answer?.status === 200)) return null;
  const name = source + recordSuffix(place);
  const decoded = bytes && (answer ? await decodeBody(answer, maxBytes) : bytes);
  if (!decoded) return tooLarge(`the record ${name} has more than ${maxBytes} bytes`, maxBytes);
  try {
    checkSize(decoded.length, maxBytes, `the record ${name}`);
  } catch (error) {
    if (error instanceof DocumentError) return error;
    throw error;
  }
  const address = warcTargetURI ?? '';
  const url = urlSchema.safeParse(address).success ? address : null;
  const key = url === null && keySchema.safeParse(address).success ? address : null;
  return { bytes: decoded, source: name, contentType, url, key, fallbackKey: url ?? key ?? name };
}

/**
 * Reads a record to its end. (The library's own way past one does not end where the file ends in the middle of it.)
 * @returns its bytes, null where they are more than are wanted; and the first of them in any case.
 */
async function readBody(
  record: WARCRecord,
  maxBytes: number,
  source: string,
  place: RecordPlace,
): Promise<{ start: Buffer; bytes: Buffer | null }> {
  const reader = record.reader as LimitReader;
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of reader) {
    size += piece.length;
    if (size <= maxBytes || pieces.length === 0) pieces.push(piece);
  }
  if (reader.limit > 0) throw damaged(source, place);
  return { start: Buffer.from(pieces.at(0) ?? []), bytes: size <= maxBytes ? Buffer.concat(pieces, size) : null };
}

/** Undoes how a body was sent. One that is not as its headers say was stored without it. @returns null when too large. */
async function decodeBody({ headers, body }: HttpAnswer, maxBytes: number): Promise<Uint8Array | null> {
  const isChunked = headers.get('transfer-encoding')?.toLowerCase() === 'chunked';
  const sent = isChunked ? await new AsyncIterReader([body], null, true).readFully() : body;
  const decode = DECODERS[headers.get('content-encoding')?.toLowerCase() ?? ''];
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
