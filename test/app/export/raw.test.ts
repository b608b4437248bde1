import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FORMATS } from '../../../app/export/formats.ts';
import { exportArticles } from '../../../app/export/run.ts';
import type { Place } from '../../../stages/entities/types.ts';
import { readConll, tagsOf } from '../../support/export/conll.ts';
import { type Facts, likeRead, type Part } from '../../support/export/facts.ts';
import { readJsonl } from '../../support/export/jsonl.ts';
import { asNinjs, ninjsKind, readNinjs } from '../../support/export/ninjs.ts';
import { readParquetFacts, rereadRows } from '../../support/export/parquet.ts';
import { ingestRaw } from '../../support/export/raw.ts';
import { contributorsOf, readSchemaOrg } from '../../support/export/schema-org.ts';
import { sqlFacts } from '../../support/export/sql-facts.ts';
import { namesOfWebAnnotation, readWebAnnotation } from '../../support/export/web-annotation.ts';
import { createTestDatabase } from '../../support/postgres.ts';

// Every export of every article of raw/ is valid and says what the views say.

const { db } = await createTestDatabase();
const folder = await mkdtemp(join(tmpdir(), 'copydesk-export-'));
const known = new Map<string, Facts>();

beforeAll(async () => {
  for (const key of await ingestRaw(db)) known.set(key, await sqlFacts(db, key));
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

/** Exports all in a format. @returns the file or folder. */
async function exportAll(name: string, versions: 'current' | 'all' = 'current'): Promise<string> {
  const format = FORMATS.find((one) => one.name === name);
  if (!format) throw new Error(`There is no format ${name}.`);
  const out = join(folder, `${name}-${versions}`);
  const selection = { conditions: [], versions };
  const written = await exportArticles(db, { format, selection, settings: { base: 'urn:copydesk:' }, out });
  expect(written).toBe(versions === 'all' ? known.size + 1 : known.size);
  return out;
}

async function linesOf(name: string): Promise<string[]> {
  const lines = (await readFile(await exportAll(name), 'utf8')).split('\n');
  expect(lines.pop()).toBe('');
  return lines;
}

/** The parts are those of all articles, and say what is known. */
function expectAll(parts: Part[]): void {
  expect(parts.map(({ key }) => key).toSorted()).toEqual([...known.keys()].toSorted());
  for (const part of parts) expect(part).toEqual(likeRead(known.get(part.key as string) as Facts, part));
}

test('there is something to export', () => {
  expect(known.size).toBeGreaterThanOrEqual(12);
  const all = [...known.values()];
  expect(all.flatMap(({ attributions }) => attributions).length).toBeGreaterThan(100);
  expect(all.flatMap(({ mentions }) => mentions.filter(({ metonymFor }) => metonymFor)).length).toBeGreaterThan(0);
  expect(all.flatMap(({ entities }) => entities.filter(({ place }) => place)).length).toBeGreaterThan(3);
  expect(all.flatMap(({ credits }) => credits).length).toBeGreaterThan(5);
  const numbers = all.flatMap(({ entities }) => entities.flatMap(({ knownId }) => knownId ?? []));
  expect(new Set(numbers).size).toBeLessThan(numbers.length);
  expect(all.flatMap(({ attributions }) => attributions.flatMap(({ speakerIds }) => speakerIds))).toContain(null);
});

test('JSONL has all of it, with where it comes from', async () => {
  const lines = await linesOf('jsonl');
  const parts = lines.map(readJsonl);
  expect(parts).toEqual(parts.map(({ key }) => known.get(key as string)));
  expectAll(parts);
  const [{ lineage }] = lines.map((line) => JSON.parse(line));
  expect(lineage).toMatchObject({
    source: 'raw/briefs.jsonl#strike',
    rawSha256: expect.stringMatching(/^[0-9a-f]{64}$/u),
    workflowId: expect.any(String),
    artifacts: { attribution: { fingerprint: 'v1', sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) } },
  });
});

test('Web Annotations find their words', async () => {
  const lines = await linesOf('webannotation');
  expectAll(await Promise.all(lines.map(readWebAnnotation)));
  for (const line of lines) {
    const { entities, mentions } = known.get(JSON.parse(line)['copydesk:document']) as Facts;
    expect((await namesOfWebAnnotation(line)).map(({ name, knownId }) => [name, knownId])).toEqual(
      mentions.map(({ entity }) => [entities[entity].canonical, entities[entity].knownId]),
    );
  }
});

test('schema.org has articles, those whom they name, and what these said', async () => {
  const lines = await linesOf('schema.org');
  expectAll(await Promise.all(lines.map(readSchemaOrg)));
  for (const line of lines) {
    const { credits } = known.get(JSON.parse(line).identifier) as Facts;
    const people = credits
      .filter(({ kind }) => kind !== 'dateline')
      .map(({ kind, name, role, outlet, email }) => ({ kind, name, role, outlet, email }));
    expect(await contributorsOf(line)).toEqual(people);
  }
});

test('ninjs items are valid', async () => {
  const items = (await linesOf('ninjs')).map(readNinjs);
  expect(items.map(({ key }) => key).toSorted()).toEqual([...known.keys()].toSorted());
  for (const { kinds, roleText, ...part } of items) {
    const facts = asNinjs(known.get(part.key as string) as Facts);
    expect(part).toEqual(likeRead(facts, part));
    const { entities } = facts;
    expect(kinds).toEqual(entities.map(({ type }) => ninjsKind(type)));
    const codeOf = (place: Place) =>
      place.geonamesId ? `geonames:${place.geonamesId}` : (place.region ?? place.country);
    expect(roleText).toEqual(entities.map(({ roles, place }) => (place ? codeOf(place) : roles.join('; ') || null)));
  }
});

test('CoNLL-U gives text, chains and statements back', async () => {
  const file = await readFile(await exportAll('conll'), 'utf8');
  const articles = file.split(/(?=^# newdoc )/mu);
  expectAll(articles.map((article) => readConll(article) as Part));
  const harbour = articles.find((article) => article.includes('raw/harbour-dredging.txt')) as string;
  const tags = tagsOf(harbour);
  const okafor = tags.findIndex(([form]) => form === 'Okafor');
  expect(tags.slice(okafor - 2, okafor + 1)).toEqual([
    ['Mayor', 'O'],
    ['Helen', 'B-PER'],
    ['Okafor', 'I-PER'],
  ]);
});

test('Parquet has all of it', async () => {
  const parts = [...(await readParquetFacts(await exportAll('parquet'), rereadRows)).values()];
  expect(parts).toEqual(parts.map(({ key }) => known.get(key as string)));
  expectAll(parts);
});

test('older versions come along when they are asked for', async () => {
  const lines = (await readFile(await exportAll('jsonl', 'all'), 'utf8')).trim().split('\n');
  const tram = lines.map((line) => JSON.parse(line)).filter(({ key }) => key.includes('tram'));
  expect(tram.map(({ version, isCurrent }) => [version, isCurrent])).toEqual([
    [1, false],
    [2, true],
  ]);
});
