import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { documentAt, type Relation, relationOf } from './documents.ts';

/** What a corpus must come to when it is ingested into an empty database. */
export interface Manifest {
  documents: number;
  /** How many are what to earlier ones. */
  relations: Record<Relation, number>;
  /** Different keys: rows of `documents`. */
  keys: number;
  /**
   * Documents that are published or superseded: all but the repeats. Superseded is an original whose correction went first,
   * as chunks run at once; so there are at most as many as corrections.
   */
  published: number;
  duplicate: number;
}

/** Counts the first documents of the corpus without making them. */
export function manifestOf(documents: number): Manifest {
  const relations: Manifest['relations'] = { article: 0, wireCopy: 0, edit: 0, copy: 0, repeat: 0, correction: 0 };
  for (let index = 0; index < documents; index += 1) relations[relationOf(index).relation] += 1;
  const { repeat, correction } = relations;
  return {
    documents,
    relations,
    keys: documents - repeat - correction,
    published: documents - repeat,
    duplicate: repeat,
  };
}

/**
 * Writes documents as one file of lines, without holding more than one.
 * @param first place of the first; 0 for those that a manifest counts.
 */
export async function writeLines(file: string, documents: number, first = 0): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await pipeline(Readable.from(lines(first, first + documents)), createWriteStream(file));
}

function* lines(first: number, end: number): Generator<string> {
  for (let index = first; index < end; index += 1) {
    const { id, url, contentType, text } = documentAt(index);
    yield `${JSON.stringify({ id, url, contentType, text })}\n`;
  }
}

/**
 * Writes documents as files, one each, a thousand a folder; of articles only, as files have no addresses that could repeat.
 * @returns their paths below `folder`.
 */
export async function writeFiles(folder: string, documents: number): Promise<string[]> {
  const paths: string[] = [];
  for (let index = 0; paths.length < documents; index += 1) {
    if (relationOf(index).relation !== 'article') continue;
    const { id, contentType, text } = documentAt(index);
    const path = `${String(Math.floor(paths.length / 1000)).padStart(3, '0')}/${id}${contentType === 'text/html' ? '.html' : '.txt'}`;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
    paths.push(path);
  }
  return paths;
}
