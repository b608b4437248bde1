import { parseArgs } from 'node:util';
import type { Command, Options, Values } from './definition.ts';
import { nearest } from './nearest.ts';

/** What a command was given cannot be understood; the message says what was expected and what was got. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

/** A command line, read. */
export interface Given<Of extends Options> {
  values: Values<Of>;
  operands: string[];
}

/**
 * Reads the arguments of a command.
 * @returns null where help is asked for, whatever else there is.
 * @throws UsageError, which names the option that was probably meant.
 */
export function parseCommand<const Of extends Options>(command: Command<Of>, args: string[]): Given<Of> | null {
  const { handsOn, helpIsOurs } = command;
  if (handsOn !== undefined) {
    const asksForHelp = args.some((arg) => ['-h', '--help'].includes(arg)) && (helpIsOurs || args.length === 1);
    // The other program has options of its own.
    return asksForHelp ? null : { values: {} as Values<Of>, operands: args };
  }
  const options = Object.fromEntries(
    Object.entries<Options[string]>(command.options).map(([name, { type, short, multiple }]) => [
      name,
      { type, ...(short !== undefined && { short }), ...(multiple && { multiple }) },
    ]),
  );
  const all = { ...options, help: { type: 'boolean' as const, short: 'h' } };
  const { tokens } = parseArgs({ args, options: all, allowPositionals: true, strict: false, tokens: true });
  const given = tokens.filter((token) => token.kind === 'option');
  if (given.some(({ name }) => name === 'help')) return null;
  const unknown = given.find(({ name }) => !(name in all));
  if (unknown) {
    const near = nearest(unknown.name, Object.keys(all));
    throw new UsageError(`there is no option ${unknown.rawName}${near === null ? '' : `: did you mean --${near}?`}`);
  }
  for (const { name, rawName, value } of given) {
    const { type, value: word = 'VALUE' } = { ...command.options[name] };
    if (type === 'string' && value === undefined) throw new UsageError(`${rawName} takes a value: ${rawName} ${word}`);
    if (type === 'boolean' && value !== undefined) throw new UsageError(`${rawName} takes no value, got ${value}`);
    const { values } = { ...command.options[name] };
    if (Array.isArray(values) && value !== undefined && !values.includes(value)) {
      const near = nearest(value, values);
      const meant = near === null ? '' : `: did you mean ${near}?`;
      throw new UsageError(`${rawName} takes one of ${values.join(', ')}, got ${value}${meant}`);
    }
  }
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const unset = Object.entries<Options[string]>(command.options).map(([name, { type, multiple, default: usual }]) => [
    name,
    type === 'boolean' ? false : multiple ? [] : usual,
  ]);
  return { values: { ...Object.fromEntries(unset), ...values } as Values<Of>, operands: positionals };
}
