import { LONG, WORDS } from './figures/annotate.ts';
import type { BulkFigures } from './figures/bulk.ts';
import type { AloneResult, BenchResult, ScalingResult } from './result.ts';

/** A figure beside the bound that it must keep. */
export interface Bound {
  what: string;
  value: number;
  /** `most`: the value must not be above; `least`: not below. */
  bound: { most: number } | { least: number };
  unit: string;
  holds: boolean;
}

/** Figures that must hold, as far as the sizes of the run allow to tell. */
export function checkBounds(result: BenchResult): Bound[] {
  const { stages, singles, bulk, beside } = result;
  const largest = bulk[bulk.length - 1];
  const bounds: Omit<Bound, 'holds'>[] = [
    ...aloneBounds(result),
    {
      what: `CPU of a document in bulk (${largest.documents}) to that of the stages alone`,
      value: largest.cpuSecondsPerDocument.all / stages.cpuSecondsPerDocument,
      bound: { most: 2 },
      unit: '×',
    },
    {
      what: `documents/s in bulk (${largest.documents}) to those of single runs`,
      value: largest.documentsPerSecond / singles.many.documentsPerSecond,
      bound: { least: 10 },
      unit: '×',
    },
    {
      what: 'idle latency of a single run to that of an empty one, p50',
      value: singles.ratio,
      bound: { most: 2 },
      unit: '×',
    },
    {
      what: `latency of a single article beside a batch (${beside.documents}) to idle, p95`,
      value: beside.latency.p95 / singles.idle.p95,
      bound: { most: 5 },
      unit: '×',
    },
    scalingBound(result),
    ...bulk.flatMap(growthBounds),
    {
      what: 'events of the largest history',
      value: Math.max(...bulk.map(({ history }) => history.largestHistory)),
      bound: { most: 10_000 },
      unit: '',
    },
    {
      what: 'bytes of the largest payload',
      value: Math.max(...bulk.map(({ history }) => history.largestPayload)),
      bound: { most: 256 * 1024 },
      unit: '',
    },
    ...bulk.map(wrongOutcomes),
  ];
  return bounds.map(decided);
}

/** What must hold of one worker and two. */
export function checkScaling(result: ScalingResult): Bound[] {
  return [decided(scalingBound(result))];
}

/** What must hold of each stage alone. */
export function checkAlone(result: AloneResult): Bound[] {
  return aloneBounds(result).map(decided);
}

function aloneBounds({ normalize, annotate: { entities, attribution } }: AloneResult): Omit<Bound, 'holds'>[] {
  const growth = (stage: string, value: number) => ({
    what: `CPU of ${stage} for a word of a text of ${LONG} words to that of one of ${WORDS}`,
    value,
    bound: { most: 1.5 },
    unit: '×',
  });
  return [
    {
      what: 'plain-text articles of 500 words that normalize reads in a CPU second',
      value: normalize.articles,
      bound: { least: 1000 },
      unit: '',
    },
    { what: 'pages that normalize reads in a CPU second', value: normalize.pages, bound: { least: 20 }, unit: '' },
    {
      what: 'words that entities reads in a CPU second',
      value: entities.aCpuSecond,
      bound: { least: 100_000 },
      unit: '',
    },
    {
      what: `documents of ${WORDS} words that attribution reads in a CPU second, entities not counted`,
      value: attribution.aCpuSecond,
      bound: { least: 100 },
      unit: '',
    },
    growth('entities', entities.growth),
    growth('attribution', attribution.growth),
  ];
}

/** What a second worker adds at least, where the cores do not allow less. */
const LEAST_SCALING = 1.4;
/** Share that it reaches of what the cores allow. */
const LEAST_OF_ALLOWED = 0.9;

/** One worker keeps more than one core busy, with PostgreSQL and Temporal beside it: two can use no more than all cores. */
function scalingBound({ machine, scaling: { one, two } }: ScalingResult): Omit<Bound, 'holds'> {
  const allowed = machine.cores / (one.documentsPerSecond * one.cpuSecondsPerDocument.all);
  return {
    what: `documents/s of two workers with one stage thread each to those of one, of ${allowed.toFixed(2)} × that the cores allow`,
    value: two.documentsPerSecond / one.documentsPerSecond,
    bound: { least: Math.min(LEAST_SCALING, LEAST_OF_ALLOWED * allowed) },
    unit: '×',
  };
}

function decided(figure: Omit<Bound, 'holds'>): Bound {
  return { ...figure, holds: isWithin(figure.value, figure.bound) };
}

/** From each size to the next. */
function growthBounds(larger: BulkFigures, index: number, all: BulkFigures[]): Omit<Bound, 'holds'>[] {
  if (index === 0) return [];
  const smaller = all[index - 1];
  const sizes = `${smaller.documents} to ${larger.documents}`;
  return [
    {
      what: `growth of a worker's memory, ${sizes}`,
      value: larger.peakMemory / smaller.peakMemory,
      bound: { most: 1.2 },
      unit: '×',
    },
    {
      what: `growth of documents/s, ${sizes}`,
      value: larger.documentsPerSecond / smaller.documentsPerSecond,
      bound: { least: 0.9 },
      unit: '×',
    },
  ];
}

/** Documents that ended otherwise than the corpus says. */
function wrongOutcomes({ documents, outcomes, expected }: BulkFigures): Omit<Bound, 'holds'> {
  const wrong =
    Math.abs(outcomes.listed - expected.documents) +
    Math.abs(outcomes.published + outcomes.superseded - expected.published) +
    Math.max(0, outcomes.superseded - expected.corrections) +
    Math.abs(outcomes.duplicate - expected.duplicate);
  return { what: `documents of ${documents} that did not end as expected`, value: wrong, bound: { most: 0 }, unit: '' };
}

function isWithin(value: number, bound: Bound['bound']): boolean {
  return 'most' in bound ? value <= bound.most : value >= bound.least;
}
