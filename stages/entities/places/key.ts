/** Most names have nothing that is left out or written otherwise. */
const PLAIN = /^[A-Za-z]+(?: [A-Za-z]+)*$/u;

/** A name in lower case without accents, full stops, apostrophes and hyphens. */
function fold(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[.'’‘ʻʼ]/gu, '')
    .replace(/[-‐-―\s]+/gu, ' ')
    .replace(/ł/gu, 'l')
    .replace(/[øö]/gu, 'o')
    .replace(/ı/gu, 'i');
}

/** How names of places are compared: without case, accents, full stops, apostrophes and hyphens; `St.` is `Saint`. */
export function placeKey(name: string): string {
  const folded = PLAIN.test(name) ? name.toLowerCase() : fold(name);
  return folded.replace(/^st (?=\p{L})/u, 'saint ').trim();
}
