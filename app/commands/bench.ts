import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkBounds } from '../../bench/pipeline/bounds.ts';
import { renderBench, renderPage } from '../../bench/pipeline/report.ts';
import { FULL, QUICK, runBench } from '../../bench/pipeline/run.ts';
import { BENCH } from '../cli/definitions/bench.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { UsageError } from '../cli/parse.ts';
import { showProgress } from '../cli/progress.ts';
import { runCommand } from '../cli/run.ts';
import { PROJECT_ROOT } from '../config.ts';
import { exitOnSignals } from '../local/interruption.ts';

/** @throws UsageError */
function readSizes(given: string): number[] {
  const sizes = given.split(',').map(Number);
  const isRight = sizes.every((size, i) => Number.isInteger(size) && size >= 100 && size > (sizes[i - 1] ?? 0));
  if (isRight) return sizes;
  throw new UsageError(`--sizes takes whole numbers from 100, smallest first, such as 1000,10000; got ${given}`);
}

await runCommand(
  BENCH,
  async ({ values }) => {
    const { quick, json } = values;
    const bulk = readSizes(values.sizes ?? (quick ? '1000' : '1000,10000'));
    // Servers and workers end with this process, and what they kept goes then.
    exitOnSignals();
    const progress = showProgress(process.stderr, { keepsSteps: true });
    const result = await runBench({ bulk, ...(quick ? QUICK : FULL) }, progress.step).finally(progress.close);
    const bounds = checkBounds(result);
    // npm runs this in the project's folder, and the file is meant where it was typed.
    const file = json && resolve(process.env.INIT_CWD ?? process.cwd(), json);
    if (file) writeFileSync(file, `${JSON.stringify({ ...result, bounds }, null, 2)}\n`);
    if (values['write-docs']) writeFileSync(join(PROJECT_ROOT, 'docs', 'performance.md'), renderPage(result));
    console.log(renderBench(result));
    return bounds.every(({ holds }) => holds) ? EXIT.done : EXIT.failed;
  },
  { endsItself: true, showsTraces: true },
);
