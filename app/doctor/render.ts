import { printable } from '../cli/printable.ts';
import { type Look, type Output, styled } from '../cli/style.ts';
import type { Finding, Status } from './check.ts';

const MARKS: Record<Status, { mark: string; look: Look }> = {
  ok: { mark: '✓', look: 'green' },
  warning: { mark: '!', look: 'yellow' },
  problem: { mark: '✗', look: 'red' },
};

/** What was found, a line each, with what to do below, and the sum. */
export function renderFindings(findings: readonly Finding[], output: Output): string {
  const width = findings.reduce((most, { check }) => Math.max(most, check.length), 0);
  const indent = ' '.repeat(width + 6);
  const lines = findings.flatMap(({ check, status, found, advice }) => {
    const { mark, look } = MARKS[status];
    const name = check.padEnd(width);
    return [
      `${styled(look, mark, output)} ${status === 'ok' ? name : styled('bold', name, output)}  ${printable(found)}`,
      ...(advice === null ? [] : [`${indent}${styled(look, '→', output)} ${printable(advice)}`]),
    ];
  });
  const count = (wanted: Status) => findings.filter(({ status }) => status === wanted).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  const sum = [
    problems === 0 ? 'No problems' : `${problems} ${problems === 1 ? 'problem' : 'problems'}`,
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`] : []),
  ].join(', ');
  return [...lines, '', styled(problems > 0 ? 'red' : 'green', `${sum}.`, output)].join('\n');
}
