import { load } from 'cheerio';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { createReader } from '../../../app/reader/app.ts';
import { speakerAddress } from '../../../app/reader/links.ts';
import { mergeKnown } from '../../../db/known-names/decisions.ts';
import { connectForReading } from '../../../db/reading/connect.ts';
import { BRIDGE } from '../../db/article.ts';
import { ingest } from '../../db/ingest.ts';
import { atEnd } from '../../support/clean-up.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const { db, url } = await createTestDatabase();
const reading = connectForReading(url);
atEnd(() => reading.destroy());
const app = createReader({ db: reading, temporalUi: null, namespace: 'default', taskQueue: 'documents' });

/** Names that an address has to be careful with. */
const ODD = ['A/B', '50% %2F', 'What? #1', 'Ünï & <b>', '"quoted"', 'a+b c', '漢字', '\\', ':id', '*'];

function speech(name: string, published: string | undefined, role: string, said: string[]) {
  return {
    published,
    paragraphs: said.map((words) => `${name} said: “${words}”`),
    entities: [{ name, mentions: [name], roles: [role] }],
    attributions: said.map((words) => ({ source: name, cue: 'said', content: `“${words}”`, speakers: [name] })),
  };
}

beforeAll(async () => {
  await ingest(db, { key: 'bridge', told: BRIDGE });
  const old = speech('Ada Okoye', '2024-01', 'Councillor', ['Old version']);
  await ingest(db, { key: 'speech', told: old });
  // What an earlier version said does not count.
  await ingest(db, { key: 'speech', told: speech('Ada Okoye', '2024-01', 'Councillor', ['Long ago', 'Twice']) });
  await ingest(db, { key: 'undated', told: speech('Ada Okoye', undefined, 'Mayor', ['No date']) });
  const many = Array.from({ length: 60 }, (_, i) => `Point ${i}`);
  await ingest(db, { key: 'many', told: speech('Li Wei', '2026-03-01', 'engineer', many) });
  for (const [i, name] of ODD.entries())
    await ingest(db, { key: `odd ${i}`, told: speech(name, '2026', 'poet', ['Odd']) });
});

async function get(path: string, status = 200) {
  const response = await app.request(path);
  expect([path, response.status]).toEqual([path, status]);
  return load(await response.text());
}

test('speakers are listed by how much they are quoted, and found by a part of their name', async () => {
  const $ = await get('/speakers');
  expect(
    $('tbody tr')
      .slice(0, 2)
      .get()
      .map((row) =>
        $(row)
          .find('th, td')
          .get()
          .map((cell) => $(cell).text()),
      ),
  ).toEqual([
    ['Li Wei', '60'],
    ['Ada Okoye', '4'],
  ]);
  const found = await get('/speakers?q=OKO');
  expect(found('tbody th').text()).toBe('Ada Okoye');
  const percent = await get(`/speakers?q=${encodeURIComponent('%')}`);
  expect(percent('tbody th').text()).toBe('50% %2F');
  const none = await get('/speakers?q=nobody%00');
  expect(none('.notice').text()).toContain('Nobody');
  const part = await get('/speakers?q=li&partial=1');
  expect(part('main')).toHaveLength(0);
  expect(part('tbody th').text()).toBe('Li Wei');
});

test('everything somebody said in current articles, the newest first', async () => {
  const $ = await get('/speakers/Ada%20Okoye');
  expect($('h1').text()).toBe('Ada Okoye');
  expect(
    $('.results blockquote')
      .get()
      .map((quote) => $(quote).text()),
  ).toEqual(['“The 𝔅ridge shuts in May.”', '“Long ago”', '“Twice”', '“No date”']);
  expect($('main').text()).toContain('4 statements in 3 articles');
  expect($('.results a').first().attr('href')).toMatch(/^\/documents\/\d+#a0$/u);
});

test('the timeline and its table say the same, and roles say when', async () => {
  const $ = await get('/speakers/Ada%20Okoye');
  expect($('.timeline rect')).toHaveLength(2);
  expect(
    $('.timeline + details tbody tr')
      .get()
      .map((row) => $(row).text()),
  ).toEqual(['2024-0121', '2026-0311']);
  expect(
    $('section[aria-labelledby=roles] tbody tr')
      .get()
      .map((row) =>
        $(row)
          .find('th, td')
          .get()
          .map((cell) => $(cell).text()),
      ),
  ).toEqual([
    ['Councillor', '2024-01-01', '2024-01-01', '1'],
    ['Mayor', '2026-03-04', '2026-03-04', '2'],
  ]);
});

test('statements can be had page by page, and by kind and polarity', async () => {
  const first = await get('/speakers/Li%20Wei');
  expect(first('.results > li')).toHaveLength(50);
  const next = first('a[rel=next]').attr('href') as string;
  const second = await get(next);
  expect(second('.results > li')).toHaveLength(10);
  expect(second('a[rel=prev]').attr('href')).toBe('/speakers/Li%20Wei');
  const none = await get('/speakers/Li%20Wei?kind=indirect&polarity=');
  expect(none('.notice').text()).toContain('Nothing of this kind');
  const direct = await get('/speakers/Li%20Wei?kind=direct&polarity=positive');
  expect(direct('a[rel=next]').attr('href')).toContain('kind=direct');
  await get('/speakers/Li%20Wei?kind=loud', 400);
  await get('/speakers/Li%20Wei?page=0', 400);
});

test('every name leads to its page', async () => {
  for (const name of ODD) {
    const list = await get(`/speakers?q=${encodeURIComponent(name)}`);
    const address = list('tbody a').attr('href') as string;
    expect(address).toBe(speakerAddress(name));
    const $ = await get(address);
    expect($('h1').text()).toBe(name);
    await get($('form').attr('action') as string);
  }
  await get('/speakers/Nobody', 404);
  await get('/speakers/%00', 404);
  expect(speakerAddress('..')).toBeNull();
  expect(speakerAddress('x'.repeat(5_000))).toBeNull();
});

test('a page says who that is across documents: one, with other names that count as the same, or all of the name', async () => {
  const numbersOn = ($: Awaited<ReturnType<typeof get>>) =>
    $('p:contains("Across documents") code')
      .get()
      .map((code) => Number($(code).text()));
  const said = (name: string, role: string) => speech(name, '2026', role, [`As ${role}`]);
  await ingest(db, { key: 'full', told: said('Luiz da Silva', 'president') });
  await ingest(db, { key: 'fuller', told: said('Luiz Inacio da Silva', 'president') });
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from people_places_organizations where name like 'Luiz%' order by name
  `.execute(db);
  const [full, short] = rows.map(({ id }) => id);
  expect(numbersOn(await get('/speakers/Luiz%20da%20Silva'))).toEqual([short]);
  await mergeKnown(db, short, full);
  const merged = await get('/speakers/Luiz%20da%20Silva');
  expect(numbersOn(merged)).toEqual([full]);
  expect(
    merged('p:contains("Across documents") a')
      .get()
      .map((link) => merged(link).attr('href')),
  ).toEqual([`/names/${full}`, '/speakers/Luiz%20Inacio%20da%20Silva']);

  await ingest(db, { key: 'minister', told: said('Jan Roos', 'minister') });
  await ingest(db, { key: 'keeper', told: said('Jan Roos', 'goalkeeper') });
  const several = await get('/speakers/Jan%20Roos');
  expect(numbersOn(several)).toHaveLength(2);
  expect(several('p:contains("Across documents")').text()).toMatch(/2 of this name: .*\(minister\).*\(goalkeeper\)/su);
  await ingest(db, { key: 'surname', told: said('Roos', 'minister') });
  expect((await get('/speakers/Roos'))('p:contains("Not known across documents")')).toHaveLength(1);
});
