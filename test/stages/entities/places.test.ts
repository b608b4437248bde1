import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cities } from '../../../stages/entities/places/city-file.ts';
import { placeKey } from '../../../stages/entities/places/key.ts';
import { read } from './article.ts';

const DATA = new URL('../../../stages/entities/places/data/', import.meta.url);
const cities = new Cities(DATA);

/** Place of the n-th mention with this text, as `country region name` of what was found. */
function placeOf(sentences: string[], text: string, n = 0): string {
  const reading = read(sentences);
  const { place } = reading.annotations.entities[reading.mention(text, n).entity];
  if (place === undefined) return 'unknown';
  const city = cities.named(text).find(({ geonamesId }) => geonamesId === place.geonamesId);
  return [place.country, place.region, city === undefined ? undefined : 'city'].filter(Boolean).join(' ');
}

const CASES: [what: string, sentences: string[], text: string, place: string][] = [
  ['a country', ['Farmers in Norway welcomed the plan.'], 'Norway', 'NO'],
  ['a country by another name', ['Farmers in Britain welcomed the plan.'], 'Britain', 'GB'],
  ['a large city that no country is named for', ['The march through Nairobi ended at noon.'], 'Nairobi', 'KE city'],
  ['a capital', ['The minister flew to London on Monday.'], 'London', 'GB city'],
  ['its namesake, by what follows', ['The mayor of London, Ontario, resigned.'], 'London', 'CA city'],
  ['a state shortened', ['The bank has its seat in Peoria, Ill., and will stay there.'], 'Peoria', 'US US-IL city'],
  ['a state in full', ['A hundred people marched in Birmingham, Alabama, on Friday.'], 'Birmingham', 'US US-AL city'],
  ['a country that follows', ['Gunmen in Tripoli, Lebanon, closed the road.'], 'Tripoli', 'LB city'],
  [
    'a small town of a country that the text names',
    ['Japan sent a ship.', 'It left from Nemuro at dawn.'],
    'Nemuro',
    'JP city',
  ],
  [
    'a city of a country that the text names',
    ['Costa Rica closed its border.', 'Buses from San José turned back.'],
    'San José',
    'CR city',
  ],
  ['a former name', ['The delegation from Bombay arrived in India by sea.'], 'Bombay', 'IN'],
  ['a province, by its word', ['Troops reached Khost province in Afghanistan.'], 'Khost', 'AF AF-KHO'],
  ['a state without the word', ['Voters in Ohio were asked twice.'], 'Ohio', 'US US-OH'],
  ['a state with a country’s name', ['Trees fell in Savannah, Georgia, on Tuesday.'], 'Georgia', 'US US-GA'],
  ['the country of that name', ['The talks in Tbilisi, Georgia, went on.'], 'Georgia', 'GE'],
  ['towns of one name and size, in one country', ['The office in Springfield closed on Friday.'], 'Springfield', 'US'],
];

describe('places', () => {
  it.each(CASES)('knows %s', (_what, sentences, text, place) => {
    expect(placeOf(sentences, text)).toBe(place);
  });

  it('says nothing where the text does not tell', () => {
    // in Virginia, in California, in British Columbia, in London
    expect(placeOf(['He grew up in Richmond and left early.'], 'Richmond')).toBe('unknown');
  });

  it('gives coordinates in degrees', () => {
    const { entities } = read(['The minister flew to Buenos Aires on Monday.']).annotations;
    const { latitude, longitude } = entities.find(({ canonical }) => canonical === 'Buenos Aires')!.place!;
    expect(latitude).toBeCloseTo(-34.6, 0);
    expect(longitude).toBeCloseTo(-58.4, 0);
  });

  it('gives persons and organisations no place', () => {
    const { entities } = read(['Jack London joined Paris Motors in Texas.']).annotations;
    for (const { type, place } of entities) if (type !== 'LOC') expect(place).toBeUndefined();
  });
});

describe('the list of cities', () => {
  it('is the file that its manifest describes', () => {
    const manifest = JSON.parse(readFileSync(new URL('cities.json', DATA), 'utf8'));
    const bytes = readFileSync(new URL('cities.bin', DATA));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(manifest.sha256);
    expect(bytes.length).toBeLessThan(3_000_000);
  });

  it('finds a city whatever the case, accents and hyphens, the largest first', () => {
    for (const name of ['São Paulo', 'SAO PAULO', 'sao-paulo']) expect(cities.named(name)[0].country).toBe('BR');
    const populations = cities.named('Springfield').map(({ population }) => population);
    expect(populations.length).toBeGreaterThan(3);
    expect(populations).toEqual([...populations].sort((a, b) => b - a));
  });

  it('answers any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(placeKey(placeKey(name))).toBe(placeKey(name));
        for (const city of cities.named(name)) expect(placeKey(city.name)).toBe(placeKey(name));
      }),
    );
  });
});
