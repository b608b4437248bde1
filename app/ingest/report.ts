import { formatDuration } from '../cli/duration.ts';
import { printable } from '../cli/printable.ts';
import { renderTable } from '../table.ts';
import type { Outcome } from './submit.ts';

/** More documents than that are not listed one by one, apart from those that failed. */
const MAX_ROWS = 200;

/** How a document ended, in a few words. */
export function describeOutcome({ result, failure }: Outcome): string {
  return failure ? `failed: ${failure.type}` : result!.outcome;
}

/**
 * A table of what became of each document, the sums, and the reasons of what failed.
 * @param width terminal columns.
 */
export function renderOutcomes(outcomes: readonly Outcome[], width: number | undefined): string {
  if (outcomes.length === 0) return 'There was nothing to ingest.';
  const failed = outcomes.filter(({ failure }) => failure !== null);
  const listed = outcomes.length <= MAX_ROWS ? outcomes : failed.slice(0, MAX_ROWS);
  const rows = listed.map((outcome) => [
    printable(outcome.name),
    String(outcome.result?.version ?? '–'),
    String(outcome.result?.counts.entities ?? '–'),
    String(outcome.result?.counts.attributions ?? '–'),
    formatDuration(outcome.duration),
    describeOutcome(outcome),
  ]);
  const right = (name: string) => ({ name, align: 'right' as const });
  const columns = [
    { name: 'document' },
    right('version'),
    right('entities'),
    right('attributions'),
    right('time'),
    { name: 'outcome' },
  ];
  const tally = new Map<string, number>();
  for (const { result } of outcomes) {
    const outcome = result?.outcome ?? 'failed';
    tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
  }
  const sums = [...tally].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  const reasons = failed
    .slice(0, MAX_ROWS)
    .map(({ name, failure }) => `${printable(name)}: ${printable(failure!.message)}`);
  return [
    ...(rows.length > 0 ? [renderTable(columns, rows, width === undefined ? {} : { width }), ''] : []),
    `${outcomes.length} ${outcomes.length === 1 ? 'document' : 'documents'}: ${sums}.`,
    ...reasons,
  ].join('\n');
}
