import { Client, Connection } from '@temporalio/client';
import { connect } from '../../db/connection.ts';
import { type Config, ConfigError, loadConfig } from '../config.ts';
import { listDocuments } from '../ingest/documents.ts';
import { renderHints } from '../ingest/hints.ts';
import { showProgress } from '../ingest/progress.ts';
import { renderOutcomes } from '../ingest/report.ts';
import { parseStartArguments, START_USAGE } from '../ingest/start-arguments.ts';
import { type Outcome, submitDocuments } from '../ingest/submit.ts';
import { parseTargets, type Target, TargetError, wholeRawRoot } from '../ingest/targets.ts';
import { aborted, Interruption, onInterruption } from '../local/interruption.ts';
import { openStack } from '../local/running-stack.ts';
import type { Stack } from '../local/stack.ts';
import type { StackFile } from '../local/stack-file.ts';
import { untilWorking } from '../local/worker-ready.ts';
import { type TemporalSettings, temporalSettings } from '../temporal-settings.ts';

/** Folder in which the command was typed; npm changes to the project's. */
const WORKING_FOLDER = process.env.INIT_CWD ?? process.cwd();

/** Runs the command; gives its exit code: 0, 1 where a document or the stack failed, 2 for wrong usage. */
async function main(args: string[]): Promise<number> {
  const options = parseStartArguments(args);
  if (typeof options === 'string') {
    if (options === '') {
      console.log(START_USAGE);
      return 0;
    }
    console.error(`start: ${options}\n\n${START_USAGE}`);
    return 2;
  }
  const config = loadConfig();
  const temporal = temporalSettings();
  const targets =
    options.targets.length > 0 ? parseTargets(options.targets, WORKING_FOLDER) : [wholeRawRoot(config.rawRoot)];
  const interrupted = onInterruption();
  const progress = showProgress(process.stderr);
  const stack = await openStack(config, temporal, interrupted, progress.step).finally(progress.close);
  const own = 'stop' in stack ? stack : undefined;
  let isUp = false;
  try {
    const untilEnd = Promise.race([aborted(interrupted), ...(own ? [own.failed] : [])]);
    untilEnd.catch(() => undefined);
    const outcomes = await Promise.race([ingest(targets, config, temporal, stack, interrupted), untilEnd]);
    console.log(`\n${renderOutcomes(outcomes, process.stdout.columns || undefined)}\n`);
    const failed = outcomes.some(({ failure }) => failure !== null) ? 1 : 0;
    if (own && options.once) return failed;
    const example = outcomes.find(({ result }) => result)?.name ?? 'raw/NAME';
    console.log(renderStackHints(config, temporal, stack, example));
    if (!own) {
      console.log(`\nThis went through the stack that process ${stack.processes.start.pid} runs; it stays up.`);
      return failed;
    }
    console.log('\nEverything stays up until you interrupt this (Ctrl-C).');
    isUp = true;
    return await untilEnd;
  } catch (error) {
    if (error instanceof Interruption && isUp) return 0;
    throw error;
  } finally {
    if (own) {
      if (interrupted.aborted) progress.step('Ending the worker and the servers …');
      await own.stop();
      progress.close();
    }
  }
}

async function ingest(
  targets: Target[],
  config: Config,
  temporal: TemporalSettings,
  stack: Stack | StackFile,
  signal: AbortSignal,
): Promise<Outcome[]> {
  const db = connect(stack.databaseUrl, { maxConnections: 2, applicationName: 'copydesk-start' });
  // The local server knows no keys and certificates.
  const remote = stack.temporalCli === null ? temporal.connection : {};
  const connection = await Connection.connect({ ...remote, address: stack.temporalAddress });
  const progress = showProgress(process.stderr);
  try {
    const { namespace } = temporal;
    const { taskQueue, concurrency } = config;
    if ('workerPid' in stack) {
      progress.step('Waiting for the worker …');
      await untilWorking(connection, { namespace, taskQueue }, stack.workerPid, signal);
    }
    const client = new Client({ connection, namespace });
    return await submitDocuments(client, listDocuments(targets, config, db), {
      taskQueue,
      concurrency,
      onStart: progress.started,
      onEnd: progress.ended,
      signal,
    });
  } finally {
    progress.close();
    await connection.close();
    await db.destroy();
  }
}

function renderStackHints(config: Config, temporal: TemporalSettings, stack: StackFile, example: string): string {
  return renderHints({
    stack,
    namespace: temporal.namespace,
    taskQueue: config.taskQueue,
    ownDatabase: config.databaseUrl !== undefined,
    example,
    workingFolder: WORKING_FOLDER,
    searchPath: process.env.PATH ?? '',
  });
}

let exitCode: number;
try {
  exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof Interruption) exitCode = error.exitCode;
  else if (error instanceof ConfigError || error instanceof TargetError) {
    console.error(error.message);
    exitCode = 2;
  } else {
    console.error(error instanceof Error ? `start: ${error.message}` : error);
    exitCode = 1;
  }
}
// Work that was given up, such as waiting for a run, would keep the process.
process.exit(exitCode);
