/** A task of the stages that failed, hung or ended its thread: a fault of their code, since they know no other reason than the document's. */
export class StageFault extends Error {
  override readonly name = 'StageFault';

  /** @param task as in `tasks.ts`. */
  constructor(task: string, cause: unknown) {
    super(`${task} met a fault of its own: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
