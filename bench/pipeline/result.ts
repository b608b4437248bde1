import type { AnnotateFigures } from './figures/annotate.ts';
import type { BulkFigures } from './figures/bulk.ts';
import type { Machine } from './figures/machine.ts';
import type { NormalizeFigures } from './figures/normalize.ts';
import type { Latency } from './figures/percentiles.ts';
import type { SingleFigures } from './figures/runs.ts';
import type { ScalingFigures } from './figures/scaling.ts';
import type { StagesFigures } from './figures/stages.ts';

/** What a second worker adds. */
export interface ScalingResult {
  machine: Machine;
  scaling: ScalingFigures;
}

/** How fast each stage is alone. */
export interface AloneResult {
  machine: Machine;
  normalize: NormalizeFigures;
  annotate: AnnotateFigures;
}

/** All figures of one run of the bench. */
export interface BenchResult extends ScalingResult, AloneResult {
  stages: StagesFigures;
  singles: SingleFigures;
  /** One batch a size, smallest first, by one worker with its default settings. */
  bulk: BulkFigures[];
  /** Single articles while a batch of as many documents runs. */
  beside: { documents: number; latency: Latency };
}
