import { COMPLETIONS } from '../cli/completion/index.ts';
import { COMPLETION, SHELLS } from '../cli/definitions/completion.ts';
import { COMMANDS } from '../cli/definitions/index.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { UsageError } from '../cli/parse.ts';
import { runCommand } from '../cli/run.ts';

await runCommand(COMPLETION, async ({ operands }) => {
  const shell = SHELLS.find((name) => name === operands[0]);
  if (shell === undefined || operands.length > 1) {
    throw new UsageError(`expected one of ${SHELLS.join(', ')}, got ${operands.join(' ') || 'nothing'}`);
  }
  process.stdout.write(COMPLETIONS[shell](COMMANDS));
  return EXIT.done;
});
