const CLOSES = /^(?:[.,;:!?%)\]}…’”]|\.{3}|'{1,2}|['’](?:s|S|m|d|re|ve|ll|t)|[nN]['’][tT])$/u;
const OPENS = /^(?:[([{$£€#@“‘]|``)$/u;

/** Whether a space follows each token, for data that has lost its white space; straight quotes open and close in turn. */
export function guessSpaces(tokens: readonly string[]): boolean[] {
  let inDouble = false;
  let inSingle = false;
  const opening = tokens.map((token, i) => {
    if (token === '"') {
      inDouble = !inDouble;
      return inDouble;
    }
    if (token !== "'") return false;
    // the possessive of a plural closes nothing
    if (!inSingle && /s$/iu.test(tokens[i - 1] ?? '')) return false;
    inSingle = !inSingle;
    return inSingle;
  });
  return tokens.map((token, i) => {
    const next = tokens[i + 1];
    if (next === undefined || opening[i] || OPENS.test(token)) return false;
    return opening[i + 1] || (next !== '"' && !CLOSES.test(next));
  });
}
