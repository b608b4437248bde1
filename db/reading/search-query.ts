import { type RawBuilder, sql } from 'kysely';

/** What somebody typed into a search box, as the database is asked for it. */
export interface SearchQuery {
  /** Whether the row `t` of `texts` has it. */
  found: RawBuilder<boolean>;
  /** Matches any one of its words by itself: a `tsquery`, for showing what was found. */
  words: RawBuilder<string>;
  /** The words, in lower case; the last may be the beginning of one. */
  terms: string[];
  /** Beginning of a speaker's name, in lower case. */
  speaker: string;
}

/** Quotation marks that people type or paste. */
const QUOTATION_MARKS = /[“”„‟«»]/gu;
/** PostgreSQL stores no NUL, and other control characters are no part of words. */
const CONTROLS = /\p{Cc}+/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** A word at the very end that may not be complete: not one that is excluded, quoted, or part of an address. */
const UNFINISHED = /(?<=^|\s)[\p{L}\p{N}][\p{L}\p{N}\p{M}]*$/u;

/**
 * Reads a search as search engines do: words, `"a phrase"`, `-not`, `or`. The last word is also taken for the beginning of
 * one, so that what is typed finds something before it is complete.
 *
 * @param typed any characters; at most some hundred, as a longer word than 2,046 bytes is refused by the database.
 */
export function searchQuery(typed: string): SearchQuery {
  const query = typed.replaceAll(QUOTATION_MARKS, '"').replaceAll(CONTROLS, ' ').toWellFormed().trim();
  const isQuoting = (query.match(/"/gu)?.length ?? 0) % 2 === 1;
  const unfinished = isQuoting ? undefined : UNFINISHED.exec(query)?.[0];
  const terms = [...new Set(query.toLowerCase().match(WORD) ?? [])].filter((term) => term !== 'or');
  const anyWord = terms.join(' or ');
  const words = sql<string>`(${websearch('english', anyWord)} || ${websearch('simple', anyWord)})`;
  const speaker = speakerOf(query);
  if (unfinished === undefined) {
    return { found: found((configuration) => websearch(configuration, query)), words, terms, speaker };
  }
  const beginning = sql`to_tsquery('simple'::regconfig, ${`${unfinished}:*`}::text)`;
  const before = query.slice(0, -unfinished.length).trimEnd();
  const isAlternative = /(?:^|\s)or$/iu.test(before);
  const operator = sql.raw(isAlternative ? '||' : '&&');
  const begun = (configuration: Configuration) =>
    sql`(${websearch(configuration, query)} || (${websearch(configuration, before)} ${operator} ${beginning}))`;
  return { found: found(begun), words: sql`(${words} || ${beginning})`, terms, speaker };
}

/** English texts are indexed by the stems of their words, others by the words as they are. */
type Configuration = 'english' | 'simple';

/** Each text is asked for in its own way: what is not to be in it is another stem in the other one. */
function found(queryFor: (configuration: Configuration) => RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(t.language = 'en' and t.search @@ ${queryFor('english')}
    or t.language is distinct from 'en' and t.search @@ ${queryFor('simple')})`;
}

function websearch(configuration: Configuration, query: string) {
  return sql`websearch_to_tsquery(${sql.lit(configuration)}::regconfig, ${query}::text)`;
}

function speakerOf(query: string): string {
  return query.replaceAll('"', '').replaceAll(/\s+/gu, ' ').trim().toLowerCase();
}
