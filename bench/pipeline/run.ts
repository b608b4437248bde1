import { rmSync } from 'node:fs';
import { singlesBeside } from './figures/beside.ts';
import { type BulkFigures, measureBulk } from './figures/bulk.ts';
import { describeMachine } from './figures/machine.ts';
import { measureSingles } from './figures/runs.ts';
import { measureStages } from './figures/stages.ts';
import type { BenchResult } from './result.ts';
import { type BenchStack, startBenchStack } from './stack/index.ts';

/** How much is measured. */
export interface BenchSizes {
  /** Documents of the batches, smallest first. */
  bulk: readonly number[];
  stages: number;
  /** Runs for the latency of a single document. */
  latency: number;
  /** Documents for single runs a second. */
  many: number;
  /** Documents of the batch beside which single articles run. */
  beside: number;
  /** Documents of the batches of one and of two workers. */
  scaling: number;
}

export const FULL: Omit<BenchSizes, 'bulk'> = { stages: 600, latency: 100, many: 400, beside: 10_000, scaling: 2_000 };
export const QUICK: Omit<BenchSizes, 'bulk'> = { stages: 200, latency: 30, many: 100, beside: 600, scaling: 500 };

/** Starts servers of its own, measures all, and leaves nothing. @param onProgress told what is measured now. */
export async function runBench(sizes: BenchSizes, onProgress: (message: string) => void): Promise<BenchResult> {
  const machine = describeMachine();
  onProgress('The stages alone …');
  const stages = measureStages(sizes.stages);
  onProgress('Starting PostgreSQL and Temporal …');
  const stack = await startBenchStack();
  const remove = () => rmSync(stack.folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return { machine, stages, ...(await measureOn(stack, sizes, onProgress)) };
  } finally {
    await stack.close();
    process.off('exit', remove);
  }
}

async function measureOn(
  stack: BenchStack,
  sizes: BenchSizes,
  onProgress: (message: string) => void,
): Promise<Omit<BenchResult, 'machine' | 'stages'>> {
  onProgress('Single documents …');
  const room = await stack.createRoom('singles');
  const singles = await measureSingles(stack, room, sizes.latency, sizes.many);
  await room.close();

  const bulk: BulkFigures[] = [];
  for (const documents of sizes.bulk) {
    onProgress(`A batch of ${documents} …`);
    bulk.push(await measureBulk(stack, `bulk-${documents}`, { documents, workers: 1, onProgress }));
  }

  onProgress('Single articles beside a batch …');
  const { beside, latency } = singlesBeside();
  await measureBulk(stack, 'beside', { documents: sizes.beside, workers: 1, onProgress, beside });

  const scale = (workers: number) => {
    onProgress(`${workers} worker${workers === 1 ? '' : 's'} with one stage thread …`);
    const settings = { COPYDESK_STAGE_THREADS: '1' };
    return measureBulk(stack, `scaling-${workers}`, { documents: sizes.scaling, workers, settings, onProgress });
  };
  const scaling = { one: await scale(1), two: await scale(2) };
  return { singles, bulk, beside: { documents: sizes.beside, latency: latency() }, scaling };
}
