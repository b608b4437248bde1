import { startBenchStack } from '../../bench/pipeline/stack/index.ts';
import { runFaults } from '../../test/faults/run.ts';
import { TEST_FAULTS } from '../cli/definitions/faults.ts';
import { runCommand } from '../cli/run.ts';

await runCommand(TEST_FAULTS, ({ values }) => runFaults(values, { workers: 1, startStack: () => startBenchStack() }), {
  endsItself: true,
  showsTraces: true,
});
