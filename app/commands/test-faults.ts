import { startBenchStack } from '../../bench/pipeline/stack/index.ts';
import { runCases } from '../../test/faults/index.ts';
import { readFaultOptions } from '../../test/faults/options.ts';

const USAGE = `Usage: npm run test:faults [-- --documents 10000] [--cases 4,5,8,9] [--keep]

Breaks things while batches run, and prints whether the sums are right afterwards. Servers and workers are its own, and gone
when it ends.

  4  workers killed three times, PostgreSQL restarted twice and Temporal once
  5  1,000 documents with 20 bad ones of ten kinds; mended, and started again by reprocess
  8  pause, a worker's restart, resume, cancel
  9  latency of single articles during the batch

  --documents  of the batches of cases 4 and 9 (8: at most 2,000)
  --keep       leaves the folder with databases and logs, and says where
  -h, --help

Ends with 1 where something does not hold.`;

async function main(args: string[]): Promise<number> {
  const options = readFaultOptions(args);
  if (typeof options === 'string') {
    console.error(options === '' ? USAGE : `test:faults: ${options}\n\n${USAGE}`);
    return options === '' ? 0 : 2;
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  const start = performance.now();
  const onProgress = (message: string) =>
    console.error(`${((performance.now() - start) / 1000).toFixed(0).padStart(5)} s  ${message}`);
  const stack = await startBenchStack();
  if (options.keep) onProgress(`Everything is in ${stack.folder}`);
  try {
    const { documents, cases } = options;
    return (await runCases(cases, { stack, documents, workers: 1, onProgress })) ? 0 : 1;
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
