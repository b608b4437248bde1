import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Connection, WorkflowClient } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { loadConfig } from '../config.ts';
import { historyToJson } from '../history-json.ts';
import { readRunningStack } from '../local/stack-file.ts';
import { temporalSettings } from '../temporal-settings.ts';

const USAGE = `Usage: npm run replay -- WORKFLOW_ID [--run-id RUN_ID] [--save FILE]

Replays the history of a run against today's workflow code: whether a changed code can take over runs that are under
way. Changes nothing. Temporal is that of TEMPORAL_ADDRESS or of a Temporal profile, else that of the running stack.

  --run-id RUN_ID   that run instead of the latest
  --save FILE       also write the history as JSON, without names of machines and stack traces
  -h, --help        this text

Example: npm run replay -- ingest:raw/savage-islands.txt`;

interface Arguments {
  workflowId: string;
  runId: string | undefined;
  save: string | undefined;
}

function readArguments(args: string[]): Arguments | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'run-id': { type: 'string' }, save: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) return '';
    if (positionals.length !== 1) return `replay: expected one workflow id, got ${positionals.length}`;
    return { workflowId: positionals[0], runId: values['run-id'], save: values.save };
  } catch (error) {
    if (error instanceof TypeError) return `replay: ${error.message}`;
    throw error;
  }
}

/** Replays one run. @returns the exit code: 0 where today's code does the same, 1 where it does not. */
async function replay({ workflowId, runId, save }: Arguments): Promise<number> {
  const { connection: options, address, namespace } = temporalSettings();
  const local = readRunningStack(loadConfig().stateDir)?.temporalAddress;
  const connection = await Connection.connect({ ...options, address: address ?? local });
  const client = new WorkflowClient({ connection, namespace });
  const handle = client.getHandle(workflowId, runId);
  // Says plainly when there is no such run; fetching its history does not.
  await handle.describe();
  const history = await handle.fetchHistory();
  await connection.close();
  if (save !== undefined) await writeFile(save, historyToJson(history));

  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const workflowsPath = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));
  for await (const { error } of Worker.runReplayHistories({ workflowsPath }, [{ workflowId, history }])) {
    if (error) {
      console.error(`${workflowId}: today's code does otherwise.\n${error.message}`);
      return 1;
    }
  }
  console.log(`${workflowId}: ${history.events?.length ?? 0} events replayed, today's code does the same.`);
  return 0;
}

async function main(args: string[]): Promise<number> {
  const parsed = readArguments(args);
  if (parsed === '') {
    console.log(USAGE);
    return 0;
  }
  if (typeof parsed === 'string') {
    console.error(`${parsed}\n\n${USAGE}`);
    return 2;
  }
  try {
    return await replay(parsed);
  } catch (error) {
    const noRun = `there is no run of ${parsed.workflowId}; npm run temporal -- workflow list shows those there are`;
    console.error(`replay: ${error instanceof WorkflowNotFoundError ? noRun : (error as Error).message}`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
