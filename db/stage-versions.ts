import type { Connection } from './connection.ts';
import type { JsonObject } from './types.ts';

export type Stage = 'normalize' | 'entities' | 'attribution';

export interface StageVersion {
  stage: Stage;
  /** Computed from the stage's code, models, configuration and text-handling dependencies. */
  fingerprint: string;
  /** What it was computed from, for a person to compare. */
  detail?: JsonObject;
}

/** Finds a stage version by its fingerprint, or makes it. @returns its id. */
export async function upsertStageVersion(
  db: Connection,
  { stage, fingerprint, detail = {} }: StageVersion,
): Promise<number> {
  for (;;) {
    const known = await db
      .selectFrom('stage_versions')
      .select('id')
      .where('stage', '=', stage)
      .where('fingerprint', '=', fingerprint)
      .executeTakeFirst();
    if (known) return known.id;
    const made = await db
      .insertInto('stage_versions')
      .values({ stage, fingerprint, detail: JSON.stringify(detail) })
      .onConflict((conflict) => conflict.columns(['stage', 'fingerprint']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made) return made.id;
  }
}
