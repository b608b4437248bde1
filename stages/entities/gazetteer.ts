import { COUNTRIES, type Country } from './data/countries.ts';
import { PEOPLES, REGIONS } from './data/regions.ts';
import { SEATS, type Seat } from './data/seats.ts';

/** Most names have none of the marks that are left out. */
const PLAIN = /^[A-Za-z]+(?: [A-Za-z]+)*$/u;

/** Names and words compared by lower form, one space between words, full stops and hyphens aside. */
export function keyOf(name: string): string {
  if (PLAIN.test(name)) return name.toLowerCase();
  return name
    .toLowerCase()
    .replace(/[.’']/gu, '')
    .replace(/[-‐-―\s]+/gu, ' ')
    .trim();
}

const countries = new Map<string, Country>();
const demonyms = new Map<string, string | null>();
const capitals = new Map<string, Country>();
const seats = new Map<string, Seat>();
const nameOf = new Map<string, Country>();

for (const country of COUNTRIES) {
  nameOf.set(country.name, country);
  for (const name of [country.name, ...country.aliases]) countries.set(keyOf(name), country);
  for (const demonym of country.demonyms) demonyms.set(demonym, country.name);
  for (const capital of country.capitals) capitals.set(keyOf(capital), country);
}
const regions = new Set(REGIONS.map((region) => region.name));
for (const region of REGIONS) for (const demonym of region.demonyms) demonyms.set(demonym, region.name);
for (const people of PEOPLES) demonyms.set(people, null);
for (const seat of SEATS) seats.set(keyOf(seat.name), seat);

const firstWords = new Set([...countries.keys(), ...capitals.keys(), ...seats.keys()].map((key) => key.split(' ')[0]));

/** Whether a country's, capital's or seat's name may begin with a word: spares looking the longer ones up. */
export function mayStartListed(word: string): boolean {
  return firstWords.has(keyOf(word).split(' ')[0]);
}

const firstDemonymWords = new Set([...demonyms.keys()].map((demonym) => demonym.split(/[ -]/u)[0]));

/** Whether a demonym may begin with a word: spares looking the longer ones up. */
export function mayStartDemonym(word: string): boolean {
  return firstDemonymWords.has(word);
}

/** `US` and `CAR` are countries, `us` and `car` are not. */
const CASED = new Set(['us', 'car', 'png', 'rok', 'prc', 'uk', 'drc']);

/** Country of a name or alias. */
export function countryNamed(name: string): Country | null {
  const key = keyOf(name);
  if (CASED.has(key) && name !== name.toUpperCase()) return null;
  return countries.get(key) ?? null;
}

/** Country by its common name. */
export function countryOf(commonName: string): Country | null {
  return nameOf.get(commonName) ?? null;
}

/** Country or region a demonym stands for; null for a people without one, undefined where the word is no demonym. */
export function demonymOf(word: string): string | null | undefined {
  return demonyms.get(word);
}

/** Country whose seat of government a city is. */
export function countryOfCapital(name: string): Country | null {
  return capitals.get(keyOf(name)) ?? null;
}

/** Whether a name is a region of the world, as `data/regions.ts` writes it. */
export function regionNamed(name: string): boolean {
  return regions.has(name);
}

export function seatNamed(name: string): Seat | null {
  return seats.get(keyOf(name)) ?? null;
}

/** Country's name as it stands after `of`: `the United States`. */
export function afterOf(place: string): string {
  return countryOf(place)?.named ?? place;
}
