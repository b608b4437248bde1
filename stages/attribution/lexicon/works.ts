/**
 * Words right before quotation marks that hold a name: kinds of works, and verbs and adjectives of naming. Our own list,
 * from English usage.
 */
export const WORKS: ReadonlySet<string> = new Set(
  `album article ballad blog book cartoon chapter column comedy documentary drama editorial episode essay exhibition film
  game hymn magazine memoir movie musical newspaper novel opera operation painting paper photograph play podcast poem
  programme program project section series show single song story symphony track video volume word phrase term expression
  called titled entitled named dubbed nicknamed labelled labeled termed branded christened headlined code-named codenamed
  known aka so-called`.split(/\s+/u),
);
