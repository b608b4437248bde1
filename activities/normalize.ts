import { loadRawDocument } from '../db/raw-documents.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { normalizeInput } from './normalize-input.ts';
import { runStage } from './run-stage.ts';
import type { NormalizeRequest, StageOutcome } from './types.ts';

/** Normalises stored bytes; see stages/normalize. */
export function createNormalize(dependencies: ActivityDependencies) {
  return function normalize({ rawSha256, contentType, url }: NormalizeRequest): Promise<StageOutcome> {
    return runStage(dependencies, {
      stage: 'normalize',
      task: 'normalize',
      inputSha256: normalizeInput({ rawSha256, contentType, url }),
      load: async () => {
        const { bytes } = await loadRawDocument(dependencies.db, rawSha256);
        const input = { bytes, contentType: contentType ?? undefined, url: url ?? undefined };
        return { input, size: bytes.length, transfer: ownMemory(bytes) };
      },
      outputOf: (output) => ({ stage: 'normalize', rawSha256, output }),
    });
  };
}

/** The memory of bytes, where it holds nothing else: small ones share a pool of Node's. */
function ownMemory(bytes: Uint8Array): ArrayBuffer[] {
  return bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : [];
}
