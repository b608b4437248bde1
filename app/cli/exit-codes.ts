/** What the exit codes of commands mean; one that is interrupted ends with 128 and the signal's number, 130 for Ctrl-C. */
export const EXIT = {
  done: 0,
  /** An error, or something does not hold that the command checks. */
  failed: 1,
  /** Arguments or settings that make no sense: nothing was done. */
  wrongUse: 2,
  /** Some of what was given could not be used; the rest was done. */
  partly: 3,
} as const;
