import { defineCommand } from '../definition.ts';

/** Shells that a script can be printed for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export const COMPLETION = defineCommand({
  name: 'completion',
  group: 'use',
  summary: 'Prints a script that lets a shell complete commands and their options',
  usage: ['<bash|zsh|fish>'],
  description:
    'It completes "npm run …", "npm start …" and "npm test …" in this project’s folder and below, and leaves all else to what completes npm elsewhere.',
  operands: [{ name: 'SHELL', summary: 'the shell to print it for', values: SHELLS }],
  options: {},
  examples: [
    { line: 'source <(npm run -s completion -- bash)', does: 'completes in this bash; in ~/.bashrc, in all' },
    { line: 'source <(npm run -s completion -- zsh)', does: 'the same for zsh, after compinit' },
    {
      line: 'npm run -s completion -- fish > ~/.config/fish/completions/npm.fish',
      does: 'for fish, from its next start on',
    },
  ],
  isSilent: true,
});
