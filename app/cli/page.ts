import { type Command, GROUPS, type Group } from './definition.ts';
import { exitCodes, optionName, optionSummary, usageLines } from './help.ts';

const INTRODUCTION = `# Commands

Generated from the definitions in \`app/cli/definitions/\` by \`npm run help -- --write-docs\`; a test keeps it true. Arguments
follow \`--\`; \`npm run help\` lists all commands, and \`-- --help\` tells all of one.

- **Exit codes**: 0 for done; 1 for an error, for what a command checks and does not hold, or for a document that failed; 2 for
  arguments or settings that make no sense, where nothing was done; 130 for Ctrl-C, and 128 with the signal's number for
  other signals.
- **Output** for people and programs is on standard output, progress and errors on standard error. \`--json\` prints the result
  as JSON. \`npm run -s\` keeps npm from printing anything itself.
- **Colours** are for terminals. \`NO_COLOR=1\` and \`TERM=dumb\` turn them off, \`FORCE_COLOR=1\` turns them on anywhere. A live
  line with a bar, the rate and the time left is for terminals, too; elsewhere there are plain lines.
- **Completion** of commands, options and values: \`source <(npm run -s completion -- bash)\`; zsh and fish likewise.
- **\`npm run doctor\`** says what lacks, and what to do.
`;

/** docs/commands.md. */
export function renderPage(commands: readonly Command[]): string {
  const groups = (Object.keys(GROUPS) as Group[]).map((group) => {
    const sections = commands.filter((command) => command.group === group).map(section);
    return `## ${GROUPS[group]}\n\n${sections.join('\n\n')}`;
  });
  return `${[INTRODUCTION.trimEnd(), ...groups].join('\n\n')}\n`;
}

function section(command: Command): string {
  const { name, summary, description, operands = [], options, examples } = command;
  const rows = [
    ...operands.map((operand): [string, string] => [operand.name, operand.summary]),
    ...Object.entries(options).map(([option, of]): [string, string] => [optionName(option, of), optionSummary(of)]),
  ];
  return [
    `### ${name}`,
    `${summary}.`,
    ...(description === undefined ? [] : description.split('\n').map(plain)),
    `\`\`\`\n${usageLines(command).join('\n')}\n\`\`\``,
    ...(rows.length > 0 ? [table(['argument', 'what it does'], rows)] : []),
    examples.map(({ line, does }) => `- ${code(line)}: ${plain(does)}`).join('\n'),
    `Ends with ${exitCodes(command)
      .map(([exitCode, means]) => `${exitCode}: ${plain(means)}`)
      .join('; ')}.`,
  ].join('\n\n');
}

function table(heading: [string, string], rows: [string, string][]): string {
  return [
    `| ${heading.join(' | ')} |`,
    '|---|---|',
    ...rows.map(([name, text]) => `| ${code(name).replaceAll('|', '\\|')} | ${plain(text).replaceAll('|', '\\|')} |`),
  ].join('\n');
}

function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Text in which nothing is markup. */
function plain(text: string): string {
  return text.replaceAll(/[<>*`]/gu, '\\$&').replaceAll(/(?<=\w)_(?=\w)/gu, '\\_');
}
