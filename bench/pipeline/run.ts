import { rmSync } from 'node:fs';
import { measureAnnotate } from './figures/annotate.ts';
import { singlesBeside } from './figures/beside.ts';
import { type BulkFigures, measureBulk } from './figures/bulk.ts';
import { describeMachine } from './figures/machine.ts';
import { measureNormalize } from './figures/normalize.ts';
import { measureSingles } from './figures/runs.ts';
import { measureScaling } from './figures/scaling.ts';
import { measureStages } from './figures/stages.ts';
import type { AloneResult, BenchResult, ScalingResult } from './result.ts';
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
  /** Documents of the batch that one worker does, and then two. */
  scaling: number;
}

export const FULL: Omit<BenchSizes, 'bulk'> = { stages: 600, latency: 100, many: 400, beside: 10_000, scaling: 3_000 };
export const QUICK: Omit<BenchSizes, 'bulk'> = { stages: 200, latency: 30, many: 100, beside: 600, scaling: 1_000 };

/**
 * Starts servers of its own, measures all, and leaves nothing. One and two workers come first, while the machine has nothing
 * else behind it. @param onProgress told what is measured now.
 */
export async function runBench(sizes: BenchSizes, onProgress: (message: string) => void): Promise<BenchResult> {
  const machine = describeMachine();
  const scaling = await measureScaling(sizes.scaling, onProgress);
  onProgress('The stages alone …');
  const normalize = measureNormalize();
  const annotate = measureAnnotate();
  const stages = measureStages(sizes.stages);
  onProgress('Starting PostgreSQL and Temporal …');
  const stack = await startBenchStack();
  const remove = () => rmSync(stack.folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return { machine, scaling, normalize, annotate, stages, ...(await measureOn(stack, sizes, onProgress)) };
  } finally {
    await stack.close();
    process.off('exit', remove);
  }
}

/** Measures one worker and two, and nothing else. */
export async function runScaling(documents: number, onProgress: (message: string) => void): Promise<ScalingResult> {
  return { machine: describeMachine(), scaling: await measureScaling(documents, onProgress) };
}

/** Measures each stage alone, and nothing else. */
export function runAlone(): AloneResult {
  return { machine: describeMachine(), normalize: measureNormalize(), annotate: measureAnnotate() };
}

async function measureOn(
  stack: BenchStack,
  sizes: BenchSizes,
  onProgress: (message: string) => void,
): Promise<Omit<BenchResult, 'machine' | 'normalize' | 'annotate' | 'stages' | 'scaling'>> {
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
  return { singles, bulk, beside: { documents: sizes.beside, latency: latency() } };
}
