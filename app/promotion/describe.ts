import type { Move, MoveOptions, PipelineMove } from '../../db/promote.ts';

/** What became of one document, in a line. */
export function describeMove({ document, from, to }: Move, { dryRun }: MoveOptions): string {
  if (from === to) return `${document}: readers see version ${to} already; nothing to change.`;
  return `${document}: version ${from} → ${to}${dryRun ? ' (dry run: nothing was changed)' : ''}`;
}

/** What became of the documents of a pipeline, in a few lines. */
export function describePipelineMove(
  { moved, sample, changedSince, withoutOther }: PipelineMove,
  { dryRun }: MoveOptions,
): string[] {
  const lines = [
    dryRun
      ? `${documents(moved)} would show another version (dry run: nothing was changed)`
      : `${documents(moved)} ${moved === 1 ? 'shows' : 'show'} another version now`,
    ...sample.map(({ document, from, to }) => `  ${document}: version ${from} → ${to}`),
  ];
  if (moved > sample.length) lines.push(`  … and ${moved - sample.length} more`);
  if (changedSince > 0) {
    lines.push(`${documents(changedSince)} left as is: the article itself has changed between the two versions`);
  }
  if (withoutOther > 0) lines.push(`${documents(withoutOther)} left as is: no earlier version is kept`);
  return lines;
}

function documents(count: number): string {
  return `${count} ${count === 1 ? 'document' : 'documents'}`;
}
