import { DOCTOR } from '../cli/definitions/doctor.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { UsageError } from '../cli/parse.ts';
import { showProgress } from '../cli/progress.ts';
import { runCommand } from '../cli/run.ts';
import { examine } from '../doctor/index.ts';
import { renderFindings } from '../doctor/render.ts';

await runCommand(DOCTOR, async ({ values, operands }) => {
  if (operands.length > 0) throw new UsageError(`expected options only, got ${operands.join(' ')}`);
  const progress = showProgress(process.stderr);
  if (progress.isLive) progress.step('Looking at this machine, the settings and the servers …');
  const findings = await examine(process.env).finally(() => progress.isLive && progress.close());
  console.log(values.json ? JSON.stringify(findings, null, 2) : renderFindings(findings, process.stdout));
  return findings.some(({ status }) => status === 'problem') ? EXIT.failed : EXIT.done;
});
