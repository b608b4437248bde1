import { countryNamed } from '../entities/gazetteer.ts';
import { GENERIC_ORGANISATION, GENERIC_PLACE, GENERIC_PLACE_WORDS } from './data/generic-words.ts';
import { evidenceOf } from './evidence.ts';
import { fold } from './fold.ts';
import type { Identity, NamedEntity } from './types.ts';

/** Bytes of UTF-8 that a name has at most: more would not go into an index, and is no name. */
export const LONGEST_NAME = 900;

/** How the stage calls somebody without a name, and the second of one name in a document. */
const UNNAMED = /^unnamed /u;
const NAMESAKE = / \(\d+\)$/u;

const NOTHING = { families: [], countries: [] };

/**
 * By what an entity of a document may be known across documents.
 *
 * - A person needs a full name: two words that are not one initial and a surname.
 * - A place is known by its number in GeoNames; a country by its code; another by its name, with its country or region where
 *   the document tells it.
 * - An organisation is known by its name, unless others have the same by its nature: `Ministry of Health`.
 */
export function identify(entity: NamedEntity): Identity {
  const { type, canonical } = entity;
  const whole = fold(canonical);
  const name = shortened(whole);
  const identity = (
    reason: Identity['reason'],
    key: string | null = null,
    evidence: Pick<Identity, 'families' | 'countries'> = NOTHING,
  ): Identity => ({ type, name, key, reason, ...evidence });
  if (UNNAMED.test(canonical) || !/[\p{L}\p{N}]/u.test(name) || name !== whole) return identity('unnamed');
  if (NAMESAKE.test(canonical)) return identity('namesake');
  const words = name.split(' ');
  if (type === 'PER') {
    const evidence = evidenceOf(entity.roles);
    return isFullName(words) ? identity('same-name', name, evidence) : identity('short-name', null, evidence);
  }
  if (type === 'ORG') {
    return words.every((word) => GENERIC_ORGANISATION.has(word))
      ? identity('generic-name')
      : identity('same-name', name);
  }
  const { country, region, geonamesId } = entity;
  if (geonamesId !== null) return identity('same-geonames-id', `geonames:${geonamesId}`);
  if (country !== null && countryNamed(canonical)?.code === country) return identity('same-country', country);
  if (GENERIC_PLACE.has(words.at(-1) as string) || words.every((word) => GENERIC_PLACE_WORDS.has(word))) {
    return identity('generic-name');
  }
  const area = region ?? country;
  return area === null ? identity('same-name', name) : identity('same-name-and-place', `${area}:${name}`);
}

/** `J. Smith` may be anybody's short form; `J. K. Rowling` and `J.K. Rowling` are. */
function isFullName(words: string[]): boolean {
  const long = words.filter((word) => (word.match(/\p{L}/gu)?.length ?? 0) > 1);
  return words.length > 1 && (long.length > 1 || words.length > 2);
}

function shortened(text: string): string {
  if (Buffer.byteLength(text) <= LONGEST_NAME) return text;
  return new TextDecoder().decode(Buffer.from(text).subarray(0, LONGEST_NAME)).replace(/\ufffd+$/u, '');
}
