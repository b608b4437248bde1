const ESCAPES: Record<string, string> = { ' ': '\\s', '\t': '\\t', '\r': '\\r', '\n': '\\n', '|': '\\p', '\\': '\\\\' };

const escaped = (character: string) =>
  ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** White space as UDPipe writes it in `SpacesAfter`; what has no letter there becomes `\uXXXX`. */
export function spaces(text: string): string {
  return text.replaceAll(/[\s\p{Cc}|\\]/gu, escaped);
}

/** A value of MISC: what would end it or the line is escaped, spaces stay. */
export function miscValue(text: string): string {
  return text.replaceAll(/(?! )[\s\p{Cc}|\\]/gu, escaped).replaceAll(/^ | $/gu, '\\s');
}

/** JSON for a comment: on one line, whatever a reader takes for a line's end. */
export function commentJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /(?! )[\s\p{Cc}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The ten columns of a word; those that say nothing are `_`. */
export function wordLine(id: number, form: string, misc: [name: string, value: string | null][]): string {
  const known = misc.flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`]));
  return [id, form, ...Array<string>(7).fill('_'), known.join('|') || '_'].join('\t');
}
