import { countryNamed } from '../entities/gazetteer.ts';
import { FAMILY_OF, goTogether, SERVING } from './data/role-families.ts';
import type { Evidence } from './types.ts';

/** What somebody was says nothing of who has the name: careers change. */
const FORMER = /(?:^|[\s-])(?:former|formerly|ex|late|retired|onetime|one-time|ousted|then)[\s-]/iu;

/** What stands after a role's last word: `Minister of …`, `professor at …`. */
const AFTER_HEAD = /\s(?:of|for|at|on|in|to|from|with|by|and|who)\s.*$/iu;

/** What the roles that a document gives say of whom it speaks. */
export function evidenceOf(roles: readonly string[]): Evidence {
  const families = new Set<string>();
  const countries = new Set<string>();
  for (const role of roles) {
    if (FORMER.test(role)) continue;
    const head =
      role
        .replace(AFTER_HEAD, '')
        .split(/[\s-]+/u)
        .at(-1) ?? '';
    const family = FAMILY_OF.get(head.toLowerCase().replace(/\.$/u, ''));
    if (family !== undefined) families.add(family);
    const country = SERVING.has(family) ? countryOf(role) : null;
    if (country !== null) countries.add(country);
  }
  return { families: [...families].sort(), countries: [...countries].sort() };
}

/** The country of `Minister of Foreign Affairs of the Netherlands`, ISO 3166-1: of what follows an `of` the longest that is one. */
function countryOf(role: string): string | null {
  for (const { index } of role.matchAll(/ of (?=\p{L}|the \p{L})/gu)) {
    const country = countryNamed(role.slice(index + 4).replace(/^the /u, ''));
    if (country) return country.code;
  }
  return null;
}

/** Whether one person may have all these roles: nothing is known against it. */
export function isCompatible(one: Evidence, other: Evidence): boolean {
  const isOneCountry =
    one.countries.length === 0 ||
    other.countries.length === 0 ||
    one.countries.some((country) => other.countries.includes(country));
  return isOneCountry && one.families.every((mine) => other.families.every((theirs) => goTogether(mine, theirs)));
}

/** What both have; null for nothing. */
export function inCommon(one: Evidence, other: Evidence): Evidence | null {
  const families = one.families.filter((family) => other.families.includes(family));
  const countries = one.countries.filter((country) => other.countries.includes(country));
  return families.length + countries.length === 0 ? null : { families, countries };
}

/**
 * What is known of somebody with what another document says. Countries stay those of the first document that had some: so
 * two who could not be the same never come to be able to.
 * @returns null where nothing is new.
 */
export function grown(known: Evidence, found: Evidence): Evidence | null {
  const families = [...new Set([...known.families, ...found.families])].sort();
  const countries = known.countries.length === 0 ? found.countries : known.countries;
  const isSame = families.length === known.families.length && countries.length === known.countries.length;
  return isSame ? null : { families, countries };
}
