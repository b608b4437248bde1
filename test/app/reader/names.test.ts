import { load } from 'cheerio';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { createReader } from '../../../app/reader/app.ts';
import { mergeKnown, undoDecision } from '../../../db/known-names/decisions.ts';
import { connectForReading } from '../../../db/reading/connect.ts';
import { article } from '../../db/article.ts';
import { ingest } from '../../db/ingest.ts';
import { talk } from '../../db/names.ts';
import { atEnd } from '../../support/clean-up.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const { db, url } = await createTestDatabase();
const reading = connectForReading(url);
atEnd(() => reading.destroy());
const app = createReader({ db: reading, temporalUi: null, namespace: 'default', taskQueue: 'documents' });

const MARKUP = '<script>alert(1)</script> <b>"Eve"</b>';

async function get(path: string, status = 200) {
  const response = await app.request(path);
  expect([path, response.status]).toEqual([path, status]);
  return load(await response.text());
}

/** The number of a name that one alone has. */
async function numberOf(name: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`select id from known_entities where name = ${name} order by id`.execute(
    db,
  );
  return rows[0].id;
}

/** What the page of a document says of each entity across documents. */
async function acrossOn(documentId: number): Promise<(readonly [name: string, text: string, href: string] | null)[]> {
  const $ = await get(`/documents/${documentId}`);
  return $('.entities > li')
    .get()
    .map((item) => {
      const told = $(item).find('p:contains("Across documents")');
      if (told.length === 0) return null;
      return [$(item).find('strong').text(), told.text(), told.find('a').attr('href') ?? ''] as const;
    });
}

const documents: Record<string, number> = {};

async function add(key: string, told: Parameters<typeof ingest>[1]['told']): Promise<void> {
  ({ documentId: documents[key] } = await ingest(db, { key, told }));
}

beforeAll(async () => {
  await add('mayor', {
    ...talk(['Ada Okoye', 'Mayor'], 'Tom Reyes'),
    title: 'The mayor speaks',
    published: '2026-03-04',
  });
  await add('shouted', talk('ADA OKOYE', 'Okoye'));
  await add('other', talk(['Adaeze Okoye', 'Mayor']));
  await add('minister', talk(['Jan Roos', 'Foreign Minister of Portugal']));
  await add('keeper', talk(['Jan Roos', 'goalkeeper']));
  await add('either', talk('Jan Roos'));
  await add('markup', talk(MARKUP));
  const told = article({
    paragraphs: ['Lisbon said: “No.”', 'It rained in Porto.'],
    entities: [
      { name: 'Lisbon', type: 'LOC', mentions: ['Lisbon'] },
      { name: 'Porto', type: 'LOC', mentions: ['Porto'] },
      { name: 'Monday', type: 'DATE', mentions: ['It'] },
    ],
    attributions: [{ source: 'Lisbon', cue: 'said', content: '“No.”', speakers: ['Lisbon'] }],
  });
  Object.assign(told.entities.mentions[0], { kind: 'metonym', type: 'ORG', metonymFor: 'Government of Portugal' });
  told.attributions.attributions[0].speakers[0].name = 'Government of Portugal';
  await add('lisbon', told);
});

test('the names of a document lead to who they are across documents, and say in how many articles', async () => {
  const ada = await numberOf('Ada Okoye');
  const tom = await numberOf('Tom Reyes');
  expect(await acrossOn(documents.mayor)).toEqual([
    ['Ada Okoye', `Across documents number ${ada}, in 2 articles`, `/names/${ada}`],
    ['Tom Reyes', `Across documents number ${tom}, in 1 article`, `/names/${tom}`],
  ]);
  // A surname alone is nobody across documents.
  expect(await acrossOn(documents.shouted)).toEqual([
    ['ADA OKOYE', `Across documents number ${ada}, in 2 articles`, `/names/${ada}`],
    null,
  ]);
  expect(await acrossOn(documents.either)).toEqual([null]);
  const [minister, keeper] = [await acrossOn(documents.minister), await acrossOn(documents.keeper)];
  expect(minister[0]?.[2]).not.toBe(keeper[0]?.[2]);
});

test('their page has the current articles, newest first, with the name and the roles that each gives', async () => {
  await add('late', talk('Okon Bassey'));
  await add('late', talk(['Ada Okoye', 'Mayor of Lagos']));
  const bassey = await get(`/names/${await numberOf('Okon Bassey')}`);
  expect(bassey('.notice').text()).toBe('No current article names it.');
  const $ = await get(`/names/${await numberOf('Ada Okoye')}`);
  expect($('h1').text()).toBe('Ada Okoye');
  expect($('main').text()).toMatch(/person in 3 articles.*Also called ADA OKOYE/su);
  expect(
    $('.results > li')
      .get()
      .map((item) => [
        $(item).find('a').attr('href'),
        $(item)
          .find('.facts span')
          .get()
          .map((fact) => $(fact).text()),
      ]),
  ).toEqual([
    [`/documents/${documents.late}#e0`, ['Mayor of Lagos']],
    [`/documents/${documents.shouted}#e0`, ['as “ADA OKOYE”']],
    [`/documents/${documents.mayor}#e0`, ['2026-03-04', 'Mayor']],
  ]);
  expect(
    $('p:contains("What was said by") a')
      .get()
      .map((link) => $(link).attr('href')),
  ).toEqual(['/speakers/Ada%20Okoye', '/speakers/ADA%20OKOYE']);
  await get('/speakers/ADA%20OKOYE');
});

test('who was merged has the page of the one that stands for all, until that is taken back', async () => {
  const [ada, adaeze] = [await numberOf('Ada Okoye'), await numberOf('Adaeze Okoye')];
  const { decision } = await mergeKnown(db, adaeze, ada);
  expect((await acrossOn(documents.other))[0]?.[2]).toBe(`/names/${ada}`);
  const response = await app.request(`/names/${adaeze}`);
  expect([response.status, response.headers.get('location')]).toEqual([302, `/names/${ada}`]);
  const $ = await get(`/names/${ada}`);
  expect($('main').text()).toContain('Adaeze Okoye');
  expect($('.results > li')).toHaveLength(4);
  await undoDecision(db, decision);
  expect((await get(`/names/${adaeze}`))('h1').text()).toBe('Adaeze Okoye');
});

test('a place that says something and the government that it stands for have a page each; dates have none', async () => {
  const [lisbon, government] = [await numberOf('Lisbon'), await numberOf('Government of Portugal')];
  const across = await acrossOn(documents.lisbon);
  expect(across.map((told) => told?.[0])).toEqual(['Lisbon', 'Porto', undefined]);
  expect(across[0]?.[2]).toBe(`/names/${lisbon}`);
  const place = await get(`/names/${lisbon}`);
  expect(place('.tag').text()).toBe('place');
  expect(place('p:contains("What was said by")')).toHaveLength(0);
  const $ = await get(`/names/${government}`);
  expect($('.tag').text()).toBe('organisation');
  expect($('.results a').attr('href')).toBe(`/documents/${documents.lisbon}#e0`);
  expect($('p:contains("What was said by") a').attr('href')).toBe('/speakers/Government%20of%20Portugal');
});

test('two of one name have a page each, with the articles that mean that one', async () => {
  const { rows } = await sql<{ id: number }>`select id from known_entities where name = 'Jan Roos' order by id`.execute(
    db,
  );
  const pages = await Promise.all(rows.map(({ id }) => get(`/names/${id}`)));
  expect(pages.map(($) => $('.results a').attr('href'))).toEqual([
    `/documents/${documents.minister}#e0`,
    `/documents/${documents.keeper}#e0`,
  ]);
});

test('a name that is markup is text, and what is no number leads nowhere', async () => {
  const $ = await get(`/names/${await numberOf(MARKUP)}`);
  expect($('h1').text()).toBe(MARKUP);
  expect($('main script, main b')).toHaveLength(0);
  for (const path of ['/names/999999', '/names/0', '/names/x', '/names/-1', `/names/${'9'.repeat(30)}`]) {
    await get(path, 404);
  }
  await get(`/names/${await numberOf(MARKUP)}?page=0`, 400);
});

test('articles come page by page', async () => {
  for (let i = 0; i < 101; i += 1) await add(`many ${i}`, talk('Li Wei', `Somebody New${i}`));
  const id = await numberOf('Li Wei');
  const first = await get(`/names/${id}`);
  expect(first('main').text()).toContain('in 101 articles');
  expect((await acrossOn(documents['many 0']))[0]?.[1]).toBe(`Across documents number ${id}, in 100 articles or more`);
  expect(first('.results > li')).toHaveLength(50);
  const second = await get(first('a[rel=next]').attr('href') as string);
  expect(second('.results > li')).toHaveLength(50);
  expect(second('a[rel=prev]').attr('href')).toBe(`/names/${id}`);
  expect((await get(`/names/${id}?page=3`))('.results > li')).toHaveLength(1);
  const beyond = await get(`/names/${id}?page=4`);
  expect(beyond('.notice').text()).toContain('nothing more');
});

test('articles that name somebody by two names count once, and it is told that there may be more', async () => {
  for (let i = 0; i < 60; i += 1) await add(`twice ${i}`, talk('Mei Lin', 'Mei Lin Chua', `Somebody Else${i}`));
  const id = await numberOf('Mei Lin');
  await mergeKnown(db, await numberOf('Mei Lin Chua'), id);
  expect((await get(`/names/${id}`))('main').text()).toContain('in 60 articles');
  expect((await acrossOn(documents['twice 0']))[0]?.[1]).toMatch(/, in (?:[5-9]\d|100) articles or more$/u);
});
