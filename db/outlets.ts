import type { Connection } from './connection.ts';

/**
 * The publication that a text names; null where it names none.
 * @param stageResultId of the normalize stage.
 */
export async function loadOutlet(db: Connection, stageResultId: number): Promise<string | null> {
  const { outlet } = await db
    .selectFrom('stage_results')
    .innerJoin('texts', 'texts.artifact_id', 'stage_results.artifact_id')
    .select('texts.outlet')
    .where('stage_results.id', '=', stageResultId)
    .executeTakeFirstOrThrow();
  return outlet;
}
