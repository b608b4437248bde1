import type { Command, Operand, Option } from '../definition.ts';

/** What a shell completes of a command. */
export interface CompletedCommand {
  name: string;
  summary: string;
  options: CompletedOption[];
  /** Words to choose from where no option is begun. */
  values: string[];
  /** Whether names of files may stand there. */
  takesFiles: boolean;
}

/** What a shell completes of an option. */
export interface CompletedOption {
  /** With its dashes. */
  name: string;
  summary: string;
  /** Null where no value follows. */
  value: { values: string[]; isFile: boolean } | null;
}

/** Reduces definitions to what shells complete. */
export function completedCommands(commands: readonly Command[]): CompletedCommand[] {
  return commands.map(({ name, summary, options, operands = [] }) => ({
    name,
    summary,
    options: [
      ...Object.entries(options).map(([option, { summary: does, type, values }]: [string, Option]) => ({
        name: `--${option}`,
        summary: does,
        value: type === 'boolean' ? null : { values: wordsOf(values), isFile: values === 'file' },
      })),
      { name: '--help', summary: 'tells all of it', value: null },
    ],
    values: operands.flatMap(({ values }) => wordsOf(values)),
    takesFiles: operands.some(({ values }) => values === 'file'),
  }));
}

function wordsOf(values: (Option | Operand)['values']): string[] {
  return Array.isArray(values) ? [...values] : [];
}

/** Text as one word of a POSIX shell, or of zsh. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** For the first line of each script. */
export const NOTE =
  '# Made by: npm run -s completion. Completes npm run, npm start and npm test in the folder of Copydesk.';
