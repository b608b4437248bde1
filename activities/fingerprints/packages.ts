import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The parts of package-lock.json that are read, by place: `node_modules/a/node_modules/b`. */
interface Lock {
  packages: Record<
    string,
    {
      version?: string;
      dependencies?: Record<string, string>;
      optionalDependencies?: Record<string, string>;
    }
  >;
}

/**
 * Versions of packages and of all that they depend on, as package-lock.json has them, by place and in order.
 * @param names as imported.
 * @param root folder of package-lock.json.
 * @throws when a package is not locked.
 */
export async function lockedVersions(names: string[], root: string): Promise<Record<string, string>> {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const versions = new Map<string, string>();
  const pending = names.map((name) => {
    const place = `node_modules/${name}`;
    if (!packages[place]) throw new Error(`The package ${name} is not in package-lock.json: run npm install ${name}.`);
    return place;
  });
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    if (versions.has(place)) continue;
    const { version = 'none', dependencies = {}, optionalDependencies = {} } = packages[place];
    versions.set(place, version);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = placeOf(name, place, packages);
      // An optional one may be missing, for another system for instance.
      if (found !== undefined) pending.push(found);
    }
  }
  return Object.fromEntries([...versions].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where Node finds a package that another one asks for: beside it, or in a folder above. */
function placeOf(name: string, from: string, packages: Lock['packages']): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (packages[place]) return place;
    if (at === '') return undefined;
  }
}
