import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { loadConfig, PROJECT_ROOT } from '../../app/config.ts';
import { findTemporalCli } from '../../app/local/temporal-cli.ts';
import { atEnd } from './clean-up.ts';

const run = promisify(execFile);

/** Folder of a copy that goes when the file's tests are done. */
export async function folderForCopy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-copy-'));
  // The database of a start by root runs as another account.
  await chmod(folder, 0o755);
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Copies this checkout as it is now, without what Git ignores. */
export async function copyProject(folder: string): Promise<void> {
  const { stdout } = await run('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: PROJECT_ROOT });
  for (const file of stdout.split('\0').filter(Boolean)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await copyFile(join(PROJECT_ROOT, file), join(folder, file)).catch((error: NodeJS.ErrnoException) => {
      // In the index, and deleted.
      if (error.code !== 'ENOENT') throw error;
    });
  }
}

/** Clones what is committed here, as a newcomer would. */
export async function cloneProject(folder: string): Promise<void> {
  await run('git', ['clone', '--quiet', '--no-hardlinks', PROJECT_ROOT, folder]);
}

/** Gives a checkout the packages of this one as hard links; across file systems and on others than Linux its set-up installs them. */
export async function linkPackages(folder: string): Promise<void> {
  if (process.platform !== 'linux') return;
  await run('cp', ['-al', join(PROJECT_ROOT, 'node_modules'), join(folder, 'node_modules')]).catch(() =>
    rm(join(folder, 'node_modules'), { recursive: true, force: true }),
  );
}

/** The environment of somebody who has set nothing; the Temporal CLI that is here already is found there too. */
export async function typingEnvironment(): Promise<NodeJS.ProcessEnv> {
  const { path: cli } = await findTemporalCli({ stateDir: loadConfig().stateDir });
  const own = /^(?:VITEST|npm_|NODE_OPTIONS$|INIT_CWD$|COPYDESK_|DATABASE_URL$|TEMPORAL_|TEST$|NODE_ENV$)/u;
  const inherited = Object.entries(process.env).filter(([name]) => !own.test(name));
  return {
    ...Object.fromEntries(inherited),
    PATH: [dirname(cli), process.env.PATH].join(':'),
    NO_COLOR: '1',
  };
}
