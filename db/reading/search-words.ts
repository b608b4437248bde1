import { sql } from 'kysely';
import type { Database } from '../connection.ts';
import type { SearchQuery } from './search-query.ts';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Two words that PostgreSQL takes for the same begin alike: its stemmer only changes ends. */
const ALIKE = 2;

/**
 * Of the words of some texts, those that a search finds, in lower case: the database says whether `parties` is found by
 * `party`, of words that begin as one that was searched for.
 */
export async function findWords(db: Database, query: SearchQuery, texts: readonly string[]): Promise<Set<string>> {
  const beginnings = new Set(query.terms.map((term) => term.slice(0, ALIKE)));
  const candidates = new Set(
    texts
      .flatMap((text) => text.toLowerCase().match(WORD) ?? [])
      .filter((word) => beginnings.has(word.slice(0, ALIKE)) || beginnings.has(word.slice(0, 1))),
  );
  if (candidates.size === 0) return candidates;
  const { rows } = await sql<{ word: string }>`
    select word from unnest(${[...candidates]}::text[]) as n (word)
    where (to_tsvector('english'::regconfig, word) || to_tsvector('simple'::regconfig, word)) @@ ${query.words}
  `.execute(db);
  return new Set(rows.map(({ word }) => word));
}
