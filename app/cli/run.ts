import { messageOf } from '../../db/errors.ts';
import { ConfigError } from '../config.ts';
import { Interruption } from '../local/interruption.ts';
import type { Command, Options } from './definition.ts';
import { EXIT } from './exit-codes.ts';
import { renderHelp, usageLines } from './help.ts';
import { type Given, parseCommand, UsageError } from './parse.ts';
import { styled } from './style.ts';

/** How a command ends. */
export interface RunOptions {
  /**
   * The command minds signals and broken pipes itself, and ends at once when it is done, also where work that it gave up goes
   * on. Default: it ends when nothing is left to do, or when the reader of its output has seen enough (`| head`).
   */
  endsItself?: boolean;
  /** Shows errors with their traces: those of a command that tests or measures, whose errors are mostly its own. */
  showsTraces?: boolean;
}

/**
 * Runs a command on the arguments of this process: shows its help where that is asked for, tells of wrong use and of errors
 * on standard error, and sets the exit code.
 *
 * @param work gives the exit code; a UsageError or ConfigError that it throws counts as wrong use.
 */
export async function runCommand<const Of extends Options>(
  command: Command<Of>,
  work: (given: Given<Of>) => Promise<number>,
  { endsItself = false, showsTraces = false }: RunOptions = {},
): Promise<void> {
  if (!endsItself) endWithReader();
  const code = await exitCode(command, work, showsTraces);
  // Not at once unless it must be: what is written to a pipe may still be on its way.
  if (endsItself) process.exit(code);
  else process.exitCode = code;
}

async function exitCode<const Of extends Options>(
  command: Command<Of>,
  work: (given: Given<Of>) => Promise<number>,
  showsTraces: boolean,
): Promise<number> {
  try {
    const given = parseCommand(command, process.argv.slice(2));
    if (given !== null) return await work(given);
    console.log(renderHelp(command as Command, process.stdout));
    return EXIT.done;
  } catch (error) {
    if (error instanceof Interruption) return error.exitCode;
    if (error instanceof UsageError) {
      const { name } = command;
      tell(name, error.message);
      console.error(`\nUsage: ${usageLines(command as Command).join('\n       ')}\n\n"--help" tells all of it.`);
      return EXIT.wrongUse;
    }
    if (error instanceof ConfigError) {
      tell(command.name, error.message);
      return EXIT.wrongUse;
    }
    tell(command.name, (showsTraces && (error as Error).stack) || messageOf(error));
    return EXIT.failed;
  }
}

function tell(name: string, message: string): void {
  console.error(`${styled('red', `${name}:`, process.stderr)} ${message}`);
}

/** Ends the process when nobody reads its output any more: that is no error. */
function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    throw error;
  });
}
