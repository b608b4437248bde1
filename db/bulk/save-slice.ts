import type { Transaction } from 'kysely';
import type { Signature } from '../../stages/near-duplicates/index.ts';
import { type BatchOutcome, type Ending, lockOpen, recordEndings } from '../batch-documents.ts';
import { recordCaptures, type Sighting } from '../captures.ts';
import type { Database } from '../connection.ts';
import { lockDocuments, upsertDocuments } from '../documents.ts';
import { resolveFailures } from '../failures.ts';
import { linkNames } from '../known-names/link.ts';
import { queueTexts } from '../near-duplicates.ts';
import { type NewRawDocument, storeRawDocuments } from '../raw-documents.ts';
import type { PreparedArtifact } from '../rows/artifact.ts';
import type { Run } from '../run.ts';
import type { StageResult } from '../stage-results.ts';
import type { Stage } from '../stage-versions.ts';
import type { DB } from '../types.ts';
import { saveArtifacts } from './artifacts.ts';
import { findOvertaken } from './overtaken.ts';
import { type Candidate, publishVersions } from './publish.ts';
import { insertRecomputations, type Recomputation } from './recomputations.ts';
import { findRepeated } from './repeated.ts';
import { holdResults, insertTextOrigins, type NewResult, type StageVersionIds, saveResults } from './stage-results.ts';

/** An output of a stage: stored already, or to be stored. The same object where several documents have it. */
export type PreparedStage =
  | { known: StageResult }
  | {
      inputSha256: string;
      artifact: PreparedArtifact;
      /** Milliseconds that the stage took. */
      durationMs: number;
    };

/** A document of a slice, with what the stages gave. */
export interface PreparedDocument extends Omit<Sighting, 'documentId'> {
  /** In the batch. */
  position: number;
  key: string;
  /** Null where they are stored. */
  bytes: Uint8Array | null;
  /** The capture that it is made from again; null for one that is seen now. */
  capture: { documentId: number; captureId: number } | null;
  text: PreparedStage & { origin?: string; signature?: Signature | null };
  entities: PreparedStage;
  attribution: PreparedStage;
  /** What the memo had of these and was computed again. */
  recomputed?: Recomputation[];
}

export interface SliceContext extends Run {
  batchId: number;
  versions: StageVersionIds;
  /** Of the activity, from 1. */
  attempt: number;
}

/**
 * Stores a slice of a batch and publishes its versions, with what became of each document, in one transaction of set-based
 * statements. All who write lock in the same order: ledger, bytes, documents, results that are there, artifacts and new
 * results, each by its key; the names that are known across documents come last.
 *
 * @returns entries for `linkNearDuplicates`.
 * @throws SavedMeanwhile, and errors of the database; nothing is written then.
 */
export async function saveSlice(db: Database, context: SliceContext, slice: PreparedDocument[]): Promise<number[]> {
  return db.transaction().execute(async (transaction) => {
    const positions = slice.map(({ position }) => position);
    const open = await lockOpen(transaction, context.batchId, positions);
    const documents = slice.filter(({ position }) => open.has(position));
    if (documents.length === 0) return [];
    const sightings = await saveSightings(transaction, context, documents);
    const results = await saveOutputs(transaction, context, documents);
    const overtaken = await findOvertaken(
      transaction,
      context.batchId,
      documents.map(({ position }, i) => ({ position, documentId: sightings[i].documentId })),
    );
    const candidates = documents.map(({ source, rawSha256 }, i): Candidate => {
      const { documentId, captureId } = sightings[i];
      return { documentId, captureId, source, rawSha256, ...results[i], overtaken: overtaken.has(i) };
    });
    await insertRecomputations(
      transaction,
      context,
      documents.flatMap(({ recomputed = [] }) => recomputed),
    );
    const decisions = await publishVersions(transaction, context, candidates, { again: false });
    const repeated = await findRepeated(transaction, context, candidates);
    const published = candidates
      .map(({ textArtifactId }, i) => ({ textArtifactId, signature: documents[i].text.signature }))
      .filter((_, i) => decisions[i].outcome === 'published');
    const toCompare = await queueTexts(transaction, published);
    await resolveFailures(
      transaction,
      documents.map(({ source }, i) => ({ source, key: sightings[i].key, documentId: sightings[i].documentId })),
      null,
    );
    const ran = new Set<PreparedStage>();
    const endings = documents.map((document, i): Ending => {
      const { outcome, version } = decisions[i];
      const isRepeated = outcome !== 'published' && (repeated.has(i) || !sightings[i].isNew);
      const { documentId } = sightings[i];
      const ending: BatchOutcome = isRepeated ? 'duplicate' : outcome;
      return { position: document.position, outcome: ending, documentId, version, ...work(document, ran) };
    });
    await recordEndings(transaction, context.batchId, endings);
    await linkNames(
      transaction,
      candidates.filter((_, i) => decisions[i].outcome !== 'superseded'),
    );
    return toCompare;
  });
}

interface Seen {
  documentId: number;
  key: string;
  captureId: number;
  /** False where this batch has recorded the same before. */
  isNew: boolean;
}

async function saveSightings(transaction: Transaction<DB>, run: Run, documents: PreparedDocument[]): Promise<Seen[]> {
  const raw = documents.flatMap(({ bytes, rawSha256, contentType }): [string, NewRawDocument][] =>
    bytes === null ? [] : [[rawSha256, { bytes, contentType }]],
  );
  await storeRawDocuments(transaction, new Map(raw));
  const seenNow = documents.filter(({ capture }) => capture === null);
  const ids = await upsertDocuments(
    transaction,
    seenNow.map(({ key }) => key),
  );
  const idOf = ({ key, capture }: PreparedDocument) => capture?.documentId ?? (ids.get(key) as number);
  const keys = await lockDocuments(transaction, [...new Set(documents.map(idOf))]);
  const captures = await recordCaptures(
    transaction,
    run,
    seenNow.map((document) => ({ ...document, documentId: idOf(document) })),
  );
  const captureOf = new Map(seenNow.map((document, i) => [document, captures[i]]));
  return documents.map((document) => {
    const documentId = idOf(document);
    const key = keys.get(documentId) as string;
    const { captureId, isNew } = captureOf.get(document) ?? {
      captureId: document.capture?.captureId as number,
      isNew: true,
    };
    return { documentId, key, captureId, isNew };
  });
}

/** Numbers of a document's results and artifacts. */
type Results = Pick<
  Candidate,
  | 'textResultId'
  | 'entitiesResultId'
  | 'attributionResultId'
  | 'textArtifactId'
  | 'entitiesArtifactId'
  | 'attributionArtifactId'
>;

async function saveOutputs(
  transaction: Transaction<DB>,
  { versions, attempt, ...run }: SliceContext,
  documents: PreparedDocument[],
): Promise<Results[]> {
  const outputs = (of: 'text' | 'entities' | 'attribution') => documents.map((document) => document[of]);
  const all = [...outputs('text'), ...outputs('entities'), ...outputs('attribution')];
  await holdResults(
    transaction,
    all.flatMap((output) => ('known' in output ? output.known.resultId : [])),
  );
  const texts = await saveStage(transaction, 'normalize', outputs('text'), []);
  const entities = await saveStage(transaction, 'entities', outputs('entities'), [texts]);
  const attributions = await saveStage(transaction, 'attribution', outputs('attribution'), [texts, entities]);

  const artifacts = [texts, entities, attributions];
  const stages: Stage[] = ['normalize', 'entities', 'attribution'];
  const fresh = stages.flatMap((stage, level) =>
    outputs(level === 0 ? 'text' : level === 1 ? 'entities' : 'attribution').flatMap((output, i) =>
      'known' in output ? [] : [{ stage, output, artifactId: artifacts[level][i], document: documents[i] }],
    ),
  );
  const saved = await saveResults(
    transaction,
    run,
    fresh.map(({ stage, output, artifactId }): NewResult => {
      const { inputSha256, durationMs } = output;
      return { stage, stageVersionId: versions[stage], inputSha256, artifactId, durationMs, attempt };
    }),
  );
  const resultIds = new Map(fresh.map(({ output }, i) => [output as PreparedStage, saved[i].resultId]));
  const origins = new Map<number, string>();
  for (const [i, { stage, document }] of fresh.entries()) {
    const { resultId, made } = saved[i];
    if (stage === 'normalize' && made) origins.set(resultId, document.text.origin as string);
  }
  await insertTextOrigins(
    transaction,
    Array.from(origins, ([resultId, origin]) => ({ resultId, origin })),
  );
  const resultOf = (output: PreparedStage) =>
    'known' in output ? output.known.resultId : (resultIds.get(output) as number);
  return documents.map(({ text, entities: tagged, attribution }, i) => ({
    textResultId: resultOf(text),
    entitiesResultId: resultOf(tagged),
    attributionResultId: resultOf(attribution),
    textArtifactId: texts[i],
    entitiesArtifactId: entities[i],
    attributionArtifactId: attributions[i],
  }));
}

/** @param on artifacts that those of each document rest on. @returns of each document its artifact. */
async function saveStage(
  transaction: Transaction<DB>,
  stage: Stage,
  outputs: PreparedStage[],
  [texts, entities]: number[][],
): Promise<number[]> {
  const fresh = outputs.flatMap((output, i) =>
    'known' in output
      ? []
      : [
          {
            at: i,
            artifact: output.artifact,
            textArtifactId: texts?.[i] ?? null,
            entitiesArtifactId: entities?.[i] ?? null,
          },
        ],
  );
  const ids = await saveArtifacts(transaction, stage, fresh);
  const made = new Map(fresh.map(({ at }, i) => [at, ids[i]]));
  return outputs.map((output, i) => ('known' in output ? output.known.artifactId : (made.get(i) as number)));
}

/** The stages that ran for a document: not those that ran for one before it, nor those that the memo had. */
function work({ text, entities, attribution }: PreparedDocument, ran: Set<PreparedStage>) {
  const stages: string[] = [];
  let stagesMs = 0;
  for (const [stage, output] of Object.entries({ normalize: text, entities, attribution })) {
    if ('known' in output || ran.has(output)) continue;
    ran.add(output);
    stages.push(stage);
    stagesMs += output.durationMs;
  }
  return { stages, stagesMs };
}
