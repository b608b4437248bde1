/** What the exit codes of commands mean; one that is interrupted ends with 128 and the signal's number, 130 for Ctrl-C. */
export const EXIT = {
  done: 0,
  /** An error, or something does not hold that the command checks, or a document failed; the rest was done. */
  failed: 1,
  /** Arguments or settings that make no sense: nothing was done. */
  wrongUse: 2,
} as const;
