import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Connection, WorkflowClient } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { REPLAY } from '../cli/definitions/replay.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { UsageError } from '../cli/parse.ts';
import { runCommand } from '../cli/run.ts';
import { loadConfig } from '../config.ts';
import { historyToJson } from '../history-json.ts';
import { readRunningStack } from '../local/stack-file.ts';
import { temporalSettings } from '../temporal-settings.ts';

/** What a replay found. */
interface Replayed {
  workflowId: string;
  events: number;
  /** Whether the code that is here does the same. */
  same: boolean;
  /** What it does otherwise; null where it does the same. */
  error: string | null;
}

/** Replays one run. @param save a file to write its history to. */
async function replay(workflowId: string, runId?: string, save?: string): Promise<Replayed> {
  const { connection: options, address, namespace } = temporalSettings();
  const local = readRunningStack(loadConfig().stateDir)?.temporalAddress;
  const connection = await Connection.connect({ ...options, address: address ?? local });
  const client = new WorkflowClient({ connection, namespace });
  const handle = client.getHandle(workflowId, runId);
  // Says plainly when there is no such run; fetching its history does not.
  await handle.describe().catch((error) => {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    throw new Error(`there is no run of ${workflowId}; npm run temporal -- workflow list shows those there are`, {
      cause: error,
    });
  });
  const history = await handle.fetchHistory();
  await connection.close();
  if (save !== undefined) await writeFile(save, historyToJson(history));

  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const workflowsPath = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));
  const events = history.events?.length ?? 0;
  for await (const { error } of Worker.runReplayHistories({ workflowsPath }, [{ workflowId, history }])) {
    if (error) return { workflowId, events, same: false, error: error.message };
  }
  return { workflowId, events, same: true, error: null };
}

await runCommand(REPLAY, async ({ values, operands }) => {
  const [workflowId] = operands;
  if (operands.length !== 1) throw new UsageError(`expected one workflow id, got ${operands.length}`);
  // npm runs this in the project's folder, and the file is meant where it was typed.
  const file = values.save && resolve(process.env.INIT_CWD ?? process.cwd(), values.save);
  const found = await replay(workflowId, values['run-id'], file);
  if (values.json) console.log(JSON.stringify(found, null, 2));
  else if (found.same) {
    console.log(`${workflowId}: ${found.events} events replayed, today's code does the same.`);
  } else console.error(`${workflowId}: today's code does otherwise.\n${found.error}`);
  return found.same ? EXIT.done : EXIT.failed;
});
