import { sql } from 'kysely';
import { type Candidate, type PublishOutcome, publishVersions } from './bulk/publish.ts';
import { type Connection, inTransaction } from './connection.ts';
import { lockDocuments } from './documents.ts';
import { resolveFailures } from './failures.ts';
import { linkNames } from './known-names/link.ts';
import { linkNearDuplicates, queueTexts } from './near-duplicates.ts';
import type { Run } from './run.ts';
import { recordOutcome } from './run-outcomes.ts';

export type { PublishOutcome } from './bulk/publish.ts';

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

export interface Publication {
  /** The version that this run made, otherwise the current one. */
  version: number;
  published: boolean;
  outcome: PublishOutcome;
  /** Of that version. */
  counts: VersionCounts;
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
 * What was published is then compared with other documents, unless this is part of a transaction: what that queues is
 * for its owner, or for a later call.
 *
 * @throws when the document, its capture or a result is missing, or the results do not rest on one another.
 */
export async function publishVersion(db: Connection, next: NewVersion): Promise<Publication> {
  const { toCompare, ...publication } = await inTransaction(db, async (transaction) => {
    const { documentId, source } = next;
    const keys = await lockDocuments(transaction, [documentId]);
    const made = await resolveResults(transaction, next.results);
    const captureId = await findCapture(transaction, next, made.rawSha256);
    const [decision] = await publishVersions(transaction, next, [{ documentId, source, captureId, ...made }], {
      again: true,
    });
    await recordOutcome(transaction, next, decision);
    await resolveFailures(transaction, [{ documentId, source, key: keys.get(documentId) as string }], next.workflowId);
    const counts = await countRows(transaction, documentId, decision.version);
    const published = decision.outcome === 'published';
    const toCompare = published ? await queueTexts(transaction, [made]) : [];
    if (decision.outcome !== 'superseded') await linkNames(transaction, [{ documentId, ...made }]);
    return { ...decision, published, counts, toCompare };
  });
  if (!db.isTransaction) await linkNearDuplicates(db, toCompare);
  return publication;
}

/** The artifacts of three results, and the bytes of the first. */
async function resolveResults(
  db: Connection,
  { normalize, entities, attribution }: NewVersion['results'],
): Promise<Omit<Candidate, 'documentId' | 'source' | 'captureId'>> {
  const row = await db
    .selectFrom('stage_results as normalize')
    .innerJoin('text_origins', 'text_origins.stage_result_id', 'normalize.id')
    .innerJoin('stage_results as entities', (join) => join.on('entities.id', '=', entities))
    .innerJoin('stage_results as attribution', (join) => join.on('attribution.id', '=', attribution))
    .select([
      'text_origins.raw_sha256 as rawSha256',
      'normalize.id as textResultId',
      'entities.id as entitiesResultId',
      'attribution.id as attributionResultId',
      'normalize.artifact_id as textArtifactId',
      'entities.artifact_id as entitiesArtifactId',
      'attribution.artifact_id as attributionArtifactId',
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

/** The capture that a version is made from: that of its own run, else the last. */
async function findCapture(db: Connection, next: NewVersion, rawSha256: string): Promise<number> {
  const capture = await db
    .selectFrom('captures')
    .select('id')
    .where('document_id', '=', next.documentId)
    .where('source', '=', next.source)
    .where('raw_sha256', '=', rawSha256)
    .orderBy(sql`first_execution_run_id = ${next.firstExecutionRunId}`, 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!capture) {
    throw new Error(
      `Raw document ${rawSha256} was never captured for document ${next.documentId} from ${next.source}: record that first.`,
    );
  }
  return capture.id;
}

async function countRows(db: Connection, documentId: number, version: number): Promise<VersionCounts> {
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
  return rows[0];
}
