/** An option of a command. */
export interface Option {
  type: 'boolean' | 'string';
  /** Its name in one letter. */
  short?: string;
  /** May be given several times. */
  multiple?: boolean;
  /** What stands for the value in the help, of an option that takes one: `N`, `FILE`. */
  value?: string;
  /** What it has where it is not given. */
  default?: string;
  /** Values to choose from, which shells complete; `file` for names of files. */
  values?: readonly string[] | 'file';
  /** What it does, in a sentence without a full stop. */
  summary: string;
}

export type Options = Readonly<Record<string, Option>>;

/** What stands after the options' names: a key, a path. */
export interface Operand {
  /** As in the usage: `KEY`. */
  name: string;
  summary: string;
  /** As for an option. */
  values?: readonly string[] | 'file';
}

/** What a command is for, and takes: its help, its place in the list of all, completion and docs/commands.md come from it. */
export interface Command<Given extends Options = Options> {
  /** As after `npm run`. */
  name: string;
  group: Group;
  /** What it does, in a line that begins with a verb in the third person and has no full stop. */
  summary: string;
  /** Its arguments, one line a form; what may be left out is in brackets. */
  usage: readonly string[];
  /** More than the summary, as paragraphs of whole sentences. */
  description?: string;
  operands?: readonly Operand[];
  options: Given;
  examples: readonly Example[];
  /** What its exit codes mean, beside 0 for done, 2 for wrong use and 1 for an error, which all commands have. */
  exitCodes?: Readonly<Record<number, string>>;
  /** Whether standard output is for a program or a pipe, so that npm should print nothing there: `npm run -s`. */
  isSilent?: true;
  /** Takes any arguments and hands them on, to the program named here. `--help` alone is not handed on. */
  handsOn?: string;
  /** Nor is it among other arguments: that program has no help on parts of it. */
  helpIsOurs?: true;
}

/** A line to type, and what it does. */
export interface Example {
  line: string;
  does: string;
}

/** Headings of the list of all commands, in its order. */
export const GROUPS = {
  use: 'Ingest and read',
  operate: 'Run your own',
  develop: 'Work on Copydesk',
} as const;

export type Group = keyof typeof GROUPS;

/** The options of a command line, read: flags are false and lists empty where they are not given. */
export type Values<Given extends Options> = {
  -readonly [Name in keyof Given]: Given[Name]['type'] extends 'boolean'
    ? boolean
    : Given[Name] extends { multiple: true }
      ? string[]
      : Given[Name] extends { default: string }
        ? string
        : string | undefined;
};

/** Gives a definition its exact type, from which the types of the values follow. */
export function defineCommand<const Given extends Options>(command: Command<Given>): Command<Given> {
  return command;
}

/** What is typed to run a command, without its arguments: `npm start`, `npm run -s sql`. */
export function invocation({ name, isSilent }: Pick<Command, 'name' | 'isSilent'>): string {
  if (name === 'start' || name === 'test') return `npm ${name}`;
  return `npm run ${isSilent ? '-s ' : ''}${name}`;
}
