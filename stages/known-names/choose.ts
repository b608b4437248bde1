import { inCommon, isCompatible } from './evidence.ts';
import type { Choice, Identity, Known } from './types.ts';

/**
 * Which of those that have its key an identity is. Somebody without a known role may be anybody of that name: where several are
 * known it stays open, and where roles fit several, what they have in common decides or nothing does. Who was set apart by hand is
 * meant only where there is something in common: else a name is whose it was before.
 * @param known the first one first.
 * @param earlier the number of the one whom an earlier version of the document means: it stays while nothing is known against it.
 */
export function choose<K extends Known>(identity: Identity, known: readonly K[], earlier?: number): Choice<K> {
  const choice = chooseAnew(identity, known);
  const same = known.find(({ id }) => id !== null && id === earlier);
  if (same === undefined || same === choice.known || !isCompatible(same, identity)) return choice;
  return { known: same, reason: 'earlier-version', evidence: inCommon(same, identity) };
}

function chooseAnew<K extends Known>(identity: Identity, known: readonly K[]): Choice<K> {
  if (known.length === 0) return { known: null, reason: 'first' };
  const fitting = known.filter((each) => isCompatible(each, identity));
  const sharing = fitting.filter((each) => inCommon(each, identity) !== null);
  const possible = fitting.filter((each) => !each.isApart || sharing.includes(each));
  if (possible.length === 0) return { known: null, reason: 'other-role' };
  const one = onlyOne(possible, sharing[0]) ?? onlyOne(sharing, sharing[0]);
  if (one === undefined) return { known: undefined, reason: 'ambiguous' };
  const evidence = inCommon(one, identity);
  const { reason } = identity;
  return { known: one, reason: evidence === null ? (reason as 'same-name') : 'same-name-and-role', evidence };
}

/** One of those that all count as the same, the preferred one if there is one; undefined where they do not. */
function onlyOne<K extends Known>(known: readonly K[], preferred: K | undefined): K | undefined {
  return new Set(known.map(({ sameAs }) => sameAs)).size === 1 ? (preferred ?? known[0]) : undefined;
}
