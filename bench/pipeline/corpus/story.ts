/**
 * What articles of one kind are written from. In every text `[a|b|c]` is one of these, and `{slot}` is filled in: `{town}`,
 * `{place}` (of a country), `{company}`, `{body}`, `{union}`, `{club}`, `{number}`, `{percent}`, `{money}`, `{day}`,
 * `{month}`, `{year}`, `{capital}`, `{country}`, `{people}` (its adjective). A name stays the same through an article.
 *
 * Alternatives come every few words: otherwise all articles of a kind would be near duplicates of one another.
 */
export interface Story {
  headlines: readonly string[];
  leads: readonly string[];
  /** Whole sentences of the reporter's own. */
  facts: readonly string[];
  /** What people say in quotation marks: a sentence without its full stop. */
  quotes: readonly string[];
  /** What they are reported to say, after "that". */
  claims: readonly string[];
  /** A few words in quotation marks, after "called it". */
  fragments: readonly string[];
  /** Who speaks: a title before the name ("Mayor"), or what follows it after a comma (", head of …"). */
  cast: readonly string[];
}
