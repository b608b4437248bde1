import type { TaskInput, TaskName, TaskOutput } from '../../activities/stage-runner/tasks.ts';
import type { RunOptions, StageRunner } from '../../activities/stage-runner/types.ts';
import { type Metrics, observeStageQueue } from './metrics.ts';

/** Runs work as a span of a trace, or just so. */
export type InSpan = <Result>(
  name: string,
  attributes: Record<string, string | number>,
  work: () => Promise<Result>,
) => Promise<Result>;

/** The stage that a task runs. */
const STAGE_OF: Partial<Record<TaskName, string>> = {
  normalize: 'normalize',
  tagEntities: 'entities',
  attribute: 'attribution',
};

/** Times what the stages do, counts what waits for them, and makes each task a span. */
export function observeStages(runner: StageRunner, metrics: Metrics, inSpan: InSpan): StageRunner {
  observeStageQueue(metrics, () => runner.waiting());
  return {
    fingerprints: runner.fingerprints,
    waiting: () => runner.waiting(),
    close: () => runner.close(),
    run<Name extends TaskName>(task: Name, input: TaskInput<Name>, options: RunOptions) {
      const { lane, size } = options;
      return inSpan(`stage ${task}`, { 'copydesk.lane': lane, 'copydesk.size': size }, async () => {
        const result = await runner.run(task, input, options);
        const stage = STAGE_OF[task];
        if (stage) metrics.stageSeconds.observe({ stage, lane }, result.durationMs / 1000);
        return result as { output: TaskOutput<Name>; durationMs: number };
      });
    },
  };
}
