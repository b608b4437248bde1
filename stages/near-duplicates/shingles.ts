/** Words of a shingle: a changed word costs as many shingles. Three tell one article from another on the same event. */
export const SHINGLE_WORDS = 3;

/** A run of letters and digits; all else (punctuation, quotation marks of any kind, spaces) only parts words. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** `LONDON, March 3 (Reuters) -`, `PARIS —`: what an outlet puts before the first words of a story. */
const DATELINE =
  /^\s*(?:\p{Lu}[^()\n]{1,60}\([^()\n]{2,40}\)\s*[-–—:]+\s|(?:\p{Lu}{2,}[\p{Lu}\s.'’/-]*)(?:,[^\n–—]{1,40})?\s[-–—]+\s)/u;

/** A paragraph that only says who made the story, or whose it is. */
const CREDIT =
  /^\s*[([*]?\s*(?:by\s\p{Lu}|(?:additional\s|with\s)?(?:reporting|writing|editing|compiled|translated|photos?|photography)\s(?:by|from)\b|copyright\b|©|\(c\)\s)/iu;

/** Longest paragraph, in characters, that may be a credit. */
const MAX_CREDIT = 240;

/**
 * Hashes of a text's distinct shingles: runs of three words within a paragraph, without regard to case, punctuation,
 * dateline and credit lines. A paragraph of fewer words is one shingle.
 *
 * @param text paragraphs parted by blank lines, as `normalize` gives them.
 * @returns unsigned 32 bits each.
 */
export function shingles(text: string): Set<number> {
  const found = new Set<number>();
  let isFirst = true;
  for (const paragraph of text.split('\n\n')) {
    if (paragraph.length <= MAX_CREDIT && CREDIT.test(paragraph)) continue;
    const words = (isFirst ? paragraph.replace(DATELINE, '') : paragraph).toLowerCase().match(WORD);
    if (words === null) continue;
    isFirst = false;
    const hashes = words.map(hashWord);
    for (let at = 0; at === 0 || at + SHINGLE_WORDS <= hashes.length; at += 1) {
      let hash = 0;
      for (let word = at; word < at + SHINGLE_WORDS && word < hashes.length; word += 1) {
        hash = mix(Math.imul(hash, 31) + hashes[word]);
      }
      found.add(hash >>> 0);
    }
  }
  return found;
}

/** FNV-1a over UTF-16 units. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash;
}

/** The finalizer of MurmurHash3: each bit in changes half of the bits out. */
export function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
