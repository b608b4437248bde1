/** Characters that a person reads in a list of runs. */
const MAX_LENGTH = 500;

/**
 * What was given, in a few words, whatever it was: the activity `acquire` checks it.
 * @returns the source, or how the content came; and the key, null where none was given.
 */
export function describeInput(input: unknown): { source: string; key: string | null } {
  const fields = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  const given = (field: string) => (typeof fields[field] === 'string' ? (fields[field] as string) : null);
  const source = given('source') ?? given('origin') ?? (given('text') === null ? null : 'inline');
  return {
    source: (source ?? (given('rawSha256') === null ? 'unreadable input' : 'stored')).slice(0, MAX_LENGTH),
    key: given('key')?.slice(0, MAX_LENGTH) ?? null,
  };
}

/** Characters of JSON that a source with key, type and address needs at most. */
const MAX_REPEATED = 10_000;

/**
 * What was given, to be recorded for another start: null where it holds a text, which is stored elsewhere if it could be
 * read, or is nothing that `ingestDocument` takes.
 */
export function inputToRepeat(input: unknown): object | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input) || 'text' in input) return null;
  return JSON.stringify(input).length <= MAX_REPEATED ? input : null;
}

/** Characters of conditions that a person reads. */
const MAX_CONDITIONS = 300;

/** What `reprocess` was given, in a few words, whatever it was. */
export function describeReprocess(input: unknown = {}): string {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return 'unreadable input';
  const { failures, force, ...conditions } = input as Record<string, unknown>;
  const what = failures === true ? 'failed documents' : force === true ? 'documents, by force' : 'stale documents';
  const given = Object.entries(conditions).map(([name, value]) => `${name} ${[value].flat().join(', ')}`);
  return [what, ...given].join('; ').slice(0, MAX_CONDITIONS);
}
