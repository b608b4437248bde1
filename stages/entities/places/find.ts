import type { Document, Draft } from '../document.ts';
import { countryNamed, countryOf, countryOfCapital } from '../gazetteer.ts';
import type { Place } from '../types.ts';
import { Cities, type City } from './city-file.ts';
import { type RegionOfCountry, regionsNamed, saysRegion, stateAfterTown } from './regions.ts';

let cities: Cities | undefined;

/** The list is read when it is first needed. */
const shippedCities = (): Cities => {
  cities ??= new Cities(new URL('data/', import.meta.url));
  return cities;
};

/** A city of so many is known without its country being named. */
const KNOWN_EVERYWHERE = 100_000;
/** How many times larger a city elsewhere has to be to be meant rather than one of a country that the text names. */
const FAR_LARGER = 30;
/** Of two cities the one so many times larger is meant. */
const CLEARLY_LARGER = 3;
/** Regions of these are named without a word that says so: `in Ohio`, `in Punjab`. */
const FEDERAL = new Set([
  'US',
  'CA',
  'AU',
  'IN',
  'DE',
  'AT',
  'CH',
  'MX',
  'BR',
  'NG',
  'ZA',
  'MY',
  'ES',
  'IT',
  'GB',
  'CN',
  'PK',
]);
/** A city at least this large has its region's name to itself: New York, São Paulo. */
const LARGER_THAN_REGION = 1_000_000;

/** GeoNames numbers the regions of most countries itself. */
const NUMBERED: Record<string, Record<string, string>> = {
  CA: {
    AB: '01',
    BC: '02',
    MB: '03',
    NB: '04',
    NL: '05',
    NS: '07',
    ON: '08',
    PE: '09',
    QC: '10',
    SK: '11',
    YT: '12',
    NT: '13',
    NU: '14',
  },
  AU: { ACT: '01', NSW: '02', NT: '03', QLD: '04', SA: '05', TAS: '06', VIC: '07', WA: '08' },
};

/** Countries whose regions GeoNames and ISO 3166-2 write alike. */
const SAME_CODES = new Set(['US', 'GB', 'CH']);

/** Whether a city lies in a region, or may do so where the two lists have other codes. */
function liesIn(city: City, { code, country }: RegionOfCountry): boolean {
  if (city.country !== country) return false;
  const own = code.slice(3);
  if (SAME_CODES.has(country)) return city.region === own;
  const numbered = NUMBERED[country]?.[own];
  return numbered === undefined || city.region === numbered;
}

/** Names that English still gives to cities that the list has by their own. */
const FORMER_NAMES = new Map(
  Object.entries({
    Bombay: 'Mumbai',
    Calcutta: 'Kolkata',
    Canton: 'Guangzhou',
    Kharkov: 'Kharkiv',
    Kiev: 'Kyiv',
    Lvov: 'Lviv',
    Madras: 'Chennai',
    Odessa: 'Odesa',
    Peking: 'Beijing',
    Rangoon: 'Yangon',
    Saigon: 'Ho Chi Minh City',
    'New York': 'New York City',
    Washington: 'Washington, D.C.',
    'Washington DC': 'Washington, D.C.',
    'Washington D.C.': 'Washington, D.C.',
  }),
);

/** What stands right after a place's name, between commas, and says where it lies. */
interface Around {
  country: string | null;
  region: RegionOfCountry | null;
}

function around(document: Document, draft: Draft): Around {
  const nothing = { country: null, region: null };
  if (document.word(draft.sentence, draft.last + 1) !== ',') return nothing;
  const outer = document.at(draft.sentence, draft.last + 2);
  const text = outer?.text ?? document.word(draft.sentence, draft.last + 2);
  const state = stateAfterTown(text);
  if (outer === null) return state === null ? nothing : { country: state.country, region: state };
  if (outer.type !== 'LOC' || outer.kind === 'demonym') return nothing;
  const regions = regionsNamed(text);
  const region = state ?? (regions.length === 1 || regions[0]?.country === 'US' ? regions[0] : null);
  const country = countryNamed(text);
  if (country !== null && region?.country !== 'US') return { country: country.code, region: null };
  // "Atlanta, Georgia" and "Tbilisi, Georgia": the town tells
  if (country !== null && region !== null) {
    const named = shippedCities().named(FORMER_NAMES.get(draft.text) ?? draft.text);
    return named.some((city) => liesIn(city, region)) && !named.some((city) => city.country === country.code)
      ? { country: 'US', region }
      : { country: country.code, region: null };
  }
  return { country: region?.country ?? null, region };
}

/** A place of which the text says enough to know which it is, or in which country. */
function locate(
  document: Document,
  mentions: readonly Draft[],
  surroundings: readonly Around[],
  named: ReadonlyMap<string, number>,
): Place | null {
  const name = mentions[0].chain!.canonical;
  const hint = surroundings.find(({ country }) => country !== null) ?? { country: null, region: null };
  const isRegion = mentions.some((draft) => saysRegion(draft.text, document.word(draft.sentence, draft.last + 1)));
  const all = shippedCities().named(FORMER_NAMES.get(name) ?? name);
  const capital = countryOfCapital(name);
  const candidates = all.filter(
    (city) =>
      (hint.region === null || liesIn(city, hint.region)) && (hint.country === null || city.country === hint.country),
  );
  const region = regionFor(name, isRegion, hint.country, named, all[0]?.population ?? 0);
  if (region !== null && (isRegion || hint.region === null)) {
    const stands = isRegion || candidates.length === 0 || candidates[0].population < LARGER_THAN_REGION;
    if (stands && capital === null) return { country: region.country, region: region.code };
  }
  if (hint.country !== null) {
    if (candidates.length > 0) return oneOf(candidates);
    return { country: hint.country, ...(hint.region === null ? {} : { region: hint.region.code }) };
  }
  const seat = candidates.find(({ country }) => country === capital?.code);
  if (seat !== undefined) return placeOf(seat);
  const likely = mostLikely(candidates, named);
  return likely.length === 0 ? shortState(document, mentions) : oneOf(likely);
}

/** `Ill.` after a town. */
function shortState(document: Document, mentions: readonly Draft[]): Place | null {
  const [{ sentence, first, text }] = mentions;
  const state = document.word(sentence, first - 1) === ',' ? stateAfterTown(text) : null;
  return state === null ? null : { country: state.country, region: state.code };
}

/** The largest of several cities of one name and country; the country alone where another is about as large. */
function oneOf(cities: readonly City[]): Place {
  const [largest, next] = cities;
  return next === undefined || largest.population >= CLEARLY_LARGER * next.population
    ? placeOf(largest)
    : { country: largest.country };
}

function regionFor(
  name: string,
  isRegion: boolean,
  country: string | null,
  named: ReadonlyMap<string, number>,
  largestCity: number,
): RegionOfCountry | null {
  const regions = regionsNamed(name).filter((region) => country === null || region.country === country);
  if (isRegion || country !== null)
    return regions.length === 1
      ? regions[0]
      : (mostNamed(regions, named) ?? (country === null ? null : (regions[0] ?? null)));
  if (largestCity >= LARGER_THAN_REGION) return null;
  const usual = regions.filter(
    (region) =>
      region.country === 'US' || (named.has(region.country) && (largestCity === 0 || FEDERAL.has(region.country))),
  );
  return mostNamed(usual, named) ?? (usual.length === 1 ? usual[0] : null);
}

/** Of things in several countries the one whose country the text names most; null where it names none of them. */
function mostNamed<Located extends { country: string }>(
  several: readonly Located[],
  named: ReadonlyMap<string, number>,
): Located | null {
  let best: Located | null = null;
  for (const one of several)
    if ((named.get(one.country) ?? 0) > (best === null ? 0 : (named.get(best.country) ?? 0))) best = one;
  return best;
}

/**
 * Cities of one country, the largest first: that of the largest, unless a country that the text names has one that is not
 * far smaller. None where the text names none of the countries and nobody need know the city.
 */
function mostLikely(candidates: readonly City[], named: ReadonlyMap<string, number>): City[] {
  const largest = candidates[0];
  if (largest === undefined) return [];
  const near = mostNamed(candidates, named);
  const of = ({ country }: City) => candidates.filter((city) => city.country === country);
  if (near !== null && near.population * FAR_LARGER >= largest.population) return of(near);
  const elsewhere = candidates.find(({ country }) => country !== largest.country);
  const isKnown =
    largest.population >= KNOWN_EVERYWHERE && largest.population >= CLEARLY_LARGER * (elsewhere?.population ?? 0);
  return isKnown ? of(largest) : [];
}

const placeOf = ({ country, region, geonamesId, latitude, longitude }: City): Place => ({
  country,
  ...(country === 'US' ? { region: `US-${region}` } : {}),
  geonamesId,
  latitude,
  longitude,
});

/**
 * Gives places their country and, where they are cities or regions, which one. A country and what stands after a comma
 * decide first; among cities of one name the larger, unless one lies in a country that the text names.
 */
export function findPlaces(document: Document): void {
  const named = new Map<string, number>();
  const count = (code: string, times: number) => named.set(code, (named.get(code) ?? 0) + times);
  const open: { mentions: Draft[]; surroundings: Around[] }[] = [];
  const chained = document.drafts.filter(({ chain }) => chain?.type === 'LOC');
  for (const [chain, mentions] of Map.groupBy(chained, (draft) => draft.chain!)) {
    const country = countryOf(chain.canonical);
    if (country !== null && !isStateOfThatName(document, mentions, country.name)) {
      chain.place = { country: country.code };
      count(country.code, mentions.length);
      continue;
    }
    const names = mentions.filter(({ kind }) => kind !== 'demonym');
    if (names.length > 0) open.push({ mentions: names, surroundings: names.map((draft) => around(document, draft)) });
  }
  for (const { mentions, surroundings } of open)
    surroundings.forEach(({ country }, i) => {
      const code = country ?? countryOfCapital(mentions[i].text)?.code;
      if (code !== undefined) count(code, 1);
    });
  for (const { mentions, surroundings } of open) {
    const place = locate(document, mentions, surroundings, named);
    if (place !== null) mentions[0].chain!.place = place;
  }
}

/** "Atlanta, Georgia", where no mention is of the country of that name. */
function isStateOfThatName(document: Document, mentions: readonly Draft[], country: string): boolean {
  const [state] = regionsNamed(country).filter((region) => region.country === 'US');
  if (state === undefined || mentions.some(({ kind }) => kind === 'demonym')) return false;
  const towns = mentions.flatMap(({ sentence, first }) => {
    const inner = document.word(sentence, first - 1) === ',' ? document.at(sentence, first - 2) : null;
    return inner !== null && inner.type === 'LOC' ? [around(document, inner)] : [];
  });
  return towns.length > 0 && towns.every(({ region }) => region?.code === state.code);
}
