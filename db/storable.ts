/**
 * Text as PostgreSQL's `text` can hold it, which has room for neither NUL nor half a surrogate pair: U+FFFD stands for each.
 * What was given may be anything.
 */
export function storable(text: string): string {
  return text.replaceAll('\0', '\u{fffd}').toWellFormed();
}
