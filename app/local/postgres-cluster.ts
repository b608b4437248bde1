import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './postgres-binaries.ts';

const run = promisify(execFile);

/** The superuser of a cluster made here. */
export const CLUSTER_USER = 'copydesk';

const PASSWORD_FILE = 'copydesk-password';

/** Whom the server runs as; undefined where that is the current user. PostgreSQL refuses to run as root. */
export interface ServerUser {
  uid: number;
  gid: number;
}

/** Environment of the server's programs: nothing of the caller's `PG…` or locale settings. */
export const serverEnvironment: NodeJS.ProcessEnv = { PATH: process.env.PATH, LC_ALL: 'C', LANG: 'C' };

/**
 * Makes sure that a data folder holds a cluster that the server's user can read, and gives its password.
 * A cluster is made under another name and renamed when complete, so that a start that was killed leaves no half of one.
 *
 * @throws when the folder holds something else or belongs to somebody else, or when `initdb` fails.
 */
export async function prepareCluster(
  dataDir: string,
  binaries: PostgresBinaries,
): Promise<{ user: ServerUser | undefined; password: string }> {
  const existing = await clusterOwner(dataDir);
  const user = process.getuid?.() === 0 ? (existing ?? (await unprivilegedUser())) : undefined;
  if (user) {
    await makeReachable(dirname(dataDir));
    await makeReachable(dirname(binaries.postgres));
  }
  if (existing) return { user, password: await readPassword(dataDir) };

  await mkdir(dirname(dataDir), { recursive: true });
  for (const leftOver of await readdir(dirname(dataDir))) {
    if (leftOver.startsWith(`${basename(dataDir)}.init-`)) {
      await rm(join(dirname(dataDir), leftOver), { recursive: true, force: true });
    }
  }
  const fresh = `${dataDir}.init-${randomBytes(4).toString('hex')}`;
  const password = randomBytes(18).toString('base64url');
  const passwordFile = `${fresh}-password`;
  await mkdir(fresh, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) {
    await chown(fresh, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${fresh}`,
        `--username=${CLUSTER_USER}`,
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        // Sorts by code point and knows Unicode's case rules, the same on every machine.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        // The folder is renamed below, which syncing each file now would not make safer.
        '--no-sync',
      ],
      { ...user, cwd: fresh, env: serverEnvironment },
    );
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    const { stderr } = error as { stderr?: string };
    throw new Error(`PostgreSQL's initdb failed for ${dataDir}: ${stderr?.trim() || (error as Error).message}`, {
      cause: error,
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await writeFile(join(fresh, PASSWORD_FILE), password, { mode: 0o600 });
  if (user) await chown(join(fresh, PASSWORD_FILE), user.uid, user.gid);
  await rename(fresh, dataDir);
  return { user, password };
}

/** Who owns an existing cluster; null where there is none yet (no folder, or an empty one). */
async function clusterOwner(dataDir: string): Promise<ServerUser | null> {
  let names: string[];
  try {
    names = await readdir(dataDir);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    if (code === 'EACCES')
      throw new Error(`${dataDir} belongs to another user: run as that user, or remove the folder.`);
    throw error;
  }
  if (names.length === 0) {
    await rm(dataDir, { recursive: true });
    return null;
  }
  if (!names.includes('PG_VERSION')) {
    throw new Error(`${dataDir} is not empty and holds no PostgreSQL cluster: choose another folder, or remove it.`);
  }
  const { uid, gid } = await stat(dataDir);
  return { uid, gid };
}

async function readPassword(dataDir: string): Promise<string> {
  const file = join(dataDir, PASSWORD_FILE);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(
      `Cannot read the database's password from ${file}: restore it, or remove ${dataDir} to start anew.`,
      {
        cause: error,
      },
    );
  }
}

/** The account `postgres`, which is made where root has none yet. */
async function unprivilegedUser(): Promise<ServerUser> {
  const ids = async () => {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres'])));
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  };
  try {
    return await ids();
  } catch {
    // `id` fails when there is no such account.
  }
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
    return await ids();
  } catch (error) {
    throw new Error(
      'PostgreSQL does not run as root, and the account "postgres" could not be made: make it, run as another user, or set DATABASE_URL.',
      { cause: error },
    );
  }
}

/** Lets other accounts pass through (not list) a folder and those above it, as far as it is in our way. */
async function makeReachable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let at = folder; ; at = dirname(at)) {
    const { mode } = await stat(at);
    if ((mode & 0o001) === 0) await chmod(at, (mode & 0o7777) | 0o001);
    if (at === dirname(at)) return;
  }
}
