import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { PROJECT_ROOT } from '../../config.ts';
import { type Check, type Finding, ok, problem } from '../check.ts';

/** What a manifest says of the weights beside it, where it tells a hash. */
const MANIFEST = z.looseObject({
  weights: z.looseObject({ file: z.string(), bytes: z.number(), sha256: z.string() }).optional(),
});

/** Whether the stages' models can be read, and are those that their manifests tell of. */
export const checkStageModels: Check = () => checkModels(PROJECT_ROOT);

/** @param root the project's folder. */
export function checkModels(root: string): Finding[] {
  const manifests = globSync(join(root, 'stages', '*', 'model', 'manifest.json')).sort();
  const findings = manifests.flatMap((file) => checkModel(file, root));
  if (manifests.length === 0)
    return [problem('Models', 'there are none in stages/*/model', 'check this project out anew')];
  return findings.length > 0 ? findings : [ok('Models', `${manifests.length}, as their manifests tell`)];
}

function checkModel(file: string, root: string): Finding[] {
  const folder = dirname(file);
  const place = relative(root, folder);
  const mend = `run git checkout -- ${place}`;
  try {
    const { weights } = MANIFEST.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (weights === undefined) return readable(folder);
    const bytes = readFileSync(join(folder, weights.file));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 === weights.sha256) return [];
    const found = `${place}/${weights.file} (${bytes.length} bytes) is not what its manifest tells of (${weights.bytes} bytes)`;
    return [problem('Models', found, mend)];
  } catch (error) {
    return [problem('Models', `${place} cannot be read: ${(error as Error).message}`, mend)];
  }
}

/** A model without a hash is JSON. */
function readable(folder: string): Finding[] {
  for (const file of globSync(join(folder, '*.json'))) JSON.parse(readFileSync(file, 'utf8'));
  return [];
}
