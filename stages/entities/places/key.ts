/** How names of places are compared: without case, accents, full stops, apostrophes and hyphens; `St.` is `Saint`. */
export function placeKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[.'’‘ʻʼ]/gu, '')
    .replace(/[-‐-―\s]+/gu, ' ')
    .replace(/ł/gu, 'l')
    .replace(/[øö]/gu, 'o')
    .replace(/ı/gu, 'i')
    .replace(/^st (?=\p{L})/u, 'saint ')
    .trim();
}
