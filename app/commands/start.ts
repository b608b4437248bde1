import { Client, Connection } from '@temporalio/client';
import { connect } from '../../db/connection.ts';
import { START } from '../cli/definitions/start.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { type Given, UsageError } from '../cli/parse.ts';
import { runCommand } from '../cli/run.ts';
import { type Config, loadConfig } from '../config.ts';
import { countDocuments, listDocuments } from '../ingest/documents.ts';
import { renderHints, SQL_HINT } from '../ingest/hints.ts';
import { type IngestProgress, showIngestProgress } from '../ingest/progress.ts';
import { renderOutcomes } from '../ingest/report.ts';
import { type Outcome, submitDocuments } from '../ingest/submit.ts';
import { parseTargets, type Target, wholeRawRoot } from '../ingest/targets.ts';
import { aborted, Interruption, onInterruption } from '../local/interruption.ts';
import { openStack } from '../local/running-stack.ts';
import type { Stack } from '../local/stack.ts';
import { readRunningStack, type StackFile } from '../local/stack-file.ts';
import { untilWorking } from '../local/worker-ready.ts';
import { startTracingIfWanted } from '../telemetry/tracing-if-wanted.ts';
import { type TemporalSettings, temporalSettings } from '../temporal-settings.ts';

/** Folder in which the command was typed; npm changes to the project's. */
const WORKING_FOLDER = process.env.INIT_CWD ?? process.cwd();

async function main({ values, operands }: Given<(typeof START)['options']>): Promise<number> {
  const { once, json } = values;
  if (json && !once) throw new UsageError('--json goes with --once: what stays up prints where it is');
  const config = loadConfig();
  const temporal = temporalSettings();
  const targets = operands.length > 0 ? parseTargets(operands, WORKING_FOLDER) : [wholeRawRoot(config.rawRoot)];
  const interrupted = onInterruption();
  const progress = showIngestProgress(process.stderr);
  const job: Job = { targets, once, json, config, temporal, interrupted, progress };
  for (;;) {
    const stack = await openStack({
      config,
      temporal,
      withReader: !once,
      signal: interrupted,
      onProgress: progress.step,
    }).finally(progress.close);
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
  json: boolean;
  config: Config;
  temporal: TemporalSettings;
  interrupted: AbortSignal;
  progress: IngestProgress;
}

/** Ingests through servers of this process, and ends them: at once, or when it is interrupted. */
async function runOwn(stack: Stack, job: Job): Promise<number> {
  const { interrupted, progress } = job;
  let isUp = false;
  try {
    const untilEnd = Promise.race([aborted(interrupted), stack.failed]);
    untilEnd.catch(() => undefined);
    const outcomes = await Promise.race([ingest(job, stack), untilEnd]);
    const exitCode = showOutcomes(outcomes, job);
    if (job.once) {
      if (!job.json) console.log(`Try:\n  ${SQL_HINT}`);
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
  const exitCode = showOutcomes(outcomes, job);
  if (job.json) return exitCode;
  const { pid } = stack.processes.start;
  console.log(renderStackHints(job, stack, outcomes));
  console.log(`\nThis went through the stack that process ${pid} runs, and is up as long as that process is.`);
  return exitCode;
}

/** @returns the exit code: 1 where a document failed. */
function showOutcomes(outcomes: Outcome[], { json }: Job): number {
  if (json) console.log(JSON.stringify(outcomes, null, 2));
  else console.log(`\n${renderOutcomes(outcomes, process.stdout.columns || undefined)}\n`);
  return outcomes.some(({ failure }) => failure !== null) ? EXIT.failed : EXIT.done;
}

async function ingest(job: Job, stack: Stack | StackFile): Promise<Outcome[]> {
  const { targets, config, temporal, interrupted: signal } = job;
  const db = connect(stack.databaseUrl, { maxConnections: 2, applicationName: 'copydesk-start' });
  // The local server knows no keys and certificates.
  const remote = stack.temporalCli === null ? temporal.connection : {};
  const connection = await Connection.connect({ ...remote, address: stack.temporalAddress });
  const progress = showIngestProgress(process.stderr);
  try {
    const { namespace } = temporal;
    const { taskQueue, concurrency } = config;
    if ('workerPid' in stack) {
      progress.step('Waiting for the worker …');
      await untilWorking(connection, { namespace, taskQueue }, stack.workerPid, signal);
    }
    const tracing = await startTracingIfWanted({ warn: progress.step });
    const client = new Client({ connection, namespace, interceptors: tracing?.client });
    const counting = countDocuments(targets).then(progress.total);
    // What cannot be counted cannot be listed either, and is thrown there.
    counting.catch(() => undefined);
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

// Work that was given up, such as waiting for a run, would keep the process.
await runCommand(START, main, { endsItself: true });
