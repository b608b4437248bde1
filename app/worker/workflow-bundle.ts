import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { moduleClosure } from '../../activities/fingerprints/modules.ts';
import { lockedVersions } from '../../activities/fingerprints/packages.ts';
import { PROJECT_ROOT } from '../config.ts';

const WORKFLOWS = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));

/** Where `npm run build` puts the bundle: part of what is deployed. */
export const BUILD_FOLDER = join(PROJECT_ROOT, 'dist');

/** The workflows as one script, as a worker takes it. */
export interface WorkflowBundle {
  code: string;
  /** Hash of the modules and packages that it was made of. */
  hash: string;
  /** Whether it had to be made now. */
  built: boolean;
}

/**
 * Reads the bundle of the workflows from the first folder that has it, made of the very sources that are here; else makes
 * it and keeps it in the last one.
 *
 * @param interceptors modules of workflow interceptors that are to be part of it.
 */
export async function workflowBundle(folders: string[], interceptors: string[] = []): Promise<WorkflowBundle> {
  const hash = await sourcesHash(interceptors);
  const name = `workflows-${hash.slice(0, 16)}.js`;
  for (const folder of folders) {
    const code = await readIfThere(join(folder, name));
    if (code !== undefined) return { code, hash, built: false };
  }
  const { code } = await bundleWorkflowCode({
    workflowsPath: WORKFLOWS,
    workflowInterceptorModules: interceptors,
    logger: new DefaultLogger('WARN'),
  });
  const last = folders.at(-1);
  if (last !== undefined) await keep(last, name, code);
  return { code, hash, built: true };
}

async function sourcesHash(interceptors: string[]): Promise<string> {
  const hash = createHash('sha256');
  const packages = new Set(['@temporalio/worker']);
  for (const entry of [WORKFLOWS, ...interceptors]) {
    hash.update(`${relative(PROJECT_ROOT, entry)}\n`);
    const closure = await moduleClosure(entry);
    for (const path of closure.modules.toSorted())
      hash.update(`${relative(PROJECT_ROOT, path)}\n`).update(await readFile(path));
    for (const name of closure.packages) packages.add(name);
  }
  return hash.update(JSON.stringify(await lockedVersions([...packages], PROJECT_ROOT))).digest('hex');
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whole or not at all, as several workers may start at once. */
async function keep(folder: string, name: string, code: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const partial = join(folder, `.${name}.${process.pid}`);
  await writeFile(partial, code);
  await rename(partial, join(folder, name));
}
