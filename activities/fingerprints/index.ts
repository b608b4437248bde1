import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Stage } from '../../db/stage-versions.ts';
import type { EntityModel } from '../entity-tagger/types.ts';
import { dataFilesOf } from './data-files.ts';
import { moduleClosure } from './modules.ts';
import { lockedVersions } from './packages.ts';

const PROJECT_ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What a stage is made of, and the hash of that. */
export interface Fingerprint {
  fingerprint: string;
  detail: {
    /** SHA-256 of each module and data file, by path. */
    files: Record<string, string>;
    /** Version of each package that it loads, and of those that these load, by place in node_modules. */
    packages: Record<string, string>;
    /** Unicode data of the runtime: character classes, normalisation, segmentation. */
    unicode: { icu: string; unicode: string };
    /** A model from elsewhere that the stage runs. */
    tagger?: EntityModel['detail'];
  };
}

/** What a stage consists of besides the modules that its `index.ts` loads. */
interface Variant {
  /** Module in the stage's folder that is run instead of `index.ts`. */
  entry: string;
  tagger: EntityModel['detail'];
}

/**
 * Computes a stage's fingerprint: from the modules that its `index.ts` loads, directly or not, the model and data files
 * beside them (not `train/`, not documents), the locked versions of the packages they load, and the runtime's Unicode data.
 * Types leave no trace. A change that cannot matter, such as a comment, gives another fingerprint too.
 *
 * @param stage folder of the stage under `stages/`.
 * @param root folder of the checkout.
 * @throws when a module that is imported is missing, or a package is not in package-lock.json.
 */
export async function stageFingerprint(stage: string, root = PROJECT_ROOT, variant?: Variant): Promise<Fingerprint> {
  const { modules, packages } = await moduleClosure(`${root}/stages/${stage}/${variant?.entry ?? 'index.ts'}`);
  const paths = [...new Set([...modules, ...(await dataFilesOf(modules, `${root}/stages`))])];
  const files: Record<string, string> = {};
  for (const path of paths.toSorted()) {
    files[relative(root, path).split(sep).join('/')] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  }
  const { icu = 'none', unicode = 'none' } = process.versions;
  const detail: Fingerprint['detail'] = {
    files,
    packages: await lockedVersions(packages, root),
    unicode: { icu, unicode },
    ...(variant && { tagger: variant.tagger }),
  };
  return { fingerprint: createHash('sha256').update(JSON.stringify(detail)).digest('hex'), detail };
}

/**
 * The fingerprints of all stages of this checkout.
 * @param model that finds names instead of our own tagger.
 */
export async function stageFingerprints(model?: EntityModel): Promise<Record<Stage, Fingerprint>> {
  const variant = model && { entry: 'transformers/index.ts', tagger: model.detail };
  const [normalize, entities, attribution] = await Promise.all([
    stageFingerprint('normalize'),
    stageFingerprint('entities', PROJECT_ROOT, variant),
    stageFingerprint('attribution'),
  ]);
  return { normalize, entities, attribution };
}
