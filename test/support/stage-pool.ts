import { stageFingerprints } from '../../activities/fingerprints/index.ts';
import { type PoolOptions, startPool } from '../../activities/stage-runner/pool.ts';
import type { RunOptions, StageRunner } from '../../activities/stage-runner/types.ts';
import { atEnd } from './clean-up.ts';

/** Address of stages that do what documents tell them: see test/fixtures/stages/hostile.ts. */
export const HOSTILE_STAGES = new URL('../fixtures/stages/hostile.ts', import.meta.url).href;

/** Threads with hostile stages, until the file's tests are done. */
export async function startHostilePool(options: Partial<PoolOptions> = {}): Promise<StageRunner> {
  const fingerprints = await stageFingerprints();
  const pool = startPool({ threads: 2, heapMegabytes: 256, fingerprints, stages: HOSTILE_STAGES, ...options });
  atEnd(() => pool.close());
  return pool;
}

/** Runs `normalize` on a text. */
export function normalizeText(pool: StageRunner, text: string, options: Partial<RunOptions> = {}) {
  return pool.run('normalize', { bytes: Buffer.from(text) }, { lane: 'interactive', size: text.length, ...options });
}
