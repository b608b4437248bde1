import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { RAW_PREFIX } from '../../activities/sources/file.ts';
import { UsageError } from '../cli/parse.ts';

/** What was asked to be ingested: an address; or a file, a folder, or one document of a file of lines. */
export type Target = { url: string } | { path: string; id?: string };

/** An argument that nothing can be done with. */
export class TargetError extends UsageError {
  override readonly name = 'TargetError';
}

/**
 * Reads the arguments of a command.
 * @param workingFolder that relative paths start from.
 * @throws TargetError, for the first that is neither an http(s) address nor the path of a file or folder.
 */
export function parseTargets(args: readonly string[], workingFolder: string): Target[] {
  return args.map((arg) => {
    if (/^[a-z][a-z\d+.-]+:\/\//iu.test(arg)) {
      if (/^https?:/iu.test(arg) && URL.canParse(arg)) return { url: arg };
      throw new TargetError(`${arg} cannot be ingested: expected an address that begins with http:// or https://.`);
    }
    const path = resolve(workingFolder, arg);
    if (existsSync(path)) {
      if (statSync(path).isFile() || statSync(path).isDirectory()) return { path };
      throw new TargetError(`${arg} is neither a file nor a folder.`);
    }
    const [, file, id] = /^(.*?\.jsonl)#(.+)$/isu.exec(path) ?? [];
    if (file !== undefined && existsSync(file) && statSync(file).isFile()) return { path: file, id };
    throw new TargetError(`There is no file or folder ${arg}: check the path.`);
  });
}

/** Everything under the raw root. @throws TargetError when it is no folder. */
export function wholeRawRoot(rawRoot: string): Target {
  if (existsSync(rawRoot) && statSync(rawRoot).isDirectory()) return { path: rawRoot };
  throw new TargetError(`There is no folder ${rawRoot} to ingest: make it, set COPYDESK_RAW_ROOT, or name files.`);
}

/**
 * The source by which the workers know a path: `raw/NAME`; null where it is not under the raw root. A link counts as where
 * it lies, not as where it leads.
 */
export function rawSource(path: string, rawRoot: string): string | null {
  if (!existsSync(rawRoot)) return null;
  const within = relative(realpathSync(rawRoot), join(realpathSync(dirname(path)), basename(path)));
  if (within === '' || within === '..' || within.startsWith(`..${sep}`) || resolve(within) === within) return null;
  return RAW_PREFIX + within.split(sep).join('/');
}
