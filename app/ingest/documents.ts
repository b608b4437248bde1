import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { walk } from '../../activities/batch/listing/walk.ts';
import { lineSuffix } from '../../activities/sources/json-lines.ts';
import { documentKey } from '../../activities/sources/key.ts';
import { readLines } from '../../activities/sources/lines.ts';
import { type LoadSettings, loadDocument } from '../../activities/sources/load.ts';
import type { Loaded } from '../../activities/sources/loaded.ts';
import type { IngestInput } from '../../activities/types.ts';
import type { Database } from '../../db/connection.ts';
import { storeRawDocument } from '../../db/raw-documents.ts';
import { DocumentError } from '../../stages/errors.ts';
import { rawSource, type Target } from './targets.ts';

/** A document to ingest. */
export interface Submission {
  /** What a person calls it: its source. */
  name: string;
  /** Documents with the same key are versions of one another, so their order counts. */
  key: string;
  input: IngestInput;
}

/** A document that this command itself could not read, so that there is nothing to hand to a workflow. */
export interface Unreadable {
  name: string;
  error: DocumentError;
}

/** Bytes of a line that is looked at for its id. */
const LINE_LIMIT = 256 * 1024 * 1024;
const JSON_LINES = /\.jsonl$/iu;

/**
 * Lists the documents of what was asked for: folders are walked in the order of names, hidden files left out, and each line
 * of a `.jsonl` file is a document. What lies outside the raw root, where workers cannot read it, is stored in the database.
 */
export async function* listDocuments(
  targets: readonly Target[],
  settings: LoadSettings,
  db: Database,
): AsyncGenerator<Submission | Unreadable> {
  for (const target of targets) {
    if ('url' in target) {
      yield { name: target.url, key: target.url, input: { source: target.url } };
      continue;
    }
    for await (const path of filesOf(target.path)) {
      const source = rawSource(path, settings.rawRoot);
      for (const suffix of await documentSuffixes(path, target.id)) {
        if (source === null) yield await storeOutside(path, suffix, settings, db);
        else yield await submitRaw(source + suffix, settings, db);
      }
    }
  }
}

/** How many documents `listDocuments` lists of these: it reads no more of them than that takes. */
export async function countDocuments(targets: readonly Target[]): Promise<number> {
  let count = 0;
  for (const target of targets) {
    if ('url' in target) count += 1;
    else for await (const path of filesOf(target.path)) count += (await documentSuffixes(path, target.id)).length;
  }
  return count;
}

async function* filesOf(path: string): AsyncGenerator<string> {
  if (!(await stat(path)).isDirectory()) yield path;
  else for await (const file of walk(path)) yield join(path, ...file.path);
}

/** What follows a file's name in the sources of its documents: nothing, or `#ID` for each line. */
async function documentSuffixes(path: string, id?: string): Promise<string[]> {
  if (id !== undefined) return [`#${id}`];
  if (!JSON_LINES.test(path)) return [''];
  const suffixes = new Set<string>();
  let number = 0;
  for await (const line of readLines(createReadStream(path), LINE_LIMIT)) {
    number += 1;
    if (!line.truncated && line.bytes.toString('latin1').trim() === '') continue;
    const named = lineSuffix(line, number);
    // An id used twice names its first line.
    suffixes.add(suffixes.has(named) ? `#L${number}` : named);
  }
  // An empty file is for the workflow to report.
  return suffixes.size > 0 ? [...suffixes] : [''];
}

async function submitRaw(source: string, settings: LoadSettings, db: Database): Promise<Submission> {
  const input = { source };
  try {
    const key = documentKey(await load(source, settings, db));
    return { name: source, key, input };
  } catch (error) {
    // The workflow meets the same and records it.
    if (error instanceof DocumentError) return { name: source, key: source, input };
    throw error;
  }
}

async function storeOutside(
  path: string,
  suffix: string,
  { maxBytes }: LoadSettings,
  db: Database,
): Promise<Submission | Unreadable> {
  const name = path + suffix;
  try {
    const file = await realpath(path);
    const here: LoadSettings = { rawRoot: dirname(file), maxBytes };
    const loaded = await load(`raw/${basename(file)}${suffix}`, here, db);
    const key = documentKey({ ...loaded, fallbackKey: loaded.url ?? name });
    const rawSha256 = await storeRawDocument(db, loaded);
    const { contentType, url } = loaded;
    const input = {
      rawSha256,
      key,
      origin: name,
      ...(contentType !== null && { contentType }),
      ...(url !== null && { url }),
    };
    return { name, key, input };
  } catch (error) {
    if (error instanceof DocumentError) return { name, error };
    throw error;
  }
}

function load(source: string, settings: LoadSettings, db: Database): Promise<Loaded> {
  return loadDocument({ form: 'source', source }, settings, db, () => {
    throw new TypeError(`${source} is no address`);
  });
}
