import type { ExportedArticle, ExportedMention } from '../../../db/reading/export-articles.ts';
import type { Word } from './words.ts';

/** Mentions that are no names: they are in chains, and not in NER. */
const NO_NAMES = new Set<ExportedMention['kind']>(['pronoun', 'nominal', 'role']);

/** What a word says of the entities of its article. */
export interface EntityColumns {
  /** Brackets of the mentions that begin or end here, as CorefUD writes them: `(e3-PER-name`, `e3)`. */
  entity: string | null;
  /** `B-PER`, `I-PER`; null outside. Of names within one another, the outermost. */
  ner: string | null;
  /** Name of the entity of the outermost mention that begins here. */
  canonical: string | null;
}

/** Makes the columns of an article's words, which begin and end where its mentions do. */
export function entityColumns({ mentions, entities }: ExportedArticle, words: Word[]): EntityColumns[] {
  const columns = words.map((): EntityColumns => ({ entity: null, ner: null, canonical: null }));
  const opening: string[][] = words.map(() => []);
  const closing: string[][] = words.map(() => []);
  let named = 0;
  // Those that begin together come the longer first, so that brackets nest.
  const covered = coveredBy(words);
  for (const mention of mentions) {
    const { first, last } = covered(mention);
    if (first > last) continue;
    const id = `e${mention.entity}`;
    const bracket = `(${id}-${mention.type}-${mention.kind}`;
    if (first === last) opening[first].push(`${bracket})`);
    else {
      opening[first].push(bracket);
      closing[last].unshift(`${id})`);
    }
    columns[first].canonical ??= entities[mention.entity].canonical;
    if (first < named || NO_NAMES.has(mention.kind)) continue;
    for (let i = first; i <= last; i += 1) columns[i].ner = `${i === first ? 'B' : 'I'}-${mention.type}`;
    named = last + 1;
  }
  for (const [i, column] of columns.entries()) column.entity = [...closing[i], ...opening[i]].join('') || null;
  return columns;
}

/** Finds the words that a span covers. */
export function coveredBy(words: Word[]): (span: { start: number; end: number }) => { first: number; last: number } {
  /** Number of words that begin before a code point. */
  const before = (point: number) => {
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (words[middle].start < point) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return ({ start, end }) => ({ first: before(start), last: before(end) - 1 });
}
