import { StageFault } from '../../activities/stage-runner/stage-fault.ts';
import type { StageRunner } from '../../activities/stage-runner/types.ts';
import { TaggerModelError } from '../../stages/entities/transformers/errors.ts';

/** Enough for each stage to load its models and find something. */
const TEXT = 'The ferry sails on Monday, said Ann Lee, the harbour master of Lower Venn.';

/**
 * Lets each thread go through the stages once, so that no document has to wait for them to load.
 * @throws TaggerModelError when the model that finds names cannot be loaded; StageFault when the stages cannot or fail.
 */
export async function warmUp(stages: StageRunner, threads: number): Promise<void> {
  try {
    await runThrough(stages, threads);
  } catch (error) {
    throw error instanceof StageFault && error.cause instanceof TaggerModelError ? error.cause : error;
  }
}

async function runThrough(stages: StageRunner, threads: number): Promise<void> {
  const options = { lane: 'interactive', size: TEXT.length } as const;
  // As many at once as there are threads: each gets its own.
  const onAll = <Result>(work: () => Promise<Result>) => Promise.all(Array.from({ length: threads }, work));
  const bytes = new TextEncoder().encode(TEXT);
  const [{ output: text }] = await onAll(() => stages.run('normalize', { bytes }, options));
  const [{ output: entities }] = await onAll(() => stages.run('tagEntities', text, options));
  await onAll(() => stages.run('attribute', { text, entities }, options));
}
