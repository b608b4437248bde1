import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { dirname, resolve } from 'node:path';
import { init, parse } from 'es-module-lexer';

/** What a module loads when it runs. */
export interface ModuleClosure {
  /** Absolute paths, the entry among them. */
  modules: string[];
  /** Names of packages, without Node's own. */
  packages: string[];
}

/**
 * Follows the relative imports of a TypeScript module, types left out.
 * @throws when a module cannot be read, or loads another by a name that only running it would tell.
 */
export async function moduleClosure(entry: string): Promise<ModuleClosure> {
  await init();
  const modules = new Set<string>();
  const packages = new Set<string>();
  const pending = [resolve(entry)];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (modules.has(path)) continue;
    modules.add(path);
    if (!/\.[cm]?[jt]s$/u.test(path)) continue;
    for (const specifier of specifiersOf(await readFile(path, 'utf8'), path)) {
      if (specifier.startsWith('.')) pending.push(resolve(dirname(path), specifier));
      else if (!isBuiltin(specifier)) packages.add(packageOf(specifier));
    }
  }
  return { modules: [...modules], packages: [...packages] };
}

function specifiersOf(source: string, path: string): string[] {
  const [imports] = parse(source, path);
  return imports.flatMap((found) => {
    if (found.type === 'import-meta') return [];
    if (found.type === 'dynamic') {
      if (found.specifier === undefined || found.glob) {
        throw new Error(`${path} imports a module by a computed name: name it, so that the fingerprint can hold it.`);
      }
      return [found.specifier];
    }
    return found.typeOnly ? [] : [found.specifier];
  });
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier);
}

/** `@scope/name/part` is of `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
