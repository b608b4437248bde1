import { sql } from 'kysely';
import { type Connection, inTransaction } from './connection.ts';
import { type Stage, upsertStageVersion } from './stage-versions.ts';
import type { JsonObject } from './types.ts';

/** What the three stages are made of: fingerprints with what they were computed from. */
export type PipelineFingerprints = Record<Stage, { fingerprint: string; detail?: JsonObject }>;

/** A pipeline by its stage versions; null where one of them was never used here, so that there is no result of it. */
export type PipelineStages = Record<Stage, number | null>;

/**
 * Makes a pipeline the one in force, against which documents are stale. Called when a worker starts, so that the last one
 * that started decides, and when `reprocess` does.
 * @returns its number.
 */
export function usePipeline(db: Connection, fingerprints: PipelineFingerprints): Promise<number> {
  return inTransaction(db, async (transaction) => {
    const version = (stage: Stage) => upsertStageVersion(transaction, { stage, ...fingerprints[stage] });
    const stages = {
      normalize_version_id: await version('normalize'),
      entities_version_id: await version('entities'),
      attribution_version_id: await version('attribution'),
    };
    const id = (await findPipeline(transaction, stages)) ?? (await insertPipeline(transaction, stages));
    await sql`
      insert into pipeline_in_force (pipeline_version_id) values (${id})
      on conflict (one) do update set pipeline_version_id = excluded.pipeline_version_id, since = excluded.since
      where pipeline_in_force.pipeline_version_id <> excluded.pipeline_version_id
    `.execute(transaction);
    return id;
  });
}

/** The stage versions of fingerprints, as far as they were used here. Writes nothing. */
export async function findStages(db: Connection, fingerprints: PipelineFingerprints): Promise<PipelineStages> {
  const known = async (stage: Stage) => {
    const row = await db
      .selectFrom('stage_versions')
      .select('id')
      .where('stage', '=', stage)
      .where('fingerprint', '=', fingerprints[stage].fingerprint)
      .executeTakeFirst();
    return row?.id ?? null;
  };
  return {
    normalize: await known('normalize'),
    entities: await known('entities'),
    attribution: await known('attribution'),
  };
}

/** The stage versions of a pipeline. @throws when there is no such pipeline. */
export async function stagesOf(db: Connection, pipeline: number): Promise<Record<Stage, number>> {
  const row = await db
    .selectFrom('pipeline_versions')
    .select([
      'normalize_version_id as normalize',
      'entities_version_id as entities',
      'attribution_version_id as attribution',
    ])
    .where('id', '=', pipeline)
    .executeTakeFirst();
  if (!row) throw new NoSuchPipelineError(pipeline);
  return row;
}

/** There is no pipeline of this number. */
export class NoSuchPipelineError extends Error {
  override readonly name = 'NoSuchPipelineError';
  constructor(pipeline: number) {
    super(`there is no pipeline ${pipeline}: the view pipelines has them all`);
  }
}

interface Stages {
  normalize_version_id: number;
  entities_version_id: number;
  attribution_version_id: number;
}

async function findPipeline(db: Connection, stages: Stages): Promise<number | undefined> {
  const row = await db
    .selectFrom('pipeline_versions')
    .select('id')
    .where('normalize_version_id', '=', stages.normalize_version_id)
    .where('entities_version_id', '=', stages.entities_version_id)
    .where('attribution_version_id', '=', stages.attribution_version_id)
    .executeTakeFirst();
  return row?.id;
}

async function insertPipeline(db: Connection, stages: Stages): Promise<number> {
  const made = await db
    .insertInto('pipeline_versions')
    .values(stages)
    .onConflict((conflict) =>
      conflict.columns(['normalize_version_id', 'entities_version_id', 'attribution_version_id']).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  // Null where somebody else made it just now, which the next look finds.
  return made?.id ?? ((await findPipeline(db, stages)) as number);
}
