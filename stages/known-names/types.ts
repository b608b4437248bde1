/** Types of what is told across documents. */
export type KnownType = 'PER' | 'LOC' | 'ORG';

/** What the rules look at of an entity of one document. */
export interface NamedEntity {
  type: KnownType;
  /** The fullest form of the name in the document. */
  canonical: string;
  /** Titles and offices that the document gives: `Foreign Minister of Portugal`. */
  roles: readonly string[];
  /** Of a place: ISO 3166-1, ISO 3166-2, number in GeoNames; null where the document does not tell. */
  country: string | null;
  region: string | null;
  geonamesId: number | null;
}

/** What tells persons of one name apart. */
export interface Evidence {
  /** Kinds of roles, as `data/role-families.ts` has them, sorted. */
  families: readonly string[];
  /** Countries of offices, ISO 3166-1, sorted. */
  countries: readonly string[];
}

/** Why an entity is known in its own document only. */
export type OwnReason = 'short-name' | 'generic-name' | 'unnamed' | 'namesake' | 'ambiguous';

/** Why an entity is linked to what it is linked to. */
export type LinkReason =
  | 'first'
  | 'other-role'
  | 'same-name'
  | 'same-name-and-role'
  | 'same-name-and-place'
  | 'same-country'
  | 'same-geonames-id'
  | 'earlier-version';

/** By what an entity may be known across documents. */
export interface Identity extends Evidence {
  type: KnownType;
  /** The name without differences of case, spaces, apostrophes and hyphens. */
  name: string;
  /** What it is known by; null where it is known in its own document only. */
  key: string | null;
  /** Why `key` is null, or what an equal key says. */
  reason: Exclude<OwnReason, 'ambiguous'> | Extract<LinkReason, `same-${string}`>;
}

/** One of those that have the key of an identity. */
export interface Known extends Evidence {
  /** Its own number; null until it is stored. */
  id: number | null;
  /** What it counts as by now: several with one number are the same. */
  sameAs: number;
  /** Whether people set it apart from another of the name. */
  isApart: boolean;
}

/** Which one an identity is. */
export type Choice<K extends Known> =
  /** `evidence`: what both have in common beside the key; null for nothing. */
  | { known: K; reason: LinkReason; evidence: Evidence | null }
  /** None of them. */
  | { known: null; reason: 'first' | 'other-role' }
  /** It cannot be told. */
  | { known: undefined; reason: 'ambiguous' };
