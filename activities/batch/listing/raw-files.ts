import { stat } from 'node:fs/promises';
import { posix } from 'node:path';
import picomatch from 'picomatch';
import { DocumentError } from '../../../stages/errors.ts';
import { fileBytes } from '../../sources/bytes.ts';
import { openRawFile, resolveRawPath } from '../../sources/file.ts';
import { type ContainerPosition, containerOf } from './containers.ts';
import type { Listing } from './entry.ts';
import { type WalkedFile, walk } from './walk.ts';

/** Where a listing of files goes on. */
export interface FilePosition {
  /** The file that came last, `raw/NAME`. */
  file: string;
  /** Where in it; null where all of it has been listed. */
  within: ContainerPosition | null;
}

export interface FileSettings {
  /** Folder that `raw/…` stands for, absolute. */
  rawRoot: string;
  /** Bytes of the largest document. */
  maxBytes: number;
}

/**
 * Lists what a path or glob under the raw root names: files as documents, and the documents of files that hold several.
 * @param source `raw/FOLDER`, `raw/NAME.jsonl`, a glob …
 * @throws DocumentError: MalformedInput, OutsideRawRoot, NotFound, NotAFile; ApplicationFailure SourceChanged.
 */
export async function* listRawFiles(
  source: string,
  from: FilePosition | null,
  settings: FileSettings,
): Listing<FilePosition> {
  const files = await filesOf(source, from, settings.rawRoot);
  for await (const { source: file, share, isNamed } of files) {
    if (file === from?.file && from.within === null) continue;
    const [before, after] = share;
    const within = file === from?.file ? from.within : null;
    const container = containerOf(file);
    if (!container) {
      yield { document: { source: file, input: { source: file } }, position: { file, within: null }, share: after };
      continue;
    }
    const opened = await openRawFile(file, settings.rawRoot).catch((error) => {
      // One file of many that may not be read: its own run tells why.
      if (error instanceof DocumentError && !isNamed) return null;
      throw error;
    });
    if (!opened) {
      yield { document: { source: file, input: { source: file } }, position: { file, within: null }, share: after };
      continue;
    }
    try {
      for await (const entry of container(fileBytes(opened.file, file), within, settings.maxBytes)) {
        yield {
          ...entry,
          position: { file, within: entry.position },
          share: entry.share === null ? null : before + entry.share * (after - before),
        };
      }
    } finally {
      await opened.file.close();
    }
  }
}

interface SourceFile {
  source: string;
  share: WalkedFile['share'];
  /** Whether the input names this very file. */
  isNamed: boolean;
}

async function filesOf(source: string, from: FilePosition | null, rawRoot: string): Promise<AsyncIterable<SourceFile>> {
  const normalized = posix.normalize(source).replace(/\/$/u, '');
  try {
    const path = await resolveRawPath(source, rawRoot);
    const stats = await stat(path);
    if (stats.isDirectory()) return walkSource(path, normalized, from);
    return named(normalized);
  } catch (error) {
    const { base, isGlob } = picomatch.scan(normalized);
    // A name that exists is meant, whatever characters it has.
    if (!(error instanceof DocumentError) || error.type !== 'NotFound' || !isGlob) throw error;
    const folder = await resolveRawPath(base, rawRoot);
    const matches = picomatch(normalized);
    return matching(walkSource(folder, base, from), matches);
  }
}

async function* named(source: string): AsyncGenerator<SourceFile> {
  yield { source, share: [0, 1], isNamed: true };
}

async function* walkSource(folder: string, source: string, from: FilePosition | null): AsyncGenerator<SourceFile> {
  const first = from?.file.slice(source.length + 1).split('/');
  for await (const { path, share } of walk(folder, first)) {
    yield { source: posix.join(source, ...path), share, isNamed: false };
  }
}

async function* matching(
  files: AsyncIterable<SourceFile>,
  matches: (source: string) => boolean,
): AsyncGenerator<SourceFile> {
  for await (const file of files) if (matches(file.source)) yield file;
}
