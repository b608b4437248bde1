import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FORMATS } from '../../../app/export/formats.ts';
import { exportArticles } from '../../../app/export/run.ts';
import { mergeKnown } from '../../../db/known-names/decisions.ts';
import { withExportedArticles } from '../../../db/reading/export-articles.ts';
import { ingest } from '../../db/ingest.ts';
import { lisbonSpeaks, talk } from '../../db/names.ts';
import { readRows } from '../../support/export/parquet.ts';
import { createTestDatabase } from '../../support/postgres.ts';

// Who is one across documents has one number in every export.

const { db } = await createTestDatabase();
const folder = await mkdtemp(join(tmpdir(), 'copydesk-export-names-'));
afterAll(() => rm(folder, { recursive: true }));

/** Whom a name means, that only one has. */
async function numberOf(name: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select same_as as id from known_entities where name = ${name} order by id limit 1
  `.execute(db);
  return rows[0].id;
}

async function exportAll(name: string, versions: 'current' | 'all' = 'current'): Promise<string> {
  const format = FORMATS.find((one) => one.name === name)!;
  const out = join(folder, `${name}-${versions}`);
  await exportArticles(db, {
    format,
    selection: { conditions: [], versions },
    settings: { base: 'urn:copydesk:' },
    out,
  });
  return out;
}

async function lines(name: string, versions: 'current' | 'all' = 'current') {
  const file = await readFile(await exportAll(name, versions), 'utf8');
  return file
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

let silva: number;
let government: number;
let lisbon: number;

beforeAll(async () => {
  // A name as markup: what it says is nobody's identifier.
  await ingest(db, { key: 'short', told: talk(['Luiz da Silva', 'president'], '</script> <b>"Eve"</b>') });
  await ingest(db, { key: 'long', told: talk(['Luiz Inacio da Silva', 'president'], 'Silva') });
  await mergeKnown(db, await numberOf('Luiz da Silva'), await numberOf('Luiz Inacio da Silva'));
  silva = await numberOf('Luiz Inacio da Silva');
  await ingest(db, { key: 'short', told: talk(['Luiz da Silva', 'president']) });
  await ingest(db, { key: 'minister', told: talk(['Jan Roos', 'Foreign Minister of Portugal']) });
  await ingest(db, { key: 'keeper', told: talk(['Jan Roos', 'goalkeeper']) });
  await ingest(db, { key: 'either', told: talk('Jan Roos') });
  await ingest(db, { key: 'lisbon', told: lisbonSpeaks() });
  government = await numberOf('Government of Portugal');
  lisbon = await numberOf('Lisbon');
});

test('two articles whose names were merged have one number, in all formats', async () => {
  const chains = await lines('jsonl');
  for (const key of ['short', 'long']) {
    const { chains: entities, attributions } = chains.find((one) => one.key === key);
    expect([key, entities[0].knownId, attributions[0].speakerIds]).toEqual([key, silva, [silva]]);
  }
  const iri = `urn:copydesk:names/${silva}`;
  const articles = (await lines('schema.org')).filter(({ identifier }) => ['short', 'long'].includes(identifier));
  expect(articles.map(({ mentions, hasPart }) => [mentions[0].sameAs, hasPart[0].spokenByCharacter[0].sameAs])).toEqual(
    [
      [[iri], [iri]],
      [[iri], [iri]],
    ],
  );
  const items = (await lines('ninjs')).filter(({ altids }) => ['short', 'long'].includes(altids[0].value));
  expect(items.map(({ people }) => people[0].uri)).toEqual([iri, iri]);
  const collections = (await lines('webannotation')).filter((one) =>
    ['short', 'long'].includes(one['copydesk:document']),
  );
  const resource = { type: 'SpecificResource', purpose: 'identifying', source: iri };
  for (const { first } of collections) expect(first.items[0].body).toContainEqual(resource);
  const tables = await exportAll('parquet');
  const ids = async (table: string, column: string) =>
    (await readRows(tables, table))
      .filter(({ document }) => ['short', 'long'].includes(document))
      .map((row) => row[column] as unknown);
  expect(await ids('entities', 'known_id')).toEqual([BigInt(silva), BigInt(silva), null]);
  expect(await ids('attributions', 'speaker_ids')).toEqual([[BigInt(silva)], [BigInt(silva)], [null]]);
});

test('who may be either of two, or has no full name, has none', async () => {
  const all = await lines('jsonl');
  const of = (key: string) => all.find((one) => one.key === key);
  expect(of('either')).toMatchObject({ chains: [{ knownId: null }], attributions: [{ speakerIds: [null] }] });
  expect(of('long').chains[1]).toMatchObject({ canonical: 'Silva', knownId: null });
  const [minister] = of('minister').chains;
  const [keeper] = of('keeper').chains;
  expect(minister.knownId).toEqual(expect.any(Number));
  expect(keeper.knownId).toEqual(expect.any(Number));
  expect(minister.knownId).not.toBe(keeper.knownId);
});

test('a place that says something is the place among those named, and what it stands for as the speaker', async () => {
  const found = (await lines('jsonl')).find((one) => one.key === 'lisbon');
  expect(lisbon).not.toBe(government);
  expect(found).toMatchObject({ chains: [{ knownId: lisbon }], attributions: [{ speakerIds: [government] }] });
  const schema = (await lines('schema.org')).find(({ identifier }) => identifier === 'lisbon');
  expect(schema.mentions[0].sameAs).toEqual(['https://sws.geonames.org/2267057/', `urn:copydesk:names/${lisbon}`]);
  expect(schema.hasPart[0].spokenByCharacter).toEqual([
    { '@type': 'Organization', name: 'Government of Portugal', sameAs: [`urn:copydesk:names/${government}`] },
  ]);
});

test('older versions have numbers too, and names that are markup', async () => {
  const versions = (await lines('jsonl', 'all')).filter(({ key }) => key === 'short');
  expect(versions.map(({ version, chains }) => [version, chains[0].knownId])).toEqual([
    [1, silva],
    [2, silva],
  ]);
  expect(versions[0].chains[1]).toEqual({
    ...{ type: 'PER', canonical: '</script> <b>"Eve"</b>', roles: [], aliases: [], gender: null, place: null },
    knownId: await numberOf('</script> <b>"Eve"</b>'),
  });
});

test('numbers are of the moment at which it began', async () => {
  await ingest(db, { key: 'ada', told: talk(['Ada Okoye', 'Mayor']) });
  await ingest(db, { key: 'adaeze', told: talk(['Adaeze Okoye', 'Mayor']) });
  const [before, other] = [await numberOf('Ada Okoye'), await numberOf('Adaeze Okoye')];
  const keys = { conditions: [{ keys: ['ada', 'adaeze'] }], versions: 'current' as const };
  const read = (meanwhile: () => Promise<unknown>) =>
    withExportedArticles(db, keys, async (articles) => {
      await meanwhile();
      const seen: (number | null)[] = [];
      for await (const { entities } of articles) seen.push(entities[0].knownId);
      return seen;
    });
  expect(await read(() => mergeKnown(db, before, other))).toEqual([before, other]);
  expect(await read(async () => {})).toEqual([other, other]);
});
