/**
 * What documents made to be slow, deep or large cost: `npm run bench:hostile [-- NAME…]`. Each is read at 5, 10 and 20 MB,
 * in a process of its own, in which a small one has been read before. Prints CPU and wall seconds, peak memory, and how
 * many times the CPU grows when the document doubles; ends with 1 where a bound is broken.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DocumentError } from '../../stages/errors.ts';
import { normalize } from '../../stages/normalize/index.ts';
import { HOSTILE } from './hostile-documents.ts';

const SIZES = [5_000_000, 10_000_000, 20_000_000];
/** What is processed has to be so in this many seconds, and within this memory. */
const MOST_SECONDS = 10;
const MOST_BYTES = 1.5e9;
/** Twice the document costs at most twice the time, and a fifth. */
const MOST_GROWTH = 2.4;
/** Too little to tell how it grows. */
const NEGLIGIBLE = 1;

interface Cost {
  outcome: string;
  cpu: number;
  wall: number;
  memory: number;
}

function measure(name: string, length: number): Cost {
  const make = HOSTILE[name];
  const read = (bytes: Uint8Array): string => {
    try {
      normalize({ bytes });
      return 'read';
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      return error.type;
    }
  };
  read(Buffer.from(make(100_000)));
  const bytes = Buffer.from(make(length)).subarray(0, length);
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  const outcome = read(bytes);
  const { user, system } = process.cpuUsage(cpu);
  return {
    outcome,
    cpu: (user + system) / 1e6,
    wall: (performance.now() - start) / 1000,
    memory: process.resourceUsage().maxRSS * 1024,
  };
}

function inOwnProcess(name: string, length: number): Cost {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), '--one', name, String(length)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`"${name}" of ${length} bytes ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Cost;
}

if (process.argv[2] === '--one') {
  console.log(JSON.stringify(measure(process.argv[3], Number(process.argv[4]))));
} else {
  const wanted = process.argv.slice(2);
  let broken = 0;
  console.log('| input | 5 MB | 10 MB | 20 MB | growth |\n|---|---|---|---|---|');
  for (const name of Object.keys(HOSTILE)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const costs = SIZES.map((size) => inOwnProcess(name, size));
    const growths = costs
      .slice(1)
      .map(({ cpu }, i) => (costs[i].cpu < NEGLIGIBLE ? Number.NaN : cpu / costs[i].cpu))
      .filter((growth, i) => !Number.isNaN(growth) && costs[i + 1].outcome === costs[i].outcome);
    const isBroken =
      costs.some(({ wall, memory }) => wall > MOST_SECONDS || memory > MOST_BYTES) ||
      growths.some((growth) => growth > MOST_GROWTH);
    if (isBroken) broken += 1;
    const cells = costs.map(
      ({ outcome, cpu, wall, memory }) =>
        `${cpu.toFixed(1)} s CPU, ${wall.toFixed(1)} s, ${(memory / 1e6).toFixed(0)} MB${outcome === 'read' ? '' : `, ${outcome}`}`,
    );
    const growth = growths.length === 0 ? '' : `${Math.max(...growths).toFixed(1)} ×`;
    console.log(`| ${name}${isBroken ? ' **over**' : ''} | ${cells.join(' | ')} | ${growth} |`);
  }
  process.exitCode = broken > 0 ? 1 : 0;
}
