/**
 * A name without differences that say nothing about whose it is: of case, spaces, and kinds of apostrophes and hyphens. Accents
 * stay: they tell names apart.
 */
export function fold(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc\u02b9\u00b4`]/gu, "'")
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/\u00ad/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
