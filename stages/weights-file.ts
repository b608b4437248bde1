import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What a model's manifest says of the file beside it that holds its weights. */
export interface WeightsFile {
  file: string;
  bytes: number;
  sha256: string;
}

/**
 * Reads the weights that a manifest describes: those of another training, or damaged ones, would be read as other numbers.
 * @param folder where both are.
 * @param command what makes both anew.
 * @throws Error when the file is not the one that the manifest was written with.
 */
export function readWeightsFile(folder: URL, { file, bytes, sha256 }: WeightsFile, command: string): Buffer {
  const weights = readFileSync(new URL(file, folder));
  const remedy = `restore manifest.json and ${file} together, or run ${command}.`;
  if (weights.length !== bytes)
    throw new Error(`${file} has ${weights.length} bytes, its manifest says ${bytes}: ${remedy}`);
  const hash = createHash('sha256').update(weights).digest('hex');
  if (hash !== sha256) throw new Error(`${file} has the SHA-256 ${hash}, its manifest says ${sha256}: ${remedy}`);
  return weights;
}
