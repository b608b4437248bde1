import type { Example } from './examples.ts';

/** Sentences longer than this are no headlines. */
const LONGEST_HEADLINE = 20;
const SHORTEST_HEADLINE = 4;
/** Words that headlines leave in small letters. */
const SMALL = new Set('a an and as at but by for from in of on or the to vs via with'.split(' '));

const isName = (example: Example): boolean => example.labels.some((label) => label !== 0);

/** Whether a sentence could be a headline: short, with a name in it. */
export const mayBeHeadline = (example: Example): boolean =>
  example.tokens.length >= SHORTEST_HEADLINE && example.tokens.length <= LONGEST_HEADLINE && isName(example);

/** The same sentence in capitals. */
export function inCapitals(example: Example): Example {
  return { ...example, tokens: example.tokens.map((token) => token.toUpperCase()) };
}

/** The same sentence as headlines are written: `Minister Opens Bridge in Port Merrin`. */
export function asHeadline(example: Example): Example {
  const tokens = example.tokens.map((token, i) =>
    i > 0 && SMALL.has(token) ? token : token.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()),
  );
  return { ...example, tokens };
}
