import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { TEMPORAL } from '../cli/definitions/temporal.ts';
import { runCommand } from '../cli/run.ts';
import { loadConfig } from '../config.ts';
import { readRunningStack } from '../local/stack-file.ts';
import { findTemporalCli } from '../local/temporal-cli.ts';
import { temporalSettings } from '../temporal-settings.ts';

/**
 * `npm run temporal -- …`: the Temporal CLI with its own arguments, pointed at the server that `TEMPORAL_ADDRESS` or a
 * profile names, else at that of the running local stack.
 */
async function main(args: string[]): Promise<number> {
  const config = loadConfig();
  const { stateDir } = config;
  const address = temporalSettings().address ?? readRunningStack(stateDir)?.temporalAddress;
  const cli = await findTemporalCli({ stateDir, onProgress: (message) => console.error(message) });
  const child = spawn(cli.path, args, {
    cwd: process.env.INIT_CWD,
    env: { ...process.env, TEMPORAL_ADDRESS: address },
    stdio: 'inherit',
  });
  // Ctrl-C reaches the child by itself; it decides what follows.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
  }
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return code ?? 128 + constants.signals[signal as NodeJS.Signals];
}

await runCommand(TEMPORAL, ({ operands }) => main(operands));
