import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkAlone, checkBounds, checkScaling } from '../../bench/pipeline/bounds.ts';
import { renderAlone, renderBench, renderPage, renderScaling } from '../../bench/pipeline/report.ts';
import { FULL, QUICK, runAlone, runBench, runScaling } from '../../bench/pipeline/run.ts';
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
    const { quick, json, only } = values;
    const sizes = { bulk: readSizes(values.sizes ?? (quick ? '1000' : '1000,10000')), ...(quick ? QUICK : FULL) };
    if (only !== undefined && (values.sizes !== undefined || values['write-docs'])) {
      throw new UsageError(
        '--only measures neither batches of --sizes nor all that --write-docs needs: leave these out',
      );
    }
    // Servers and workers end with this process, and what they kept goes then.
    exitOnSignals();
    const progress = showProgress(process.stderr, { keepsSteps: true });
    // npm runs this in the project's folder, and the file is meant where it was typed.
    const file = json && resolve(process.env.INIT_CWD ?? process.cwd(), json);
    const write = (figures: object) => file && writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
    if (only === 'scaling') {
      const result = await runScaling(sizes.scaling, progress.step).finally(progress.close);
      const bounds = checkScaling(result);
      write({ ...result, bounds });
      console.log(renderScaling(result));
      return bounds.every(({ holds }) => holds) ? EXIT.done : EXIT.failed;
    }
    if (only === 'alone') {
      const result = runAlone();
      progress.close();
      const bounds = checkAlone(result);
      write({ ...result, bounds });
      console.log(renderAlone(result));
      return bounds.every(({ holds }) => holds) ? EXIT.done : EXIT.failed;
    }
    const result = await runBench(sizes, progress.step).finally(progress.close);
    const bounds = checkBounds(result);
    write({ ...result, bounds });
    if (values['write-docs']) writeFileSync(join(PROJECT_ROOT, 'docs', 'performance.md'), renderPage(result));
    console.log(renderBench(result));
    return bounds.every(({ holds }) => holds) ? EXIT.done : EXIT.failed;
  },
  { endsItself: true, showsTraces: true },
);
