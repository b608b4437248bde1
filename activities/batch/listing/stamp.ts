import type { FileHandle } from 'node:fs/promises';
import { ApplicationFailure } from '@temporalio/activity';

/** What tells that a file is the same as when an earlier page read it. */
export interface Stamp {
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  modified: number;
}

export async function stampOf(file: FileHandle): Promise<Stamp> {
  const { size, mtimeMs } = await file.stat();
  return { size, modified: mtimeMs };
}

/** @throws ApplicationFailure SourceChanged, which no retry can mend. */
export function checkUnchanged(source: string, before: Stamp | undefined, now: Stamp): void {
  if (before === undefined || (before.size === now.size && before.modified === now.modified)) return;
  throw sourceChanged(source);
}

export function sourceChanged(source: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(
    `${source} has changed while it was being listed: start the batch again, what is done is not done twice`,
    'SourceChanged',
  );
}
