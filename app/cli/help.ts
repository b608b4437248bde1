import { type Command, GROUPS, type Group, invocation, type Option } from './definition.ts';
import { type Output, styled } from './style.ts';

/** Columns of the help, whatever the terminal has: as wide as is good to read. */
const WIDTH = 110;

/** What every command knows. */
const HELP: readonly [string, string] = ['-h, --help', 'this text'];

/** The lines that say how a command is typed. */
export function usageLines(command: Command): string[] {
  const forms = command.usage.length > 0 ? command.usage : [''];
  return forms.map((form) => {
    const begin = invocation(command);
    if (form === '') return begin;
    // What may be left out as a whole takes its "--" along.
    return /^\[.*\]$/u.test(form) ? `${begin} [-- ${form.slice(1, -1)}]` : `${begin} -- ${form}`;
  });
}

/** What `--help` prints. */
export function renderHelp(command: Command, output: Output): string {
  const { summary, description, operands = [], examples } = command;
  const rows = [
    ...operands.map(({ name, summary: does }): [string, string] => [name, does]),
    ...Object.entries(command.options).map(([name, option]): [string, string] => [
      optionName(name, option),
      optionSummary(option),
    ]),
    ...(command.handsOn === undefined ? [HELP] : []),
  ];
  const heading = (text: string) => styled('bold', text, output);
  return [
    usageLines(command)
      .map((line, i) => `${i === 0 ? heading('Usage:') : '      '} ${line}`)
      .join('\n'),
    ...[`${summary}.`, ...(description === undefined ? [] : [description])].map((text) => fill(text, WIDTH)),
    ...(rows.length > 0 ? [columns(rows)] : []),
    ...(examples.length > 0
      ? [`${heading('Examples')}\n${examples.map(({ line, does }) => `  ${line}\n      ${does}`).join('\n')}`]
      : []),
    `${heading('Ends with')}\n${columns(exitCodes(command))}`,
  ].join('\n\n');
}

/** All commands, by what they are for. */
export function renderList(commands: readonly Command[], output: Output): string {
  const widest = commands.reduce((most, command) => Math.max(most, invocation(command).length), 0);
  const groups = (Object.keys(GROUPS) as Group[]).map((group) => {
    const lines = commands
      .filter((command) => command.group === group)
      .map((command) => {
        const typed = invocation(command);
        return `  ${styled('cyan', typed, output)}${' '.repeat(widest - typed.length)}  ${command.summary}`;
      });
    return [styled('bold', GROUPS[group], output), ...lines].join('\n');
  });
  const more = 'Arguments follow "--"; "-- --help" tells all of a command: npm run prune -- --help';
  return [...groups, more].join('\n\n');
}

/** `-h, --help`; `--keep N`. */
export function optionName(name: string, { short, value, type }: Option): string {
  const long = `--${name}${type === 'string' ? ` ${value ?? 'VALUE'}` : ''}`;
  return short === undefined ? long : `-${short}, ${long}`;
}

/** What it does, its values and its default. */
export function optionSummary({ summary, values, default: usual }: Option): string {
  const choices = Array.isArray(values) ? `: ${values.join(', ')}` : '';
  return `${summary}${choices}${usual === undefined ? '' : ` (default ${usual})`}`;
}

/** Each exit code of a command with what it means. */
export function exitCodes({ handsOn, exitCodes: own = {} }: Command): [string, string][] {
  const usual: Record<number, string> =
    handsOn === undefined
      ? { 0: 'it was done', 1: 'an error, which is told', 2: 'wrong use, or a setting that makes no sense' }
      : { 0: 'it was done', 1: `else, what ${handsOn} ended with` };
  return Object.entries({ ...usual, ...own });
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = rows.reduce((most, [name]) => Math.max(most, name.length), 0);
  const indent = ' '.repeat(width + 4);
  return rows
    .map(
      ([name, text]) => `  ${name.padEnd(width)}  ${fill(text, WIDTH - indent.length).replaceAll('\n', `\n${indent}`)}`,
    )
    .join('\n');
}

/** Breaks paragraphs at words. */
function fill(text: string, width: number): string {
  return text
    .split('\n')
    .map((paragraph) => {
      const lines: string[] = [];
      for (const word of paragraph.split(' ')) {
        const last = lines.at(-1);
        if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
        else lines.push(word);
      }
      return lines.join('\n');
    })
    .join('\n');
}
