/** Text in one line that does not steer the terminal, whatever a file's name or a message holds. */
export function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '\u{fffd}');
}
