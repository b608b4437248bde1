import { renderTable } from '../../app/table.ts';
import { type Bound, checkAlone, checkBounds, checkScaling } from './bounds.ts';
import type { BulkFigures } from './figures/bulk.ts';
import type { AloneResult, BenchResult, ScalingResult } from './result.ts';

type Row = readonly [name: string, ...values: string[]];

const MIB = 2 ** 20;

/** The figures as tables for the terminal. */
export function renderBench(result: BenchResult): string {
  return [
    describe(result),
    table(['alone', 'value'], aloneRows(result)),
    table(['batch of', ...result.bulk.map(({ documents }) => String(documents))], bulkRows(result.bulk, result)),
    table(['stage threads of 1', 'one worker', 'two workers'], scalingRows(result)),
    table(['must hold', 'measured', 'bound', ''], checkBounds(result).map(boundRow)),
  ].join('\n\n');
}

/** Those of one worker and two. */
export function renderScaling(result: ScalingResult): string {
  return [
    describe(result),
    table(['stage threads of 1', 'one worker', 'two workers'], scalingRows(result)),
    table(['must hold', 'measured', 'bound', ''], checkScaling(result).map(boundRow)),
  ].join('\n\n');
}

/** Those of each stage alone. */
export function renderAlone(result: AloneResult): string {
  return [describe(result), table(['must hold', 'measured', 'bound', ''], checkAlone(result).map(boundRow))].join(
    '\n\n',
  );
}

function describe({ machine }: Pick<BenchResult, 'machine'>): string {
  return `${machine.commit}, ${machine.date}: ${machine.cores} × ${machine.processor}, Node ${machine.node}`;
}

/** The figures as a page: `docs/performance.md`. */
export function renderPage(result: BenchResult): string {
  const { machine, bulk } = result;
  const sizes = bulk.map(({ documents }) => documents).join(',');
  return `# Performance

Made by \`npm run bench -- --sizes ${sizes} --write-docs\` at commit \`${machine.commit}\` on ${machine.date.slice(0, 10)}, with ${machine.cores} cores
(${machine.processor}), ${Math.round(machine.memory / 2 ** 30)} GiB of memory and Node ${machine.node}. PostgreSQL and Temporal run on the same cores, as the local
stack has them. The articles come from \`bench/pipeline/corpus\`: ${result.stages.words.toFixed(0)} words on average, 4 of 10 as pages.

## What must hold

${markdown(['figure', 'measured', 'bound', ''], checkBounds(result).map(boundRow))}

## Documents by themselves

${markdown(['', ''], aloneRows(result))}

## Batches

One worker with its default settings, a database and a worker process of its own for each size.

${markdown(['documents', ...bulk.map(({ documents }) => String(documents))], bulkRows(bulk, result))}

## One worker and two

Each with one stage thread, a batch of ${result.scaling.one.documents}, on servers of their own that have done nothing before. All share
the machine's cores, of which one worker keeps more than one busy with PostgreSQL and Temporal beside it: two can do at most as many
times more as there are cores to those that are busy with one.

${markdown(['', 'one worker', 'two workers'], scalingRows(result))}
`;
}

function aloneRows({ stages, singles, beside }: BenchResult): Row[] {
  const { idle, empty, many } = singles;
  return [
    ['stages on one core', `${stages.documentsPerSecond.toFixed(1)} documents/s`],
    ['CPU of the stages', `${milliseconds(stages.cpuSecondsPerDocument)} a document`],
    ['`ingestDocument`, nothing else to do', `p50 ${idle.p50.toFixed(0)} ms, p95 ${idle.p95.toFixed(0)} ms`],
    ['empty workflow of five activities', `p50 ${empty.p50.toFixed(0)} ms, p95 ${empty.p95.toFixed(0)} ms`],
    [
      `\`ingestDocument\` beside a batch of ${beside.documents}`,
      `p50 ${beside.latency.p50.toFixed(0)} ms, p95 ${beside.latency.p95.toFixed(0)} ms (${beside.latency.runs} runs)`,
    ],
    [`\`ingestDocument\`, ${many.atOnce} at once`, `${many.documentsPerSecond.toFixed(1)} documents/s`],
    ['events of a run', String(singles.eventsPerDocument)],
  ];
}

function bulkRows(bulk: readonly BulkFigures[], { stages }: BenchResult): Row[] {
  const row = (name: string, value: (figures: BulkFigures) => string): Row => [name, ...bulk.map(value)];
  return [
    row('documents/s', ({ documentsPerSecond }) => documentsPerSecond.toFixed(1)),
    row('seconds', ({ seconds }) => seconds.toFixed(0)),
    row('rows/s', ({ rowsPerSecond }) => rowsPerSecond.toFixed(0)),
    row('rows a document', ({ rowsPerDocument }) => rowsPerDocument.toFixed(1)),
    ...cpuRows(bulk),
    row('CPU to that of the stages', ({ cpuSecondsPerDocument }) =>
      times(cpuSecondsPerDocument.all / stages.cpuSecondsPerDocument),
    ),
    row('memory of the worker, at most', ({ peakMemory }) => `${(peakMemory / MIB).toFixed(0)} MiB`),
    row('database a document', ({ databaseBytesPerDocument }) => `${(databaseBytesPerDocument / 1024).toFixed(1)} KiB`),
    row('events a document', ({ eventsPerDocument }) => eventsPerDocument.toFixed(2)),
    row('events of the largest history', ({ history }) => String(history.largestHistory)),
    row('bytes of the largest payload', ({ history }) => String(history.largestPayload)),
    row('published, superseded, duplicate', ({ outcomes: { published, superseded, duplicate } }) =>
      [published, superseded, duplicate].join(', '),
    ),
  ];
}

function scalingRows({ scaling: { one, two } }: ScalingResult): Row[] {
  const both = [one, two];
  return [
    ['documents/s', ...both.map(({ documentsPerSecond }) => documentsPerSecond.toFixed(1))],
    ...cpuRows(both),
    [
      'share of PostgreSQL in the CPU',
      ...both.map(({ cpuSecondsPerDocument: { postgres, all } }) => percent(postgres / all)),
    ],
    [
      'share of Temporal in the CPU',
      ...both.map(({ cpuSecondsPerDocument: { temporal, all } }) => percent(temporal / all)),
    ],
  ];
}

function cpuRows(figures: readonly BulkFigures[]): Row[] {
  const parts = {
    all: 'CPU a document',
    workers: '… of the workers',
    postgres: '… of PostgreSQL',
    temporal: '… of Temporal',
  };
  return Object.entries(parts).map(([part, name]) => [
    name,
    ...figures.map(({ cpuSecondsPerDocument }) => milliseconds(cpuSecondsPerDocument[part as keyof typeof parts])),
  ]);
}

function boundRow({ what, value, bound, unit, holds }: Bound): Row {
  const [word, limit] = 'most' in bound ? ['≤', bound.most] : ['≥', bound.least];
  const measured = unit === '' ? value.toFixed(0) : value.toFixed(2);
  const bounded = Number.isInteger(limit * 10) ? String(limit) : limit.toFixed(2);
  return [what, `${measured} ${unit}`.trim(), `${word} ${bounded} ${unit}`.trim(), holds ? 'holds' : 'FAILS'];
}

function table(heading: readonly string[], rows: readonly Row[]): string {
  const columns = heading.map((name, i) => ({ name, align: i === 0 ? ('left' as const) : ('right' as const) }));
  return renderTable(
    columns,
    rows.map((row) => [...row].map((cell) => cell.replaceAll('`', ''))),
  );
}

function markdown(heading: readonly string[], rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = `|${heading.map((_, i) => (i === 0 ? '---' : '---:')).join('|')}|`;
  return [line(heading), rule, ...rows.map(line)].join('\n');
}

function milliseconds(seconds: number): string {
  return `${(seconds * 1000).toFixed(1)} ms`;
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
