import { startBenchStack } from '../../bench/pipeline/stack/index.ts';
import { keepPostgres } from '../../bench/pipeline/stack/servers.ts';
import { buildTemporal, findGo } from '../../test/cluster/build-temporal.ts';
import { keepTemporalServer } from '../../test/cluster/temporal-server.ts';
import { runFaults } from '../../test/faults/run.ts';
import { TEST_CLUSTER } from '../cli/definitions/faults.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { runCommand } from '../cli/run.ts';
import { loadConfig } from '../config.ts';

/** Two workers, four services of Temporal, and this. */
const POSTGRES_SETTINGS = { max_connections: '200' };

await runCommand(
  TEST_CLUSTER,
  async ({ values }) => {
    const go = await findGo();
    if (go === null) {
      console.log(
        'test:cluster SKIPPED: there is no Go to build the Temporal server with. Install it from https://go.dev/dl.',
      );
      return EXIT.done;
    }
    return runFaults(values, {
      workers: 2,
      startStack: async (onProgress) => {
        const build = await buildTemporal(go, loadConfig().stateDir, onProgress);
        return startBenchStack({
          postgres: (folder) => keepPostgres(folder, POSTGRES_SETTINGS),
          temporal: (folder, postgres) => keepTemporalServer(build, folder, postgres),
        });
      },
    });
  },
  { endsItself: true, showsTraces: true },
);
