import { UsageError } from '../../app/cli/parse.ts';
import { showProgress } from '../../app/cli/progress.ts';
import { exitOnSignals } from '../../app/local/interruption.ts';
import type { BenchStack } from '../../bench/pipeline/stack/index.ts';
import { CASES, runCases } from './index.ts';

/** What the commands take that run the cases, as it was given. */
export interface FaultOptions {
  documents: string;
  /** Numbers of cases, with commas between them; undefined for all. */
  cases: string | undefined;
  /** Whether the folder with logs and databases stays. */
  keep: boolean;
}

/** What the cases run on. */
export interface FaultSetting {
  workers: number;
  startStack(onProgress: (message: string) => void): Promise<BenchStack>;
}

/**
 * Runs cases on servers of their own, and ends these.
 * @returns the exit code: 0 where all holds, else 1.
 * @throws UsageError
 */
export async function runFaults(options: FaultOptions, { workers, startStack }: FaultSetting): Promise<number> {
  const documents = Number(options.documents);
  if (!Number.isInteger(documents) || documents < 200) {
    throw new UsageError(`--documents takes a whole number from 200, got ${options.documents}`);
  }
  const all = Object.keys(CASES);
  const cases = options.cases?.split(',') ?? all;
  const unknown = cases.find((number) => !all.includes(number));
  if (unknown !== undefined) throw new UsageError(`--cases takes some of ${all.join(',')}, got ${unknown}`);
  // Servers and workers end with this process.
  exitOnSignals();
  const progress = showProgress(process.stderr, { keepsSteps: true });
  const stack = await startStack(progress.step);
  if (options.keep) progress.step(`Everything is in ${stack.folder}`);
  try {
    return (await runCases(cases, { stack, documents, workers, onProgress: progress.step })) ? 0 : 1;
  } finally {
    progress.close();
    await stack.close(options.keep);
  }
}
