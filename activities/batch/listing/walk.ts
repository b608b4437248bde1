import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of a folder. */
export interface WalkedFile {
  /** Names of the folders that it lies in, and its own. */
  path: string[];
  /** How much of the folder lies before it, and before the next, 0 to 1: each entry of a folder counts the same. */
  share: [before: number, after: number];
}

/**
 * Walks the files of a folder in the order of names, by UTF-16 code units. Hidden files and folders are left out, and links
 * to folders, which could lead round in circles.
 *
 * @param folder absolute path.
 * @param from begins at this file, also where it is no more; undefined begins at the first.
 */
export async function* walk(folder: string, from?: string[]): AsyncGenerator<WalkedFile> {
  const [first, ...rest] = from ?? [];
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const [index, entry] of entries.entries()) {
    const { name } = entry;
    if (first !== undefined && name < first) continue;
    const before = index / entries.length;
    const after = (index + 1) / entries.length;
    const path = join(folder, name);
    if (entry.isDirectory()) {
      const inner = name === first && rest.length > 0 ? rest : undefined;
      for await (const file of walk(path, inner)) {
        const scaled = (share: number) => before + share * (after - before);
        yield { path: [name, ...file.path], share: [scaled(file.share[0]), scaled(file.share[1])] };
      }
    } else if (entry.isFile() || (entry.isSymbolicLink() && !(await leadsToFolder(path)))) {
      yield { path: [name], share: [before, after] };
    }
  }
}

/** A link that leads nowhere is for the run of the document to report. */
async function leadsToFolder(link: string): Promise<boolean> {
  try {
    return (await stat(link)).isDirectory();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ELOOP' || code === 'EACCES') return false;
    throw error;
  }
}
