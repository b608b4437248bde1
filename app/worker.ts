import { TaggerModelError } from '../stages/entities/transformers/errors.ts';
import { WORKER } from './cli/definitions/worker.ts';
import { UsageError } from './cli/parse.ts';
import { runCommand } from './cli/run.ts';
import { ConfigError, loadConfig } from './config.ts';
import { runWorker } from './worker/run.ts';
import { StartError } from './worker/start-error.ts';

/** Errors whose message is all there is to say. */
const MENDABLE = [StartError, ConfigError, TaggerModelError];

// Ended at once: what a shutdown by force left running, or a connection that stays open, must not hold the process.
await runCommand(
  WORKER,
  async ({ operands }) => {
    if (operands.length > 0) throw new UsageError(`expected no arguments, got ${operands.join(' ')}`);
    try {
      await runWorker(loadConfig());
      return 0;
    } catch (error) {
      console.error(MENDABLE.some((type) => error instanceof type) ? (error as Error).message : error);
      return 1;
    }
  },
  { endsItself: true },
);
