import { rmSync } from 'node:fs';
import { startBenchStack } from '../stack/index.ts';
import { type BulkFigures, measureBulk } from './bulk.ts';

/** The same batch by one worker and by two, with one stage thread each. */
export interface ScalingFigures {
  one: BulkFigures;
  two: BulkFigures;
}

/** Documents for each worker before the clock starts: code that is not compiled yet takes twice the time. */
const WARM_UP = 600;

/**
 * Measures a batch by one worker, and then by two, each on servers of its own that have done nothing before but the warm-up:
 * what PostgreSQL tidies up after earlier batches would be counted to this one.
 */
export async function measureScaling(
  documents: number,
  onProgress: (message: string) => void,
): Promise<ScalingFigures> {
  const scale = async (workers: number) => {
    onProgress(`${workers} worker${workers === 1 ? '' : 's'} with one stage thread, on fresh servers …`);
    const stack = await startBenchStack();
    const remove = () => rmSync(stack.folder, { recursive: true, force: true });
    process.once('exit', remove);
    const settings = { COPYDESK_STAGE_THREADS: '1' };
    try {
      return await measureBulk(stack, `scaling-${workers}`, {
        documents,
        workers,
        warmUp: WARM_UP,
        settings,
        onProgress,
      });
    } finally {
      await stack.close();
      process.off('exit', remove);
    }
  };
  return { one: await scale(1), two: await scale(2) };
}
