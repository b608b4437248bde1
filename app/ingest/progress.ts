import { formatDuration } from '../cli/duration.ts';
import { printable } from '../cli/printable.ts';
import { type Progress, showProgress } from '../cli/progress.ts';
import type { Output } from '../cli/style.ts';
import { describeOutcome } from './report.ts';
import type { Outcome } from './submit.ts';

/** Tells a person how far the ingestion of documents is. */
export interface IngestProgress extends Pick<Progress, 'step' | 'close'> {
  /** There are so many documents in all. */
  total(documents: number): void;
  started(name: string): void;
  ended(outcome: Outcome): void;
}

/** On a terminal the live line has the bar and what is under way; elsewhere each document is a line when it has ended. */
export function showIngestProgress(output: Output, now?: () => number): IngestProgress {
  const progress = showProgress(output, { now });
  const underWay = new Set<string>();
  const counts = { done: 0, failed: 0, total: undefined as number | undefined };
  const draw = () => {
    if (progress.isLive) progress.count({ ...counts, note: [...underWay].join(', ') });
  };
  return {
    step: progress.step,
    close: progress.close,
    total: (documents) => {
      counts.total = documents;
    },
    started: (name) => {
      underWay.add(name);
      draw();
    },
    ended: (outcome) => {
      const { name, failure, result, duration } = outcome;
      underWay.delete(name);
      counts.done += 1;
      if (failure) counts.failed += 1;
      draw();
      if (progress.isLive) return;
      const version = result ? `, version ${result.version}` : '';
      progress.line(
        `${counts.done}. ${printable(name)}: ${describeOutcome(outcome)}${version}, ${formatDuration(duration)}`,
      );
    },
  };
}
