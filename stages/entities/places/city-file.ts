import { readFileSync } from 'node:fs';
import { placeKey } from './key.ts';

/** Columns of `data/cities.bin`, one after the other: first those of 32-bit numbers, then those of lines of text. */
export const CITY_COLUMNS = [
  'ids',
  'latitudes',
  'longitudes',
  'populations',
  'keys',
  'names',
  'countries',
  'regions',
] as const;

/** What `data/cities.json` says of `data/cities.bin`. */
export interface CityManifest {
  name: string;
  description: string;
  licence: string;
  credit: string;
  source: string;
  cities: number;
  /** Of the file of columns. */
  sha256: string;
  columns: { name: (typeof CITY_COLUMNS)[number]; bytes: number }[];
}

/** A city, town or seat. */
export interface City {
  /** Of GeoNames. */
  geonamesId: number;
  name: string;
  /** ISO 3166-1, two letters. */
  country: string;
  /** GeoNames' code of the first-level region within its country: `IL` in the United States, `08` elsewhere. */
  region: string;
  /** Degrees, north and east positive. */
  latitude: number;
  longitude: number;
  population: number;
}

/** Cities by name, read from a folder with `cities.json` and `cities.bin`. */
export class Cities {
  readonly #numbers: Record<'ids' | 'latitudes' | 'longitudes' | 'populations', Int32Array>;
  readonly #texts: Record<'keys' | 'names' | 'countries' | 'regions', string[]>;
  /** First city of each key; those of one key stand together, the largest first. */
  readonly #firsts = new Map<string, number>();

  constructor(folder: URL) {
    const manifest = JSON.parse(readFileSync(new URL('cities.json', folder), 'utf8')) as CityManifest;
    const file = readFileSync(new URL('cities.bin', folder));
    let at = 0;
    const parts = new Map(
      manifest.columns.map(({ name, bytes }) => {
        const part = file.subarray(at, at + bytes);
        at += bytes;
        return [name, part] as const;
      }),
    );
    const numbers = (name: (typeof CITY_COLUMNS)[number]) => new Int32Array(new Uint8Array(parts.get(name)!).buffer);
    const lines = (name: (typeof CITY_COLUMNS)[number]) => parts.get(name)!.toString('utf8').split('\n');
    this.#numbers = {
      ids: numbers('ids'),
      latitudes: numbers('latitudes'),
      longitudes: numbers('longitudes'),
      populations: numbers('populations'),
    };
    this.#texts = {
      keys: lines('keys'),
      names: lines('names'),
      countries: lines('countries'),
      regions: lines('regions'),
    };
    this.#texts.keys.forEach((key, i) => {
      if (!this.#firsts.has(key)) this.#firsts.set(key, i);
    });
  }

  /** All cities of a name, the largest first. */
  named(name: string): City[] {
    const key = placeKey(name);
    const found: City[] = [];
    const first = this.#firsts.get(key);
    if (first !== undefined) for (let i = first; this.#texts.keys[i] === key; i += 1) found.push(this.#city(i));
    return found;
  }

  #city(i: number): City {
    const { ids, latitudes, longitudes, populations } = this.#numbers;
    return {
      geonamesId: ids[i],
      name: this.#texts.names[i],
      country: this.#texts.countries[i],
      region: this.#texts.regions[i],
      latitude: latitudes[i] / 1e5,
      longitude: longitudes[i] / 1e5,
      population: populations[i],
    };
  }
}
