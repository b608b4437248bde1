import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { inject } from 'vitest';
import { freePort } from '../../app/local/ports.ts';
import { startTemporal } from '../../app/local/temporal.ts';
import { atEnd } from './clean-up.ts';

/**
 * A Temporal server of the file's own, on whose queues no other test works, which suggests early to continue as new. It goes
 * with the file's tests.
 * @param suggested events of a history after which it does.
 */
export async function startEagerTemporal(suggested: number): Promise<{ address: string; client: Client }> {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-test-eager-'));
  const cli = join(folder, 'temporal');
  const flag = `--dynamic-config-value limit.historyCount.suggestContinueAsNew=${suggested}`;
  await writeFile(cli, `#!/bin/sh\nexec '${inject('temporal').cli}' "$@" ${flag}\n`);
  await chmod(cli, 0o755);
  const server = await startTemporal({ cli, stateDir: folder, persistent: false, port: await freePort([]) });
  const connection = await Connection.connect({ address: server.address });
  atEnd(async () => {
    await connection.close();
    await server.stop();
    await rm(folder, { recursive: true });
  });
  return { address: server.address, client: new Client({ connection }) };
}
