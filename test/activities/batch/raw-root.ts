import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Entry, Listing } from '../../../activities/batch/listing/entry.ts';
import { atEnd } from '../../support/clean-up.ts';

/** A raw root with files, until the file's tests are done. */
export async function rawRootWith(files: Record<string, string | Uint8Array>): Promise<string> {
  const rawRoot = await mkdtemp(join(tmpdir(), 'copydesk-test-batch-'));
  atEnd(() => rm(rawRoot, { recursive: true }));
  for (const [name, content] of Object.entries(files)) await addFile(rawRoot, name, content);
  return rawRoot;
}

export async function addFile(rawRoot: string, name: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(rawRoot, name)), { recursive: true });
  await writeFile(join(rawRoot, name), content);
}

/** All that a listing comes upon. */
export async function all<Position>(listing: Listing<Position>): Promise<Entry<Position>[]> {
  const entries: Entry<Position>[] = [];
  for await (const entry of listing) entries.push(entry);
  return entries;
}

/** The same, but begun anew after every few entries, where the last of them says. */
export async function inPages<Position>(
  list: (from: Position | null) => Listing<Position>,
  size: number,
): Promise<Entry<Position>[]> {
  const entries: Entry<Position>[] = [];
  for (let from: Position | null = null; ; ) {
    let count = 0;
    for await (const entry of list(from)) {
      entries.push(entry);
      // Positions travel as JSON.
      from = JSON.parse(JSON.stringify(entry.position)) as Position;
      count += 1;
      if (count === size) break;
    }
    if (count < size) return entries;
  }
}

/** What they are called. */
export function sourcesOf(entries: Entry<unknown>[]): (string | undefined)[] {
  return entries.map(({ document }) => document?.source);
}
