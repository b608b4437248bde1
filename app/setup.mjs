// The first thing that `npm start`, `npm test` and the other commands run, under whatever Node is there: installs the
// dependencies when they are not those of package-lock.json, then runs app/commands/NAME.ts under the Node that came with
// them, which runs TypeScript as it is. Everything it prints goes to stderr: stdout belongs to the command.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const LEAST_NODE = 20;
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NODE = join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const LOCK = join(ROOT, '.copydesk', 'install.lock');
/** Milliseconds after which another's installation counts as abandoned. */
const LOCK_PATIENCE = 15 * 60_000;

class SetupError extends Error {}

/** Whether node_modules holds what package-lock.json says: compared by content, since times change with every checkout. */
function isInstalled() {
  if (!existsSync(NODE)) return false;
  const installed = readPackages(join('node_modules', '.package-lock.json'));
  const wanted = readPackages('package-lock.json');
  return (
    Object.keys(installed).every((path) => path in wanted) &&
    Object.entries(wanted).every(([path, { version, optional, devOptional }]) =>
      // Optional packages are those of other systems.
      installed[path] ? installed[path].version === version : path === '' || optional || devOptional,
    )
  );
}

function readPackages(file) {
  const path = join(ROOT, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/** Runs `work` while no other process of this checkout does. */
async function withLock(work) {
  mkdirSync(join(ROOT, '.copydesk'), { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, since: Date.now() });
  for (let told = false; ; ) {
    try {
      writeFileSync(LOCK, mine, { flag: 'wx' });
      // Two that removed an abandoned lock at once would both be here: the later one's lock stays.
      await sleep(50);
      if (readLock() === mine) break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isAbandoned(readLock())) {
        rmSync(LOCK, { force: true });
        continue;
      }
    }
    if (!told) console.error('Waiting for another installation in this folder to end …');
    told = true;
    await sleep(300);
  }
  try {
    return work();
  } finally {
    if (readLock() === mine) rmSync(LOCK, { force: true });
  }
}

function readLock() {
  return existsSync(LOCK) ? readFileSync(LOCK, 'utf8') : '';
}

function isAbandoned(lock) {
  // Empty for the moment in which another is writing it.
  const { pid, since } = /^\{.*\}$/u.test(lock) ? JSON.parse(lock) : { pid: process.pid, since: Date.now() };
  if (Date.now() - since > LOCK_PATIENCE) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function install() {
  if (isInstalled()) return;
  console.error('Installing the dependencies (npm ci) …');
  // `npm run` hands npm's own place on; npm's output must not mix with the command's.
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js')
    ? [process.execPath, [process.env.npm_execpath]]
    : ['npm', []];
  const { status, error } = spawnSync(
    npm[0],
    [...npm[1], 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32' && npm[0] === 'npm',
    },
  );
  if (error?.code === 'ENOENT') throw new SetupError('npm is not on PATH. Install it: it comes with Node.js.');
  if (error) throw error;
  if (status !== 0) {
    throw new SetupError(
      'npm ci failed, see above. It needs a package registry: check the network, or npm’s settings.',
    );
  }
  if (!existsSync(NODE)) {
    throw new SetupError(
      'The install script of the package "node" was not run, so there is no Node to run Copydesk with. If npm is set to ignore scripts, run: npm rebuild --ignore-scripts=false',
    );
  }
}

/** Runs a command to its end and ends as it did. */
function run(script, args) {
  // The channel tells the command when this process is gone, however it went.
  const child = spawn(NODE, [script, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  // Of Ctrl-C the terminal tells the command itself, and npm tells this process once more: either alone must do.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm killed by force cannot tell us anything.
  const npm = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined && process.platform !== 'win32') {
    setInterval(() => process.ppid !== npm && child.kill('SIGTERM'), 1000).unref();
  }
  child.on('error', (error) => fail(`Cannot run ${NODE}: ${error.message}. Remove node_modules and try again.`));
  child.on('exit', (code, signal) => {
    if (code !== null) process.exit(code);
    process.exit(128 + (constants.signals[signal] ?? 0));
  });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

const [name = '', ...args] = process.argv.slice(2);
if (Number.parseInt(process.versions.node, 10) < LEAST_NODE) {
  fail(`Copydesk needs Node.js ${LEAST_NODE} or newer; this is ${process.version}.`);
}
const script = [`commands/${name}.ts`, `${name}.ts`]
  .map((file) => join(ROOT, 'app', file))
  .find((file) => /^[\w:-]+$/u.test(name) && existsSync(file));
if (script === undefined) fail(`No command "${name}": expected the name of a file in app/commands/, without ".ts".`);
try {
  if (!isInstalled()) await withLock(install);
} catch (error) {
  if (error instanceof SetupError) fail(error.message);
  throw error;
}
run(script, args);
