import type { CheckedReprocess } from './input.ts';

/** Characters that a person reads in a list of runs. */
const MAX_LENGTH = 300;

/** What is read anew, in a few words. */
export function describeReprocess(checked: CheckedReprocess): string {
  const { form, selection } = checked;
  const { force = false, ...conditions } = { ...selection } as Record<string, unknown> & { force?: boolean };
  const given = Object.entries(conditions).filter(([, value]) => value !== undefined);
  const what = form === 'failures' ? 'failed documents' : force ? 'all documents, by force' : 'stale documents';
  const text = [what, ...given.map(([name, value]) => `${name} ${[value].flat().join(', ')}`)].join('; ');
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`;
}
