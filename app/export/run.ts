import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Kysely } from 'kysely';
import { type ExportedArticle, type ExportSelection, withExportedArticles } from '../../db/reading/export-articles.ts';
import type { DB } from '../../db/types.ts';
import type { ExportFormat, ExportSettings, FolderFormat, TextFormat } from './format.ts';

/** An export that cannot be written where it was to be. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}

export interface ExportRequest {
  format: ExportFormat;
  selection: ExportSelection;
  settings: ExportSettings;
  /** Absolute path of a file or folder, or a stream, which is not ended; a folder is needed where the format has several files. */
  out: string | Writable;
  /** Told after each article how many have been written, and of how many. */
  onProgress?: (written: number, total: number) => void;
}

/**
 * Writes what is selected, as it is at one moment, with a page of it in memory. A file or folder appears under its name
 * when it is whole: what was there before is replaced then, but a folder that holds something is not.
 *
 * @returns articles written.
 * @throws ExportError.
 */
export async function exportArticles(db: Kysely<DB>, { format, selection, settings, out, onProgress }: ExportRequest) {
  return withExportedArticles(db, selection, async (articles, total) => {
    const counted = async function* (all: AsyncIterable<ExportedArticle>) {
      let written = 0;
      for await (const article of all) {
        yield article;
        written += 1;
        onProgress?.(written, total);
      }
    };
    if (format.kind === 'folder') return writeFolder(format, counted(articles), out);
    return writeText(format, counted(articles), out, settings);
  });
}

async function writeFolder(format: FolderFormat, articles: AsyncIterable<ExportedArticle>, out: string | Writable) {
  if (typeof out !== 'string') throw new ExportError(`${format.name} is several files: name a folder for them.`);
  const there = await readdir(out).catch(whereMissing([]));
  if (there.length > 0) throw new ExportError(`${out} holds ${there.length} files: name an empty or new folder.`);
  const part = `${out}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  try {
    const written = await format.write(articles, part);
    await rm(out, { recursive: true, force: true });
    await rename(part, out);
    return written;
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

async function writeText(
  format: TextFormat,
  articles: AsyncIterable<ExportedArticle>,
  out: string | Writable,
  settings: ExportSettings,
) {
  let written = 0;
  const lines = async function* () {
    for await (const article of articles) {
      yield format.encode(article, settings);
      written += 1;
    }
  };
  if (typeof out !== 'string') {
    await pipeline(Readable.from(lines()), out, { end: false });
    return written;
  }
  const part = `${out}.part`;
  await mkdir(dirname(out), { recursive: true });
  try {
    await pipeline(Readable.from(lines()), createWriteStream(part));
    await rename(part, out);
    return written;
  } finally {
    await rm(part, { force: true });
  }
}

/** Takes a file that is not there for what is given; other errors stay. */
function whereMissing<Value>(value: Value) {
  return (error: NodeJS.ErrnoException): Value => {
    if (error.code === 'ENOENT') return value;
    if (error.code === 'ENOTDIR') throw new ExportError(`${error.path} is a file: name an empty or new folder.`);
    throw error;
  };
}
