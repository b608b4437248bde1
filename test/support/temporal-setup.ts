import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { TestProject } from 'vitest/node';
import { loadConfig } from '../../app/config.ts';
import { freePort } from '../../app/local/ports.ts';
import { startTemporal } from '../../app/local/temporal.ts';
import { findTemporalCli } from '../../app/local/temporal-cli.ts';

declare module 'vitest' {
  interface ProvidedContext {
    temporal: {
      /** `host:port` of a server for tests; each test file takes a task queue of its own. */
      address: string;
      /** Program of the Temporal CLI. */
      cli: string;
      /** File of the bundled workflows. */
      workflowBundle: string;
    };
  }
}

/** One Temporal dev server a vitest run, which keeps nothing, and the workflows bundled once. */
export default async function setUpTemporal(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-test-temporal-'));
  const { path: cli } = await findTemporalCli({ stateDir: loadConfig().stateDir });
  const port = await freePort([]);
  const server = await startTemporal({ cli, stateDir: folder, persistent: false, port });
  const { code } = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
  const workflowBundle = join(folder, 'workflows.js');
  await writeFile(workflowBundle, code);
  project.provide('temporal', { address: server.address, cli, workflowBundle });
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  };
}
