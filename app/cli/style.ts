import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';

/** Where text goes: colours are for a terminal that knows them. */
export type Output = NodeJS.WritableStream & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>;

/** Looks that text may have. */
export type Look = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/**
 * Text in a colour or weight, as far as the output shows it: none where it is no terminal, where `NO_COLOR` is set or `TERM`
 * is `dumb`; `FORCE_COLOR` shows them anywhere.
 */
export function styled(look: Look, text: string, output: Output): string {
  return styleText(look, text, { stream: output });
}
