import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkBounds } from '../../bench/pipeline/bounds.ts';
import { renderBench, renderPage } from '../../bench/pipeline/report.ts';
import { FULL, QUICK, runBench } from '../../bench/pipeline/run.ts';
import { PROJECT_ROOT } from '../config.ts';

const USAGE = `Usage: npm run bench [-- --sizes 1000,10000] [--json FILE] [--write-docs] [--quick]

Measures the pipeline with a corpus of its own, on a PostgreSQL, a Temporal server and workers of its own, which are gone
afterwards: the stages alone, single documents, batches of each size, single articles beside a batch, two workers.

  --sizes       documents of the batches, smallest first (default 1000,10000; 1000 with --quick)
  --json FILE   writes all figures
  --write-docs  writes docs/performance.md
  --quick       shorter runs for all else; its figures vary more
  -h, --help

Ends with 1 where a figure is out of its bound. With 1000,10000,100000 it takes about an hour on two cores.`;

interface Arguments {
  sizes: number[];
  json: string | undefined;
  writeDocs: boolean;
  quick: boolean;
}

/** @returns what was asked for, or a message; an empty one asks for help. */
function readArguments(args: string[]): Arguments | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        sizes: { type: 'string' },
        json: { type: 'string' },
        'write-docs': { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return '';
    const { quick, json } = values;
    const sizes = (values.sizes ?? (quick ? '1000' : '1000,10000')).split(',').map(Number);
    const isRight = sizes.every((size, i) => Number.isInteger(size) && size >= 100 && size > (sizes[i - 1] ?? 0));
    if (!isRight)
      return `--sizes takes whole numbers from 100, smallest first, such as 1000,10000; got ${values.sizes}`;
    return { sizes, json, writeDocs: values['write-docs'], quick };
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

async function main(args: string[]): Promise<number> {
  const options = readArguments(args);
  if (typeof options === 'string') {
    console.error(options === '' ? USAGE : `bench: ${options}\n\n${USAGE}`);
    return options === '' ? 0 : 2;
  }
  const { sizes, quick, json, writeDocs } = options;
  // Servers and workers end with this process, and what they kept goes then.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  const start = performance.now();
  const result = await runBench({ bulk: sizes, ...(quick ? QUICK : FULL) }, (message) => {
    console.error(`${((performance.now() - start) / 1000).toFixed(0).padStart(5)} s  ${message}`);
  });
  const bounds = checkBounds(result);
  // npm runs this in the project's folder, and the file is meant where it was typed.
  const file = json && resolve(process.env.INIT_CWD ?? process.cwd(), json);
  if (file) writeFileSync(file, `${JSON.stringify({ ...result, bounds }, null, 2)}\n`);
  if (writeDocs) writeFileSync(join(PROJECT_ROOT, 'docs', 'performance.md'), renderPage(result));
  console.log(renderBench(result));
  return bounds.every(({ holds }) => holds) ? 0 : 1;
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  console.error(error);
  process.exit(1);
}
