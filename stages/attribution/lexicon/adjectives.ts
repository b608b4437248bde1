import { ADJECTIVE_GROUPS } from './others.ts';

function adjectiveTable(): Map<string, Set<string>> {
  const table = new Map<string, Set<string>>();
  for (const group of ADJECTIVE_GROUPS)
    for (const adjective of group.adjectives.split(/\s+/u))
      table.set(adjective, new Set([...(table.get(adjective) ?? []), ...group.frames]));
  return table;
}

/** Adjective to its frames. */
export const ADJECTIVE_FORMS: ReadonlyMap<string, ReadonlySet<string>> = adjectiveTable();
