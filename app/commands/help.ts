import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HELP } from '../cli/definitions/help.ts';
import { COMMANDS } from '../cli/definitions/index.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { renderHelp, renderList } from '../cli/help.ts';
import { nearest } from '../cli/nearest.ts';
import { renderPage } from '../cli/page.ts';
import { UsageError } from '../cli/parse.ts';
import { runCommand } from '../cli/run.ts';
import { PROJECT_ROOT } from '../config.ts';

await runCommand(HELP, async ({ values, operands }) => {
  const [name] = operands;
  if (operands.length > 1) throw new UsageError(`expected one command, got ${operands.join(' ')}`);
  const chosen = name === undefined ? COMMANDS : COMMANDS.filter((command) => command.name === name);
  if (name !== undefined && chosen.length === 0) {
    const near = nearest(
      name,
      COMMANDS.map((command) => command.name),
    );
    throw new UsageError(`there is no command ${name}${near === null ? '' : `: did you mean ${near}?`}`);
  }
  if (values['write-docs']) writeFileSync(join(PROJECT_ROOT, 'docs', 'commands.md'), renderPage(COMMANDS));
  else if (values.json) console.log(JSON.stringify(chosen, null, 2));
  else console.log(name === undefined ? renderList(COMMANDS, process.stdout) : renderHelp(chosen[0], process.stdout));
  return EXIT.done;
});
