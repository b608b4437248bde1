import { createHash } from 'node:crypto';
import { loadRawDocument } from '../db/raw-documents.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { runStage } from './run-stage.ts';
import type { NormalizeRequest, StageOutcome } from './types.ts';

/** Normalises stored bytes; see stages/normalize. */
export function createNormalize(dependencies: ActivityDependencies) {
  return function normalize({ rawSha256, contentType, url }: NormalizeRequest): Promise<StageOutcome> {
    const input = JSON.stringify([rawSha256, contentType, url]);
    return runStage(dependencies, {
      stage: 'normalize',
      inputSha256: createHash('sha256').update(input).digest('hex'),
      load: () => loadRawDocument(dependencies.db, rawSha256),
      run: ({ bytes }) => {
        const raw = { bytes, contentType: contentType ?? undefined, url: url ?? undefined };
        return { stage: 'normalize', rawSha256, output: dependencies.stages.normalize(raw) };
      },
    });
  };
}
