import type { Command } from '../definition.ts';
import type { SHELLS } from '../definitions/completion.ts';
import { bashCompletion } from './bash.ts';
import { fishCompletion } from './fish.ts';
import { zshCompletion } from './zsh.ts';

/** Scripts for the shells, made from the definitions: they run no command of ours, and need none to complete. */
export const COMPLETIONS: Record<(typeof SHELLS)[number], (commands: readonly Command[]) => string> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};
