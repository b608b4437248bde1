import { ConfigError, loadConfig } from './config.ts';
import { runWorker } from './worker/run.ts';
import { StartError } from './worker/start-error.ts';

try {
  await runWorker(loadConfig());
} catch (error) {
  console.error(error instanceof StartError || error instanceof ConfigError ? error.message : error);
  // At once: what a shutdown by force left running, or a connection that stays open, must not hold the process.
  process.exit(1);
}
