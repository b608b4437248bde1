import { load } from 'cheerio';
import fc from 'fast-check';
import { Hono } from 'hono';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { createReader } from '../../../app/reader/app.ts';
import { errorPage } from '../../../app/reader/errors.ts';
import { connectForReading } from '../../../db/reading/connect.ts';
import { gather, listDocuments, walk } from '../../../db/reading/documents.ts';
import { article, BRIDGE, type Told } from '../../db/article.ts';
import { ingest, newRun } from '../../db/ingest.ts';
import { atEnd } from '../../support/clean-up.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const { db, url } = await createTestDatabase();
const reading = connectForReading(url);
atEnd(() => reading.destroy());
const app = createReader({ db: reading, temporalUi: null, namespace: 'default', taskQueue: 'copydesk' });

const HOSTILE = '<script>alert(1)</script> " onmouseover="alert(2) &amp; \u202egnp';

const told = (word: string, more: Partial<Told> = {}): Told => ({
  title: `The ${word}`,
  paragraphs: [`About the ${word} there is this much to say.`, `Ada Okoye said it was parties of ${word}.`],
  ...more,
});

/** Publishes an article of an outlet. */
async function publish(key: string, tale: Told, outlet: string | null = null): Promise<number> {
  const made = article(tale);
  return (await ingest(db, { key, told: { ...made, text: { ...made.text, outlet } } })).documentId;
}

async function get(address: string): Promise<{ status: number; page: ReturnType<typeof load>; text: string }> {
  const answer = await app.request(address);
  const text = await answer.text();
  return { status: answer.status, page: load(text), text };
}

async function titles(query: Record<string, string>): Promise<string[]> {
  const { page, status, text } = await get(`/?${new URLSearchParams(query)}`);
  expect(status, text).toBe(200);
  return page('.results h2')
    .map((_, heading) => page(heading).text().trim())
    .get();
}

beforeAll(async () => {
  await publish('harbour', told('harbour', { published: '2026-01-10' }), 'Courier');
  await publish('tram', told('tram', { published: '2026-02-10' }), 'Courier');
  await publish('hafen', told('Hafen', { published: '2026-03-10', language: 'de' }), 'Bote');
  await publish('undated', told('lighthouse', { language: 'en' }));
  await publish('bridge', BRIDGE, 'Echo');
  await publish('hostile', told('dock', { title: HOSTILE, paragraphs: [`${HOSTILE} dock`] }), HOSTILE);
  await db
    .insertInto('failures')
    .values({
      stage: 'acquire',
      error_type: 'NotFound',
      message: `no such file as ${HOSTILE}`,
      attempts: 1,
      source: `raw/${HOSTILE}`,
      ...{ workflow_id: 'ingest:lost', run_id: 'r', first_execution_run_id: 'r' },
    })
    .execute();
  await db.insertInto('documents').values({ key: 'waiting' }).execute();
});

describe('the list', () => {
  test('has all documents that readers see, the newest first, and none else', async () => {
    const tram = told('tram', { published: '2026-02-10' });
    const all = ['Bridge to close', 'The lighthouse', 'The Hafen', 'The tram', 'The harbour'];
    expect(await titles({})).toEqual([HOSTILE, ...all]);
    await ingest(db, {
      key: 'tram',
      told: { ...tram, title: 'The night tram', paragraphs: [...tram.paragraphs, 'It runs at night.'] },
      run: newRun(),
    });
    expect((await titles({}))[0]).toBe('The night tram');
    expect(await titles({})).toHaveLength(6);
  });

  test('says of each what it is', async () => {
    const { page } = await get('/?q=shuts');
    const facts = page('.results li').text().replaceAll(/\s+/gu, ' ');
    expect(facts).toContain('Echo 2026-03-04 English version 1 2 entities 2 statements');
    expect(page('.results h2 a').attr('href')).toMatch(/^\/documents\/\d+$/u);
    expect(page('mark').text()).toBe('shuts');
  });

  test('is narrowed down by outlet, language and days, all at once', async () => {
    expect(await titles({ outlet: 'Courier' })).toHaveLength(1);
    expect(await titles({ language: 'de' })).toEqual(['The Hafen']);
    expect(await titles({ from: '2026-01-10', to: '2026-02-10' })).toEqual(['The night tram', 'The harbour']);
    expect(await titles({ from: '2026-01-11' })).toEqual(['The Hafen', 'Bridge to close', 'The night tram']);
    expect(await titles({ to: '2026-01-09' })).toEqual([]);
    expect(await titles({ from: '2026-01-01', language: 'en', q: 'much', outlet: 'Courier' })).toEqual(['The harbour']);
    expect(await titles({ outlet: 'Nobody' })).toEqual([]);
  });

  test('shows what failed with the reason, and what is under way', async () => {
    const { page } = await get('/?outcome=failed');
    expect(page('.results li').text()).toContain('NotFound');
    expect(page('.results li').text()).toContain(`no such file as ${HOSTILE}`);
    expect(await titles({ outcome: 'under way' })).toEqual(['waiting']);
    expect(await titles({ outcome: 'failed', q: 'lost' })).toEqual([]);
    expect(await titles({ outcome: 'failed', q: 'RAW/' })).toHaveLength(1);
  });

  test('without a filter says what to do where there is nothing', async () => {
    expect((await get('/?outlet=Nobody')).page('.notice').text()).toContain('clear all filters');
  });
});

describe('search', () => {
  test.each([
    ['light', ['The lighthouse']],
    ['lighthouse', ['The lighthouse']],
    ['harbour OR lighthouse', ['The lighthouse', 'The harbour']],
    ['harbour or lightho', ['The lighthouse', 'The harbour']],
    ['party harb', ['The harbour']],
    ['the harb', ['The harbour']],
    ['“much to say” tram', ['The night tram']],
    ['"to say much"', []],
    ['much -tram -harbour -lighthouse -hafen', []],
    ['tom rey', ['Bridge to close']],
    ['zebra', []],
    ['%', []],
  ])('%s finds %j', async (q, expected) => {
    expect(await titles({ q })).toEqual(expected);
  });

  test('finds by a speaker whom the text names otherwise', async () => {
    await publish('talks', {
      title: 'Talks',
      paragraphs: ['Lisbon said no.'],
      entities: [{ name: 'Government of Portugal', type: 'ORG', mentions: ['Lisbon'] }],
      attributions: [{ source: 'Lisbon', cue: 'said', content: 'no', speakers: ['Government of Portugal'] }],
    });
    expect(await titles({ q: 'Government of Port' })).toEqual(['Talks']);
    const { page } = await get('/?q=portug');
    expect(page('.results li')).toHaveLength(0);
    const links = (await get('/?q=government'))
      .page('a[href^="/speakers/"]')
      .map((_, a) => load(a).text())
      .get();
    expect(links).toEqual(['Government of Portugal', 'Government of Portugal']);
  });

  test('marks words by their stems, and nothing else', async () => {
    const { page } = await get('/?q=party');
    expect(
      new Set(
        page('mark')
          .map((_, mark) => page(mark).text())
          .get(),
      ),
    ).toEqual(new Set(['parties']));
  });

  test('gives the list alone where a script asks for it', async () => {
    const { text } = await get('/?q=tram&partial=1');
    expect(text).toContain('<ol class="results">');
    expect(text).not.toContain('<html');
  });
});

describe('paging', () => {
  test('goes through all documents once, there and back, also where many are of one moment or day', async () => {
    const day = { published: '2020-05-05', language: 'fr' };
    for (let n = 0; n < 47; n += 1) await publish(`page-${n}`, told(`page ${n}`, day));
    await sql`set session_replication_role = replica`.execute(db);
    await sql`
      update document_versions set created_at = '2025-01-01' where document_id in (select id from documents where key like 'page-%')
    `.execute(db);
    await sql`set session_replication_role = origin`.execute(db);
    for (const filter of ['language=fr', 'from=2020-05-05&to=2020-05-05', 'q=page', 'q=page&from=2020-05-01']) {
      const pages: string[][] = [];
      const back: string[][] = [];
      const keys = (page: ReturnType<typeof load>) =>
        page('.results h2 a')
          .map((_, a) => page(a).attr('href'))
          .get();
      let address: string | undefined = `/?${filter}`;
      let last = '';
      while (address) {
        const { page } = await get(address);
        pages.push(keys(page));
        last = address;
        address = page('a[rel=next]').attr('href');
      }
      expect(pages.map(({ length }) => length)).toEqual([20, 20, 7]);
      expect(new Set(pages.flat()).size).toBe(47);
      for (address = last; address; ) {
        const { page } = await get(address);
        back.unshift(keys(page));
        address = page('a[rel=prev]').attr('href');
      }
      expect(back).toEqual(pages);
    }
  });

  test('finds the same by looking through as by gathering', async () => {
    const filter = fc.record(
      {
        search: fc.constantFrom('page', 'harb', 'the', 'ada', 'tram or hafen', 'government', 'much -tram'),
        language: fc.constantFrom('en', 'de', 'fr'),
        outlet: fc.constantFrom('Courier', 'Echo', HOSTILE),
        from: fc.constantFrom('2020-05-05', '2026-02-10'),
        to: fc.constantFrom('2020-05-05', '2026-02-10', '2027-01-01'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(filter, fc.constantFrom('newer' as const, 'older' as const), async (wanted, side) => {
        const first = await listDocuments(reading, wanted, null, 3);
        const of = first.entries.at(-1)?.place;
        for (const cursor of [null, ...(of === undefined ? [] : [{ side, of }])]) {
          const request = { filter: wanted, cursor, limit: 30 };
          const { rows } = await gather(request).execute(reading);
          expect((await walk(request).execute(reading)).rows).toEqual(rows);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('what anybody may send', () => {
  test.each([
    ['/?from=yesterday', 'from is “yesterday”: expected a day such as 2026-03-04'],
    ['/?from=0000-01-01', 'expected a day from 0001-01-01 on'],
    ['/?from=2026-02-30', 'expected a day such as'],
    ['/?from=2026-02-02&to=2026-01-01', 'not after 2026-01-01'],
    ['/?outcome=lost', 'expected published, failed or under way'],
    ['/?language=English', 'expected a language’s code'],
    ['/?older=1', 'begin with the first page'],
    ['/?older=2026-01-01T00:00:00.000000Z_1_2', 'begin with the first page'],
    ['/?newer=2026-13-01T00:00:00.000000Z_1', 'begin with the first page'],
    [`/?q=${'a'.repeat(10_000)}`, 'expected at most 200 characters'],
  ])('%s is told what is wrong', async (address, message) => {
    const { status, page } = await get(address);
    expect([status, page('main').text()]).toEqual([400, expect.stringContaining(message)]);
  });

  test('nothing that is searched for ends in an error', async () => {
    const nasty = fc.constantFrom(
      `'`,
      '"',
      '\\',
      '%',
      '_',
      ':*',
      '&',
      '|',
      '!',
      '(',
      ')',
      '<->',
      '-',
      'or',
      '\0',
      '\ud800',
      '“',
      '<b>',
      'a',
      ' ',
    );
    const typed = fc.oneof(
      fc.array(nasty, { maxLength: 30 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 100 }),
    );
    await fc.assert(
      fc.asyncProperty(typed, async (q) => {
        const { status, text } = await get(`/?q=${encodeURIComponent(q.toWellFormed()).slice(0, 2000)}`);
        expect([status, text]).toEqual([expect.toSatisfy((code) => code === 200 || code === 400), expect.any(String)]);
      }),
      { numRuns: 150 },
    );
    for (const raw of ['/?q=%', '/?q=%ff%fe', '/?q=%00', '/?outlet=%00', '/?q=a&q=b', `/?outlet=${'é'.repeat(200)}`]) {
      expect((await get(raw)).status, raw).toBe(200);
    }
  });

  test('what an article says is text on every page', async () => {
    for (const address of [
      '/',
      '/?q=script',
      '/?q=dock',
      '/?outcome=failed',
      '/failures',
      '/runs',
      `/?outlet=${encodeURIComponent(HOSTILE)}`,
    ]) {
      const { page, text, status } = await get(address);
      expect(status).toBe(200);
      expect(text).not.toContain('<script>alert');
      expect(page('[onmouseover]')).toHaveLength(0);
      expect(
        page('script')
          .map((_, script) => page(script).attr('src'))
          .get()
          .every((src) => src?.startsWith('/assets/')),
      ).toBe(true);
    }
    expect((await get('/?q=dock')).page('.results h2').text()).toContain('<script>alert(1)</script>');
  });

  test('what is not there is told so, with headers that let nothing run', async () => {
    for (const address of ['/nowhere', '/assets/nothing.js', '/assets/..%2f..%2fapp.ts', '/runs/batches/77']) {
      const answer = await app.request(address);
      expect([address, answer.status]).toEqual([address, 404]);
      expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none';.*script-src 'self'/u);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect((await app.request('/', { method: 'POST' })).status).toBe(404);
  });

  test('what takes too long is given up, and told so', async () => {
    const impatient = connectForReading(url, { statementTimeout: 50 });
    atEnd(() => impatient.destroy());
    const hasty = new Hono().get('/', async () => {
      await sql`select pg_sleep(9)`.execute(impatient);
      return new Response();
    });
    hasty.onError(errorPage);
    const answer = await hasty.request('/');
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('Ask for less')]);
  });

  test('a fault is logged under an id that the page gives, and nothing else', async () => {
    const away = connectForReading('postgres://nobody:secret@127.0.0.1:1/none');
    atEnd(() => away.destroy());
    const logged: string[] = [];
    const { error } = console;
    console.error = (line: string) => logged.push(line);
    try {
      const broken = createReader({ db: away, temporalUi: null, namespace: 'default', taskQueue: 'copydesk' });
      const answer = await broken.request('/');
      const text = await answer.text();
      expect(answer.status).toBe(500);
      const id = /id <code>([\w-]{36})</u.exec(text)?.[1];
      expect(logged.join('\n')).toContain(`id=${id}`);
      expect(text).not.toContain('ECONNREFUSED');
      expect(text).not.toContain('secret');
    } finally {
      console.error = error;
    }
  });
});
