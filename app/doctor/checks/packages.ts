import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PROJECT_ROOT } from '../../config.ts';
import { type Check, type Finding, ok, problem } from '../check.ts';

const LOCK = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      optional: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      dev: z.boolean().optional(),
    }),
  ),
});

/** Packages that are named, of those that differ. */
const NAMED = 3;

/** Whether the packages installed are those of package-lock.json. */
export const checkPackages: Check = () => checkInstalled(PROJECT_ROOT);

/** @param root the project's folder. */
export function checkInstalled(root: string): Finding[] {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) {
    return [problem('Packages', 'none are installed by npm', 'run npm ci')];
  }
  const wanted = readLock(join(root, 'package-lock.json'));
  const installed = readLock(installedFile);
  // Those for development are left out of images; optional ones are of other systems.
  const hasDevelopment = Object.values(installed).some(({ dev }) => dev);
  const differing = Object.entries(wanted).filter(([path, { version, optional, devOptional, dev }]) => {
    const other = installed[path];
    if (other === undefined) return path !== '' && !optional && !devOptional && (!dev || hasDevelopment);
    return other.version !== version;
  });
  const unknown = Object.keys(installed).filter((path) => !(path in wanted));
  const names = [...differing.map(([path]) => path), ...unknown].map((path) => path.replace(/^.*node_modules\//u, ''));
  if (names.length === 0) return [ok('Packages', `${Object.keys(installed).length}, as package-lock.json has them`)];
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  const found = `${names.slice(0, NAMED).join(', ')}${more} are not as package-lock.json has them`;
  return [problem('Packages', found, 'run npm ci')];
}

function readLock(file: string): z.infer<typeof LOCK>['packages'] {
  return LOCK.parse(JSON.parse(readFileSync(file, 'utf8'))).packages;
}
