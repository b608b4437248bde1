import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { TEST, TEST_BROWSER } from '../cli/definitions/test.ts';
import { runCommand } from '../cli/run.ts';
import { loadConfig, PROJECT_ROOT } from '../config.ts';
import { findTemporalCli } from '../local/temporal-cli.ts';

const BIN = join(PROJECT_ROOT, 'node_modules', '.bin');

/** What is checked before the tests, each once: the name, and the command. */
const CHECKS: readonly [name: string, command: string, ...args: string[]][] = [
  ['types', join(BIN, 'tsc')],
  // Warnings count: what is meant has to say so in the code.
  ['lint and format', join(BIN, 'biome'), 'check', '--error-on-warnings', '.'],
  ['generated database types', process.execPath, join('app', 'commands', 'db-types.ts'), '--verify'],
];

/** What vitest's JSON report says of a whole run. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  /** A file that cannot be loaded counts here, and has no tests. */
  testResults: { status: 'passed' | 'failed'; assertionResults: { status: string }[] }[];
}

interface Tally {
  passed: number;
  failed: number;
}

/** Runs everything, or what was asked for; the last line is `N passed, N failed`. Gives the exit code. */
async function main(args: string[]): Promise<number> {
  const total: Tally = { passed: 0, failed: 0 };
  for (const [name, command, ...rest] of args.length > 0 ? [] : CHECKS) {
    console.log(`Checking ${name} …`);
    if ((await run(command, rest)) === 0) total.passed += 1;
    else {
      total.failed += 1;
      console.log(`The check of ${name} failed.`);
    }
  }
  const tests = await runTests(args);
  total.passed += tests.passed;
  total.failed += tests.failed;
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

async function runTests(args: string[]): Promise<Tally> {
  const { stateDir } = loadConfig();
  // The tests bring a Temporal server of their own, whatever the settings say, and its CLI is got only once.
  const cli = await findTemporalCli({ stateDir, onProgress: console.log });
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-report-'));
  try {
    const file = join(folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await run(
      process.execPath,
      [join(PROJECT_ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...reporters, ...args],
      {
        PATH: [dirname(cli.path), process.env.PATH].join(delimiter),
      },
    );
    return tally(JSON.parse(await readFile(file, 'utf8')) as Report, code);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function tally({ numPassedTests, numFailedTests, testResults }: Report, exitCode: number): Tally {
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = numFailedTests + unloaded;
  // Such as an error outside of all tests.
  return { passed: numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

async function run(command: string, args: string[], environment: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn(command, args, {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const forward = (signal: NodeJS.Signals) => void child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, forward);
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  for (const each of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(each, forward);
  if (signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP') process.exit(130);
  return code ?? 1;
}

// Another script of package.json runs this too.
const command = process.env.npm_lifecycle_event === TEST_BROWSER.name ? TEST_BROWSER : TEST;
await runCommand(command, ({ operands }) => main(operands));
