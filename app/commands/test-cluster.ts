import { startBenchStack } from '../../bench/pipeline/stack/index.ts';
import { keepPostgres } from '../../bench/pipeline/stack/servers.ts';
import { buildTemporal, findGo } from '../../test/cluster/build-temporal.ts';
import { keepTemporalServer } from '../../test/cluster/temporal-server.ts';
import { runCases } from '../../test/faults/index.ts';
import { readFaultOptions } from '../../test/faults/options.ts';
import { loadConfig } from '../config.ts';

const USAGE = `Usage: npm run test:cluster [-- --documents 10000] [--cases 4,5,8,9] [--keep]

The cases of npm run test:faults on what docker-compose.yml describes, without Docker: PostgreSQL, a Temporal server that
keeps everything in it, built from its Go module, and two workers. The build takes minutes, once. Without Go nothing is
tested, and the exit code is 0.`;

/** Two workers, four services of Temporal, and this. */
const POSTGRES_SETTINGS = { max_connections: '200' };

async function main(args: string[]): Promise<number> {
  const options = readFaultOptions(args);
  if (typeof options === 'string') {
    console.error(options === '' ? USAGE : `test:cluster: ${options}\n\n${USAGE}`);
    return options === '' ? 0 : 2;
  }
  const go = await findGo();
  if (go === null) {
    console.log(
      'test:cluster SKIPPED: there is no Go to build the Temporal server with. Install it from https://go.dev/dl.',
    );
    return 0;
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  const start = performance.now();
  const onProgress = (message: string) =>
    console.error(`${((performance.now() - start) / 1000).toFixed(0).padStart(5)} s  ${message}`);
  const build = await buildTemporal(go, loadConfig().stateDir, onProgress);
  const stack = await startBenchStack({
    postgres: (folder) => keepPostgres(folder, POSTGRES_SETTINGS),
    temporal: (folder, postgres) => keepTemporalServer(build, folder, postgres),
  });
  if (options.keep) onProgress(`Everything is in ${stack.folder}`);
  try {
    const { documents, cases } = options;
    return (await runCases(cases, { stack, documents, workers: 2, onProgress })) ? 0 : 1;
  } finally {
    await stack.close(options.keep);
  }
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  console.error(error);
  process.exit(1);
}
