import { Client, Connection } from '@temporalio/client';
import { connect } from '../../db/connection.ts';
import { type Config, ConfigError, loadConfig } from '../config.ts';
import { listDocuments } from '../ingest/documents.ts';
import { renderHints, SQL_HINT } from '../ingest/hints.ts';
import { type Progress, showProgress } from '../ingest/progress.ts';
import { renderOutcomes } from '../ingest/report.ts';
import { parseStartArguments, START_USAGE } from '../ingest/start-arguments.ts';
import { type Outcome, submitDocuments } from '../ingest/submit.ts';
import { parseTargets, type Target, TargetError, wholeRawRoot } from '../ingest/targets.ts';
import { aborted, Interruption, onInterruption } from '../local/interruption.ts';
import { openStack } from '../local/running-stack.ts';
import type { Stack } from '../local/stack.ts';
import { readRunningStack, type StackFile } from '../local/stack-file.ts';
import { untilWorking } from '../local/worker-ready.ts';
import { startTracingIfWanted } from '../telemetry/tracing-if-wanted.ts';
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
  const job: Job = { targets, once: options.once, config, temporal, interrupted, progress };
  for (;;) {
    const stack = await openStack(config, temporal, interrupted, progress.step).finally(progress.close);
    if ('stop' in stack) return await runOwn(stack, job);
    try {
      return await runThrough(stack, job);
    } catch (error) {
      const { start } = stack.processes;
      if (interrupted.aborted || readRunningStack(config.stateDir)?.processes.start.pid === start.pid) throw error;
      // What was submitted goes on where it was; what had ended finds nothing new.
      progress.step(`Process ${start.pid} has ended its servers: going on with others …`);
    }
  }
}

/** What a start is to do. */
interface Job {
  targets: Target[];
  once: boolean;
  config: Config;
  temporal: TemporalSettings;
  interrupted: AbortSignal;
  progress: Progress;
}

/** Ingests through servers of this process, and ends them: at once, or when it is interrupted. */
async function runOwn(stack: Stack, job: Job): Promise<number> {
  const { interrupted, progress } = job;
  let isUp = false;
  try {
    const untilEnd = Promise.race([aborted(interrupted), stack.failed]);
    untilEnd.catch(() => undefined);
    const outcomes = await Promise.race([ingest(job, stack), untilEnd]);
    const exitCode = showOutcomes(outcomes);
    if (job.once) {
      console.log(`Try:\n  ${SQL_HINT}`);
      return exitCode;
    }
    console.log(renderStackHints(job, stack, outcomes));
    console.log('\nEverything stays up until you interrupt this (Ctrl-C).');
    isUp = true;
    return await untilEnd;
  } catch (error) {
    if (error instanceof Interruption && isUp) return 0;
    throw error;
  } finally {
    if (interrupted.aborted) progress.step('Ending the worker and the servers …');
    await stack.stop();
    progress.close();
  }
}

/** Ingests through the servers that another process runs. */
async function runThrough(stack: StackFile, job: Job): Promise<number> {
  const outcomes = await Promise.race([ingest(job, stack), aborted(job.interrupted)]);
  const exitCode = showOutcomes(outcomes);
  const { pid } = stack.processes.start;
  console.log(renderStackHints(job, stack, outcomes));
  console.log(`\nThis went through the stack that process ${pid} runs, and is up as long as that process is.`);
  return exitCode;
}

/** @returns the exit code: 1 where a document failed. */
function showOutcomes(outcomes: Outcome[]): number {
  console.log(`\n${renderOutcomes(outcomes, process.stdout.columns || undefined)}\n`);
  return outcomes.some(({ failure }) => failure !== null) ? 1 : 0;
}

async function ingest(job: Job, stack: Stack | StackFile): Promise<Outcome[]> {
  const { targets, config, temporal, interrupted: signal } = job;
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
    const tracing = await startTracingIfWanted({ warn: progress.step });
    const client = new Client({ connection, namespace, interceptors: tracing?.client });
    const outcomes = await submitDocuments(client, listDocuments(targets, config, db), {
      taskQueue,
      concurrency,
      onStart: progress.started,
      onEnd: progress.ended,
      signal,
    });
    await tracing?.stop();
    // Not after an error: the SDK tries calls again that are under way, and throws where nobody catches it on a closed one.
    await connection.close();
    return outcomes;
  } finally {
    progress.close();
    await db.destroy();
  }
}

function renderStackHints({ config, temporal }: Job, stack: StackFile, outcomes: Outcome[]): string {
  return renderHints({
    stack,
    namespace: temporal.namespace,
    taskQueue: config.taskQueue,
    ownDatabase: config.databaseUrl !== undefined,
    example: outcomes.find(({ result }) => result)?.name ?? 'raw/NAME',
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
