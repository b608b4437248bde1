import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll } from 'vitest';
import { loadConfig, PROJECT_ROOT } from '../../app/config.ts';
import { findTemporalCli } from '../../app/local/temporal-cli.ts';

/** A run of one of the project's commands, by `app/setup.mjs` as npm runs it. */
export interface CommandProcess {
  child: ChildProcess;
  /** All it has written so far, to stdout and to stderr. */
  output(): string;
  stdout(): string;
  /** Waits for a text in the output. @throws when the process ends first. */
  until(text: string | RegExp): Promise<void>;
  /** Waits for its end. */
  exitCode(): Promise<number | null>;
}

/** A state folder and a raw root of its own, used by commands of the real code. */
export interface Newsroom {
  stateDir: string;
  rawRoot: string;
  addRaw(name: string, content: string | Uint8Array): Promise<void>;
  run(command: string, args?: readonly string[], environment?: NodeJS.ProcessEnv): CommandProcess;
  /** Rows of a query, by `npm run sql`. */
  query(sql: string): Promise<Record<string, unknown>[]>;
  /** Command lines of what runs on this state folder: servers and workers. */
  servers(): string[];
}

/** Call at the top of a test file; all that runs is ended when the file's tests are done. */
export async function createNewsroom(): Promise<Newsroom> {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-newsroom-'));
  const stateDir = join(folder, 'state');
  const rawRoot = join(folder, 'raw');
  await mkdir(rawRoot);
  const { path: cli } = await findTemporalCli({ stateDir: loadConfig().stateDir });
  const { TEMPORAL_ADDRESS, DATABASE_URL, NODE_OPTIONS, VITEST, ...inherited } = process.env;
  const settings = {
    ...inherited,
    INIT_CWD: folder,
    PATH: [dirname(cli), process.env.PATH].join(delimiter),
    COPYDESK_STATE_DIR: stateDir,
    COPYDESK_RAW_ROOT: rawRoot,
  };
  const running = new Set<ChildProcess>();
  afterAll(async () => {
    for (const child of running) child.kill('SIGTERM');
    await Promise.all([...running].map((child) => once(child, 'exit')));
    await until(() => servers().length === 0, 'the servers of a killed start to end');
    await rm(folder, { recursive: true });
  });

  const run: Newsroom['run'] = (command, args = [], environment = {}) => {
    const child = spawn(process.execPath, [join(PROJECT_ROOT, 'app', 'setup.mjs'), command, ...args], {
      cwd: PROJECT_ROOT,
      env: { ...settings, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    running.add(child);
    const closed = once(child, 'close').then(() => running.delete(child));
    const hasText = (text: string | RegExp) => (typeof text === 'string' ? output.includes(text) : text.test(output));
    return {
      child,
      output: () => output,
      stdout: () => stdout,
      until: async (text) => {
        await until(() => hasText(text) || !running.has(child), `${text} in:\n${output}`);
        if (!hasText(text)) throw new Error(`${command} ended with ${child.exitCode} and not with ${text}:\n${output}`);
      },
      exitCode: () => closed.then(() => child.exitCode),
    };
  };

  const servers = () =>
    execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(stateDir));

  return {
    stateDir,
    rawRoot,
    run,
    servers,
    addRaw: (name, content) => writeFile(join(rawRoot, name), content),
    query: async (sql) => {
      const command = run('sql', ['--json', sql]);
      if ((await command.exitCode()) !== 0) throw new Error(command.output());
      return JSON.parse(command.stdout()) as Record<string, unknown>[];
    },
  };
}

/** Waits until something holds; at most 100 seconds, as other tests may keep the machine busy. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  for (const deadline = performance.now() + 100_000; !condition(); ) {
    if (performance.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await sleep(50);
  }
}

/** Whether a process lives; one that has ended and was not yet waited for does not. */
export function isRunning(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return state !== '' && !state.startsWith('Z');
  } catch (error) {
    // ps ends with 1 when there is no such process.
    if ((error as { status?: number }).status === 1) return false;
    throw error;
  }
}
