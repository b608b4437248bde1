import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
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

/** Gives a checkout the packages of this one as hard links; across file systems and on others than Linux its set-up installs them. */
export async function linkPackages(folder: string): Promise<void> {
  if (process.platform !== 'linux') return;
  await run('cp', ['-al', join(PROJECT_ROOT, 'node_modules'), join(folder, 'node_modules')]).catch(() =>
    rm(join(folder, 'node_modules'), { recursive: true, force: true }),
  );
}

/** The environment of somebody who types commands in a folder; the Temporal CLI that is here already is found there too. */
export async function typingEnvironment(folder: string): Promise<NodeJS.ProcessEnv> {
  const { path: cli } = await findTemporalCli({ stateDir: loadConfig().stateDir });
  const own = /^(?:VITEST|npm_|NODE_OPTIONS$|INIT_CWD$|COPYDESK_|DATABASE_URL$|TEMPORAL_|TEST$|NODE_ENV$)/u;
  const inherited = Object.entries(process.env).filter(([name]) => !own.test(name));
  return {
    ...Object.fromEntries(inherited),
    PATH: [dirname(cli), process.env.PATH].join(':'),
    COPYDESK_STATE_DIR: join(folder, '.copydesk'),
    NO_COLOR: '1',
  };
}
