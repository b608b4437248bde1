import { sql } from 'kysely';
import { type Connection, inTransaction } from './connection.ts';
import { resolveFailures } from './failures.ts';
import type { Run } from './run.ts';
import { recordOutcome } from './run-outcomes.ts';

export interface NewVersion extends Run {
  documentId: number;
  /** Where the bytes came from, as in their capture. */
  source: string;
  /** The three results (`StageResult.resultId`) that the version is made of; its bytes are those of `normalize`. */
  results: { normalize: number; entities: number; attribution: number };
}

/** Rows of a version. */
export interface VersionCounts {
  paragraphs: number;
  sentences: number;
  entities: number;
  mentions: number;
  attributions: number;
  credits: number;
}

/**
 * `published`: this run made the version. `unchanged`: the current version says the same.
 * `superseded`: readers see something newer than these bytes, or this very version was there and was rolled back.
 */
export type PublishOutcome = 'published' | 'unchanged' | 'superseded';

export interface Publication {
  /** The version that this run made, otherwise the current one. */
  version: number;
  published: boolean;
  outcome: PublishOutcome;
  /** Of that version. */
  counts: VersionCounts;
}

interface Artifacts {
  text_artifact_id: number;
  entities_artifact_id: number;
  attribution_artifact_id: number;
}

/**
 * Publishes a document's next version, or finds that there is nothing to publish, in one transaction; runs that publish the
 * same document wait for each other. How the run ended is recorded, and failures of the same document or source are
 * resolved.
 *
 * What counts is what the stages gave, not the bytes: a page whose advertisements changed is unchanged. A source is
 * superseded when the current version rests on bytes seen later than these were first seen there without a change since:
 * an original ingested again after its correction publishes nothing, while an address that goes from A to B and back to A
 * does. A run that is reset, or whose answer was lost, finds the version it made.
 *
 * @throws when the document, its capture or a result is missing, or the results do not rest on one another.
 */
export function publishVersion(db: Connection, next: NewVersion): Promise<Publication> {
  return inTransaction(db, async (transaction) => {
    const document = await transaction
      .selectFrom('documents')
      .select(['id', 'key', 'current_version'])
      .where('id', '=', next.documentId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!document) throw new Error(`No document ${next.documentId}: record its capture first.`);
    const made = await resolveResults(transaction, next.results);
    const publication = await decide(transaction, next, document.current_version, made);
    await recordOutcome(transaction, next, publication);
    await resolveFailures(transaction, { ...next, key: document.key });
    return publication;
  });
}

async function decide(
  db: Connection,
  next: NewVersion,
  currentVersion: number | null,
  made: Artifacts & { raw_sha256: string },
): Promise<Publication> {
  const same = await db
    .selectFrom('document_versions')
    .select(['version', 'first_capture_id', 'first_execution_run_id', 'workflow_id'])
    .where('document_id', '=', next.documentId)
    .where('text_artifact_id', '=', made.text_artifact_id)
    .where('entities_artifact_id', '=', made.entities_artifact_id)
    .where('attribution_artifact_id', '=', made.attribution_artifact_id)
    .orderBy('version')
    .execute();
  const own = same.find(
    (row) => row.workflow_id === next.workflowId && row.first_execution_run_id === next.firstExecutionRunId,
  );
  if (own) return report(db, next.documentId, own.version, 'published');
  if (currentVersion !== null) {
    if (same.some(({ version }) => version === currentVersion)) {
      return report(db, next.documentId, currentVersion, 'unchanged');
    }
  }

  const capture = await findCapture(db, next, made);
  if (currentVersion !== null) {
    const current = await db
      .selectFrom('document_versions')
      .select('first_capture_id')
      .where('document_id', '=', next.documentId)
      .where('version', '=', currentVersion)
      .executeTakeFirstOrThrow();
    const rolledBack = same.some((row) => row.first_capture_id === capture.first);
    if (rolledBack || current.first_capture_id > capture.first) {
      return report(db, next.documentId, currentVersion, 'superseded');
    }
  }

  const { version } = await db
    .insertInto('document_versions')
    .columns([
      'document_id',
      'version',
      'source',
      'raw_sha256',
      'capture_id',
      'first_capture_id',
      'text_result_id',
      'entities_result_id',
      'attribution_result_id',
      'text_artifact_id',
      'entities_artifact_id',
      'attribution_artifact_id',
      'workflow_id',
      'run_id',
      'first_execution_run_id',
    ])
    .expression((expression) =>
      expression
        .selectFrom('document_versions')
        .select([
          sql<number>`${next.documentId}::bigint`.as('document_id'),
          sql<number>`coalesce(max(version), 0) + 1`.as('version'),
          sql<string>`${next.source}::text`.as('source'),
          sql<string>`${made.raw_sha256}::text`.as('raw_sha256'),
          sql<number>`${capture.id}::bigint`.as('capture_id'),
          sql<number>`${capture.first}::bigint`.as('first_capture_id'),
          sql<number>`${next.results.normalize}::bigint`.as('text_result_id'),
          sql<number>`${next.results.entities}::bigint`.as('entities_result_id'),
          sql<number>`${next.results.attribution}::bigint`.as('attribution_result_id'),
          sql<number>`${made.text_artifact_id}::bigint`.as('text_artifact_id'),
          sql<number>`${made.entities_artifact_id}::bigint`.as('entities_artifact_id'),
          sql<number>`${made.attribution_artifact_id}::bigint`.as('attribution_artifact_id'),
          sql<string>`${next.workflowId}::text`.as('workflow_id'),
          sql<string>`${next.runId}::text`.as('run_id'),
          sql<string>`${next.firstExecutionRunId}::text`.as('first_execution_run_id'),
        ])
        .where('document_id', '=', next.documentId),
    )
    .returning('version')
    .executeTakeFirstOrThrow();
  await db.updateTable('documents').set({ current_version: version }).where('id', '=', next.documentId).execute();
  return report(db, next.documentId, version, 'published');
}

/** The artifacts of three results, and the bytes of the first. */
async function resolveResults(
  db: Connection,
  { normalize, entities, attribution }: NewVersion['results'],
): Promise<Artifacts & { raw_sha256: string }> {
  const row = await db
    .selectFrom('stage_results as normalize')
    .innerJoin('text_origins', 'text_origins.stage_result_id', 'normalize.id')
    .innerJoin('stage_results as entities', (join) => join.on('entities.id', '=', entities))
    .innerJoin('stage_results as attribution', (join) => join.on('attribution.id', '=', attribution))
    .select([
      'text_origins.raw_sha256',
      'normalize.artifact_id as text_artifact_id',
      'entities.artifact_id as entities_artifact_id',
      'attribution.artifact_id as attribution_artifact_id',
    ])
    .where('normalize.id', '=', normalize)
    .where('entities.stage', '=', 'entities')
    .where('attribution.stage', '=', 'attribution')
    .executeTakeFirst();
  if (!row) {
    throw new Error(
      `No results normalize ${normalize}, entities ${entities}, attribution ${attribution} to publish: run the stages first.`,
    );
  }
  return row;
}

/**
 * The capture that a version is made from, and the earliest one since which its source has given the same: the same bytes,
 * or others that normalise to the same text.
 */
async function findCapture(
  db: Connection,
  next: NewVersion,
  made: Artifacts & { raw_sha256: string },
): Promise<{ id: number; first: number }> {
  const capture = await db
    .selectFrom('captures')
    .select('id')
    .where('document_id', '=', next.documentId)
    .where('source', '=', next.source)
    .where('raw_sha256', '=', made.raw_sha256)
    .orderBy(sql`first_execution_run_id = ${next.firstExecutionRunId}`, 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!capture) {
    throw new Error(
      `Raw document ${made.raw_sha256} was never captured for document ${next.documentId} from ${next.source}: record that first.`,
    );
  }
  const { rows } = await sql<{ first: number }>`
    with same as (
      select ${made.raw_sha256}::text as raw_sha256
      union
      select o.raw_sha256
      from text_origins o join stage_results r on r.id = o.stage_result_id
      where r.artifact_id = ${made.text_artifact_id}
    )
    select min(id) as first
    from captures
    where document_id = ${next.documentId} and source = ${next.source}
      and raw_sha256 in (select raw_sha256 from same)
      and id <= ${capture.id}
      and id > coalesce((
        select max(id) from captures
        where document_id = ${next.documentId} and source = ${next.source} and id < ${capture.id}
          and raw_sha256 not in (select raw_sha256 from same)
      ), 0)
  `.execute(db);
  return { id: capture.id, first: rows[0].first };
}

async function report(
  db: Connection,
  documentId: number,
  version: number,
  outcome: PublishOutcome,
): Promise<Publication> {
  const { rows } = await sql<VersionCounts>`
    select
      (select count(*) from paragraphs where artifact_id = v.text_artifact_id) as paragraphs,
      (select count(*) from sentences where artifact_id = v.text_artifact_id) as sentences,
      (select count(*) from entities where artifact_id = v.entities_artifact_id) as entities,
      (select count(*) from mentions where artifact_id = v.entities_artifact_id) as mentions,
      (select count(*) from attributions where artifact_id = v.attribution_artifact_id) as attributions,
      (select count(*) from credits where artifact_id = v.attribution_artifact_id) as credits
    from document_versions v
    where document_id = ${documentId} and version = ${version}
  `.execute(db);
  return { version, published: outcome === 'published', outcome, counts: rows[0] };
}
