import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** No part of what a stage does when it runs: what made its model, documents, and code (which is found by its imports). */
const NO_DATA = /(?:^|\/)train\/|\.(?:md|[cm]?[jt]s)$/u;

/**
 * The model and data files of all rooms of `stages/` (folders just below it) that modules lie in.
 * @param modules absolute paths.
 * @param stages absolute path of the folder of stages.
 */
export async function dataFilesOf(modules: string[], stages: string): Promise<string[]> {
  const rooms = new Set<string>();
  for (const path of modules) {
    const [room, ...rest] = relative(stages, path).split(sep);
    if (room !== '..' && rest.length > 0) rooms.add(join(stages, room));
  }
  const found: string[] = [];
  for (const room of rooms) {
    for (const entry of await readdir(room, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      if (!NO_DATA.test(relative(room, path).split(sep).join('/'))) found.push(path);
    }
  }
  return found;
}
