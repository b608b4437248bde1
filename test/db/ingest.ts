import { sha256 } from '../../db/canonical-json.ts';
import { recordCapture } from '../../db/captures.ts';
import type { Database } from '../../db/connection.ts';
import { type NewVersion, type Publication, publishVersion } from '../../db/document-versions.ts';
import { upsertDocument } from '../../db/documents.ts';
import { storeRawDocument } from '../../db/raw-documents.ts';
import type { Run } from '../../db/run.ts';
import { findStageResult, type StageResult, saveStageResult } from '../../db/stage-results.ts';
import { type Stage, upsertStageVersion } from '../../db/stage-versions.ts';
import { type Article, article, type Told } from './article.ts';

let runs = 0;

/** A run of its own, as each `temporal workflow start` is. */
export function newRun(workflowId?: string): Run {
  runs += 1;
  return { workflowId: workflowId ?? `ingest:${runs}`, runId: `run-${runs}`, firstExecutionRunId: `run-${runs}` };
}

export interface Ingestion {
  key: string;
  source?: string;
  told: Told | Article;
  /** The bytes; the told text's where left out. */
  raw?: string;
  run?: Run;
  /** Of all three stages, or of each. */
  fingerprint?: string | Record<Stage, string>;
}

/** What the activities do, in their order, up to and without publishing. */
export async function prepare(db: Database, ingestion: Ingestion): Promise<NewVersion> {
  const { key, source = `raw/${key}`, told, run = newRun(), fingerprint = 'v1' } = ingestion;
  const { text, entities, attributions } = 'paragraphs' in told ? article(told) : told;
  const rawSha256 = await storeRawDocument(db, {
    bytes: new TextEncoder().encode(ingestion.raw ?? text.text),
    contentType: 'text/plain',
  });
  const documentId = await upsertDocument(db, key);
  await recordCapture(db, { ...run, documentId, source, rawSha256 });
  const stageVersion = async (stage: Stage) => ({
    stageVersionId: await upsertStageVersion(db, {
      stage,
      fingerprint: typeof fingerprint === 'string' ? fingerprint : fingerprint[stage],
    }),
    durationMs: 1.5,
    attempt: 1,
    ...run,
  });
  const memo = async (
    common: { stageVersionId: number },
    inputSha256: string,
    save: () => Promise<StageResult>,
  ): Promise<StageResult> => (await findStageResult(db, common.stageVersionId, inputSha256)) ?? save();

  const first = await stageVersion('normalize');
  const input = sha256(`${rawSha256} text/plain`);
  const normalized = await memo(first, input, () =>
    saveStageResult(db, { ...first, stage: 'normalize', inputSha256: input, rawSha256, output: text }),
  );
  const second = await stageVersion('entities');
  const tagged = await memo(second, normalized.artifactSha256, () =>
    saveStageResult(db, {
      ...second,
      stage: 'entities',
      inputSha256: normalized.artifactSha256,
      textArtifactId: normalized.artifactId,
      output: entities,
    }),
  );
  const third = await stageVersion('attribution');
  const attributed = await memo(third, tagged.artifactSha256, () =>
    saveStageResult(db, {
      ...third,
      stage: 'attribution',
      inputSha256: tagged.artifactSha256,
      entitiesArtifactId: tagged.artifactId,
      output: attributions,
    }),
  );
  return {
    ...run,
    documentId,
    source,
    results: { normalize: normalized.resultId, entities: tagged.resultId, attribution: attributed.resultId },
  };
}

/** What the activities do, in their order. */
export async function ingest(db: Database, ingestion: Ingestion): Promise<Publication & { documentId: number }> {
  const next = await prepare(db, ingestion);
  return { ...(await publishVersion(db, next)), documentId: next.documentId };
}
