import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { extname, isAbsolute, join, posix, sep } from 'node:path';
import { DocumentError } from '../../stages/errors.ts';
import { checkSize, tooLarge } from './loaded.ts';

/** What sources under the raw root begin with, whatever the folder itself is called. */
export const RAW_PREFIX = 'raw/';

const MEDIA_TYPES: Record<string, string> = {
  '.htm': 'text/html',
  '.html': 'text/html',
  '.xhtml': 'application/xhtml+xml',
  '.txt': 'text/plain',
};

/** Media type by a file's name; null where that says nothing. */
export function mediaTypeOf(path: string): string | null {
  return MEDIA_TYPES[extname(path).toLowerCase()] ?? null;
}

/**
 * Opens a file under the raw root.
 * @param source `raw/NAME`; NAME may have folders.
 * @returns the open file, its size in bytes, and the source without detours (`raw/a/../b` is `raw/b`).
 * @throws DocumentError: MalformedInput, OutsideRawRoot, NotFound, NotAFile.
 */
export async function openRawFile(
  source: string,
  rawRoot: string,
): Promise<{ file: FileHandle; size: number; source: string }> {
  const normalized = checkRawSource(source);
  try {
    const path = await resolveRawPath(source, rawRoot);
    // Not following a link that was put there since; not waiting for a pipe's writer.
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = await file.stat();
      if (stats.isDirectory())
        throw notAFile(source, 'a folder: name one file in it, or give the folder to ingestBatch');
      if (!stats.isFile()) throw notAFile(source, 'no regular file: copy its content into one');
      return { file, size: stats.size, source: normalized };
    } catch (error) {
      await file.close();
      throw error;
    }
  } catch (error) {
    throw asDocumentError(error, source);
  }
}

/**
 * Finds what a source under the raw root names: a file, a folder, or anything else.
 * @returns its absolute path, without links.
 * @throws DocumentError: MalformedInput, OutsideRawRoot, NotFound.
 */
export async function resolveRawPath(source: string, rawRoot: string): Promise<string> {
  const normalized = checkRawSource(source);
  const root = await realpath(rawRoot).catch((error: NodeJS.ErrnoException) => {
    const message = `Cannot read the raw root ${rawRoot}: ${error.message}. Make the folder, or set COPYDESK_RAW_ROOT.`;
    throw new Error(message, { cause: error });
  });
  try {
    const path = await realpath(join(root, normalized.slice(RAW_PREFIX.length)));
    if (path !== root && !path.startsWith(root.endsWith(sep) ? root : root + sep)) throw outside(source);
    return path;
  } catch (error) {
    throw asDocumentError(error, source);
  }
}

/** Reads an open file whole. @throws DocumentError: TooLarge (without reading it), EmptyDocument. */
export async function readWhole(file: FileHandle, size: number, maxBytes: number, source: string): Promise<Uint8Array> {
  checkSize(size, maxBytes, `the file ${source}`);
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of file.createReadStream({ autoClose: false })) {
    total += chunk.length;
    // A file may grow while it is read.
    if (total > maxBytes) throw tooLarge(`the file ${source} has more than ${total} bytes`, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, total);
}

/** @returns the source without detours. */
function checkRawSource(source: string): string {
  const normalized = posix.normalize(source);
  const isRaw = source === 'raw' || source.startsWith(RAW_PREFIX);
  if (isAbsolute(source) || normalized.startsWith('../') || (isRaw && !isUnder(normalized))) throw outside(source);
  if (isRaw) return normalized;
  throw new DocumentError(
    'MalformedInput',
    `the source "${source}" is neither a path that begins with "raw/" nor an http(s) address`,
  );
}

function isUnder(normalized: string): boolean {
  return normalized.startsWith(RAW_PREFIX) || normalized === 'raw';
}

function outside(source: string): DocumentError {
  return new DocumentError(
    'OutsideRawRoot',
    `the source "${source}" leads out of the raw root: copy the file into it, or give its content as "text"`,
  );
}

function notAFile(source: string, what: string): DocumentError {
  return new DocumentError('NotAFile', `the source "${source}" is ${what}`);
}

/** What a path itself can be to blame for; a full disk or too many open files pass, and are tried again. */
function asDocumentError(error: unknown, source: string): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
      return new DocumentError('NotFound', `there is no file for the source "${source}": check the name`);
    case 'EACCES':
    case 'EPERM':
      return new DocumentError(
        'NotFound',
        `the file for the source "${source}" may not be read: change its permissions`,
      );
    case 'ELOOP':
      return new DocumentError(
        'NotFound',
        `the source "${source}" is a symbolic link that leads nowhere: mend the link`,
      );
    case 'EISDIR':
      return notAFile(source, 'a folder: name one file in it, or give the folder to ingestBatch');
    case 'ENXIO':
      return notAFile(source, 'no regular file: copy its content into one');
    default:
      return error;
  }
}
