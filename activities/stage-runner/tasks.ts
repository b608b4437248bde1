import type { EntityAnnotations, EntityInput } from '../../stages/entities/types.ts';
import type { NormalizedText, RawDocument } from '../../stages/normalize/types.ts';
import { prepareFacts, prepareText } from '../chunk/prepare.ts';
import type { StageFunctions } from './types.ts';

/**
 * Everything that a stage thread can be asked to do: pure functions of the stages and an input that can be copied to
 * another thread, as their result can. A new task is one more line here.
 */
export const TASKS = {
  normalize: (stages: StageFunctions, raw: RawDocument) => stages.normalize(raw),
  tagEntities: (stages: StageFunctions, text: EntityInput) => stages.tagEntities(text),
  attribute: (stages: StageFunctions, { text, entities }: { text: NormalizedText; entities: EntityAnnotations }) =>
    stages.attribute(text, entities),
  prepareText,
  prepareFacts,
};

export type TaskName = keyof typeof TASKS;
export type TaskInput<Name extends TaskName> = Parameters<(typeof TASKS)[Name]>[1];
export type TaskOutput<Name extends TaskName> = Awaited<ReturnType<(typeof TASKS)[Name]>>;

/** Runs a task in this thread. */
export async function runTask<Name extends TaskName>(
  stages: StageFunctions,
  name: Name,
  input: TaskInput<Name>,
): Promise<{ output: TaskOutput<Name>; durationMs: number }> {
  const started = performance.now();
  const task = TASKS[name] as (
    stages: StageFunctions,
    input: TaskInput<Name>,
  ) => TaskOutput<Name> | Promise<TaskOutput<Name>>;
  const output = await task(stages, input);
  return { output, durationMs: performance.now() - started };
}
