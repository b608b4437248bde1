import type { TaskInput, TaskName, TaskOutput } from '../../activities/stage-runner/tasks.ts';
import type { RunOptions, StageRunner, TaskResult } from '../../activities/stage-runner/types.ts';
import { type Metrics, observeStageQueue } from './metrics.ts';

/** Runs work as a span of a trace, or just so. */
export type InSpan = <Result>(
  name: string,
  attributes: Record<string, string | number>,
  work: () => Promise<Result>,
) => Promise<Result>;

/** Milliseconds that stages took, by stage; none for those whose results were known. */
type Timings = { normalize?: number | undefined; entities?: number | undefined; attribution?: number | undefined };

/** How the stages' times are read from what a task gave. */
const TIMINGS: { [Name in TaskName]: (result: TaskResult<TaskOutput<Name>>) => Timings } = {
  normalize: ({ durationMs }) => ({ normalize: durationMs }),
  tagEntities: ({ durationMs }) => ({ entities: durationMs }),
  attribute: ({ durationMs }) => ({ attribution: durationMs }),
  prepareText: ({ output }) => ({ normalize: output.text?.durationMs }),
  prepareFacts: ({ output }) => ({
    entities: output.entities?.durationMs,
    attribution: output.attribution.durationMs,
  }),
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
        for (const [stage, milliseconds] of Object.entries(TIMINGS[task](result))) {
          if (milliseconds !== undefined) metrics.stageSeconds.observe({ stage, lane }, milliseconds / 1000);
        }
        return result;
      });
    },
  };
}
