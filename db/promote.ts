import { sql } from 'kysely';
import { type Connection, type Database, inTransaction } from './connection.ts';
import { stagesOf } from './pipelines.ts';

/** A promotion or rollback that cannot be done; the message says why, and what to do. */
export class PromotionError extends Error {
  override readonly name = 'PromotionError';
}

/** One document whose readers see another version now. */
export interface Move {
  document: string;
  /** The version that readers saw, and the one they see now. */
  from: number;
  to: number;
}

/** What became of the documents of a pipeline. */
export interface PipelineMove {
  /** Documents whose readers see another version now. */
  moved: number;
  /** Some of them, by key. */
  sample: Move[];
  /** Documents that have such a version, but of an article that has changed since: they stay. */
  changedSince: number;
  /** Rollback: documents shown as the pipeline made them that have no version before: they stay. Promote: 0. */
  withoutOther: number;
}

/** What a move may be asked to leave undone. */
export interface MoveOptions {
  /** Changes nothing, and tells what would change. */
  dryRun: boolean;
}

const APPLY: MoveOptions = { dryRun: false };

/** Moves that are listed by key. */
const SAMPLE = 10;

/**
 * Makes a version of a document the one that readers see, older or newer.
 * @returns the versions; the same twice where nothing had to change.
 * @throws PromotionError when there is no such document or version.
 */
export function promoteDocument(db: Connection, key: string, version: number, options = APPLY): Promise<Move> {
  return inTransaction(db, async (transaction) => {
    const { id, from } = await lockDocument(transaction, key);
    const exists = await transaction
      .selectFrom('document_versions')
      .select('version')
      .where('document_id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (!exists) {
      throw new PromotionError(`${key} has no version ${version}: the view article_history has its versions`);
    }
    if (!options.dryRun) await show(transaction, id, version);
    return { document: key, from, to: version };
  });
}

/**
 * Puts the readers of a document back to the version before the one that they see.
 * @throws PromotionError when there is no such document, or none before.
 */
export function rollbackDocument(db: Connection, key: string, options = APPLY): Promise<Move> {
  return inTransaction(db, async (transaction) => {
    const { id, from } = await lockDocument(transaction, key);
    const before = await transaction
      .selectFrom('document_versions')
      .select('version')
      .where('document_id', '=', id)
      .where('version', '<', from)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!before) {
      throw new PromotionError(
        `${key} is at version ${from}, and no version before it is kept: there is nothing to go back to`,
      );
    }
    if (!options.dryRun) await show(transaction, id, before.version);
    return { document: key, from, to: before.version };
  });
}

async function lockDocument(db: Connection, key: string): Promise<{ id: number; from: number }> {
  const row = await db
    .selectFrom('documents')
    .select(['id', 'current_version'])
    .where('key', '=', key)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw new PromotionError(`there is no document ${key}: current_articles has all keys, as "document"`);
  if (row.current_version === null) throw new PromotionError(`${key} has no version yet: see failed_documents`);
  return { id: row.id, from: row.current_version };
}

async function show(db: Connection, documentId: number, version: number): Promise<void> {
  await db.updateTable('documents').set({ current_version: version }).where('id', '=', documentId).execute();
}

/** A version with what made it. */
const MADE = sql`
  document_versions v
  join stage_results t on t.id = v.text_result_id
  join stage_results e on e.id = v.entities_result_id
  join stage_results a on a.id = v.attribution_result_id`;

/**
 * Has readers see what a pipeline gives: of each document the newest version that it made, or that it found to be what it
 * would have made. The article itself stays as new as it is: a version of other bytes and another text than those of the
 * version that readers see is not gone back to.
 * @throws NoSuchPipelineError.
 */
export async function promotePipeline(db: Database, pipeline: number, options = APPLY): Promise<PipelineMove> {
  const { normalize, entities, attribution } = await stagesOf(db, pipeline);
  const targets = sql`
    select d.id as document_id, d.current_version as from_version,
      max(v.version) filter (where ${SAME_ARTICLE}) as to_version, max(v.version) as any_version
    from documents d
    join document_versions c on c.document_id = d.id and c.version = d.current_version
    join document_versions v on v.document_id = d.id
    join stage_results t on t.id = v.text_result_id
    join artifacts text on text.id = v.text_artifact_id
    join artifacts tagged on tagged.id = v.entities_artifact_id
    join stage_results n on n.stage_version_id = ${normalize} and n.input_sha256 = t.input_sha256
      and n.artifact_id = v.text_artifact_id
    join stage_results e on e.stage_version_id = ${entities} and e.input_sha256 = text.sha256
      and e.artifact_id = v.entities_artifact_id
    join stage_results a on a.stage_version_id = ${attribution} and a.input_sha256 = tagged.sha256
      and a.artifact_id = v.attribution_artifact_id
    group by d.id`;
  return move(db, targets, options);
}

/**
 * Puts readers back from what a pipeline made: each document of which they see such a version goes to the newest earlier
 * one that the pipeline did not make, of the same article. Where there is none (an article that came in since, or that was
 * changed since), the document stays as it is.
 * @throws NoSuchPipelineError.
 */
export async function rollbackPipeline(db: Database, pipeline: number, options = APPLY): Promise<PipelineMove> {
  const { normalize, entities, attribution } = await stagesOf(db, pipeline);
  const isOfPipeline = sql`(t.stage_version_id, e.stage_version_id, a.stage_version_id)
    = (${normalize}::bigint, ${entities}::bigint, ${attribution}::bigint)`;
  const targets = sql`
    select c.document_id, c.version as from_version,
      max(v.version) filter (where ${SAME_ARTICLE}) as to_version, max(v.version) as any_version
    from documents d
    join (select v.* from ${MADE} where ${isOfPipeline}) c on c.document_id = d.id and c.version = d.current_version
    left join (select v.* from ${MADE} where not ${isOfPipeline}) v
      on v.document_id = c.document_id and v.version < c.version
    group by c.document_id, c.version`;
  return move(db, targets, options);
}

/** Whether version v is of the article that version c is of: the same sighting, bytes or text. */
const SAME_ARTICLE = sql`v.first_capture_id = c.first_capture_id or v.raw_sha256 = c.raw_sha256
  or v.text_artifact_id = c.text_artifact_id`;

/** Moves all documents in one transaction: readers see all of it or nothing. */
function move(db: Database, targets: ReturnType<typeof sql>, { dryRun }: MoveOptions): Promise<PipelineMove> {
  const moved = dryRun
    ? sql`
      select d.key, m.from_version, m.to_version from targets m join documents d on d.id = m.document_id
      where m.to_version <> m.from_version`
    : sql`
      update documents d set current_version = m.to_version from targets m
      where d.id = m.document_id and m.to_version <> m.from_version
      returning d.key, m.from_version, m.to_version`;
  return db.transaction().execute(async (transaction) => {
    if (!dryRun) {
      // In the one order in which several documents are locked, and before the look that decides.
      await sql`
        select id from documents where id in (select document_id from (${targets}) as targets)
        order by id for no key update
      `.execute(transaction);
    }
    const { rows } = await sql<PipelineMove>`
      with targets as materialized (${targets}),
      moved as (${moved}),
      few as (select * from moved order by key limit ${SAMPLE})
      select (select count(*) from moved) as moved,
        (select coalesce(json_agg(json_build_object('document', key, 'from', from_version, 'to', to_version) order by key), '[]')
          from few) as sample,
        count(*) filter (where to_version is null and any_version is not null) as "changedSince",
        count(*) filter (where any_version is null) as "withoutOther"
      from targets
    `.execute(transaction);
    return rows[0];
  });
}
