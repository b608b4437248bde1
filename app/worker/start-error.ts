/** A worker that cannot start for a reason that a person can mend: its message is all there is to say. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
