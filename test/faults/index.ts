import { renderTable } from '../../app/table.ts';
import { badDocuments } from './bad-documents.ts';
import type { Check } from './checks.ts';
import type { FaultCase, FaultContext } from './context.ts';
import { crashes } from './crashes.ts';
import { news } from './news.ts';
import { pause } from './pause.ts';

/** The cases by their numbers. */
export const CASES: Readonly<Record<string, FaultCase>> = { 4: crashes, 5: badDocuments, 8: pause, 9: news };

/**
 * Runs cases one after the other and prints what holds of each.
 * @returns whether everything does.
 */
export async function runCases(numbers: readonly string[], context: FaultContext): Promise<boolean> {
  let allHold = true;
  for (const number of numbers) {
    const { name, run } = CASES[number];
    context.onProgress(`Case ${number}: ${name} …`);
    const checks = await run(context);
    console.log(`\nCase ${number}: ${name}\n${renderChecks(checks)}\n`);
    allHold &&= checks.every(({ holds }) => holds);
  }
  return allHold;
}

function renderChecks(checks: readonly Check[]): string {
  return renderTable(
    [{ name: 'must hold' }, { name: 'measured', align: 'right' }, { name: 'wanted', align: 'right' }, { name: '' }],
    checks.map(({ what, measured, wanted, holds }) => [
      what,
      String(measured),
      String(wanted),
      holds ? 'holds' : 'FAILS',
    ]),
  );
}
