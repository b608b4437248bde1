import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type { ChunkResult } from '../../../activities/batch/types.ts';
import { createIngestChunk } from '../../../activities/chunk/ingest-chunk.ts';
import type { ActivityDependencies } from '../../../activities/dependencies.ts';
import { stageFingerprints } from '../../../activities/fingerprints/index.ts';
import { inlineRunner } from '../../../activities/stage-runner/inline.ts';
import type { StageFunctions, StageRunner } from '../../../activities/stage-runner/types.ts';
import { stages } from '../../../activities/stages.ts';
import { saveListed } from '../../../db/batch-listing.ts';
import { insertBatch } from '../../../db/batches.ts';
import type { Database } from '../../../db/connection.ts';
import { atEnd } from '../../support/clean-up.ts';

/** A batch in the ledger, and the activity that works through it. */
export interface TestBatch {
  batchId: number;
  /** Begins a chunk as Temporal does. */
  begin(
    range?: { from: number; to: number },
    options?: { attempt?: number; runner?: StageRunner; db?: Database },
  ): { ended: Promise<ChunkResult>; environment: MockActivityEnvironment };
  ingest(range?: { from: number; to: number }): Promise<ChunkResult>;
  ledger(): Promise<{ position: number; outcome: string | null; version: number | null; workflow_id: string | null }[]>;
}

export interface ChunkRoom {
  rawRoot: string;
  addRaw(name: string, content: string | Uint8Array): Promise<string>;
  list(documents: { source: string; input: unknown }[]): Promise<TestBatch>;
}

/** Settings for reading documents from a folder of the test's. */
export function testSources(rawRoot: string): ActivityDependencies['sources'] {
  return {
    rawRoot,
    maxBytes: 2 ** 20,
    timeout: 5_000,
    userAgent: 'copydesk-test',
    isAllowed: () => true,
    hostInterval: 0,
  };
}

/** Stages in this thread, as they are or changed. */
export async function stagesHere(changed: Partial<StageFunctions> = {}): Promise<StageRunner> {
  return inlineRunner({ ...stages, ...changed }, await stageFingerprints());
}

/** Real activities on a real database, without a server: what calls them is told apart by its run. */
export async function createChunkRoom(db: Database): Promise<ChunkRoom> {
  const rawRoot = await mkdtemp(join(tmpdir(), 'copydesk-test-chunk-'));
  atEnd(() => rm(rawRoot, { recursive: true }));
  const usual = await stagesHere();
  let batches = 0;
  return {
    rawRoot,
    async addRaw(name, content) {
      await writeFile(join(rawRoot, name), content);
      return `raw/${name}`;
    },
    async list(documents) {
      batches += 1;
      const workflowId = `batch:${batches}`;
      const runId = `batch-run-${batches}`;
      const batchId = await insertBatch(db, { kind: 'ingest', input: {}, workflowId, firstExecutionRunId: runId });
      await saveListed(db, { batchId, from: 0, documents, isLast: true });
      const begin: TestBatch['begin'] = (range = { from: 0, to: documents.length }, options = {}) => {
        const environment = new MockActivityEnvironment(
          { attempt: options.attempt ?? 1, workflowExecution: { workflowId, runId } },
          { logger: new DefaultLogger('ERROR') },
        );
        const ingestChunk = createIngestChunk({
          db: options.db ?? db,
          stages: options.runner ?? usual,
          sources: {
            rawRoot,
            maxBytes: 2 ** 20,
            timeout: 5_000,
            userAgent: 'copydesk-test',
            hostInterval: 0,
            isAllowed: () => true,
          },
        });
        const request = { batchId, ...range, firstExecutionRunId: runId };
        return { ended: environment.run(ingestChunk, request) as Promise<ChunkResult>, environment };
      };
      return {
        batchId,
        begin,
        ingest: (range) => begin(range).ended,
        ledger: () =>
          db
            .selectFrom('batch_documents')
            .select(['position', 'outcome', 'version', 'workflow_id'])
            .where('batch_id', '=', batchId)
            .orderBy('position')
            .execute(),
      };
    },
  };
}
