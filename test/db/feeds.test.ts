import { expect, test } from 'vitest';
import { claimItems, countDueItems, handleItems, type ToldItem, tellItems } from '../../db/feed-items.ts';
import { dueSitemaps, feedRead, feedUnchanged, listSitemaps, upsertFeed } from '../../db/feeds.ts';
import { findRobots, reserveRequests, saveRobots } from '../../db/web-hosts.ts';
import { createTestDatabase } from '../support/postgres.ts';

const { db } = await createTestDatabase({ maxConnections: 20 });

const told = (item: string, changes: Partial<ToldItem> = {}): ToldItem => ({
  item,
  url: `https://paper.example/${item}`,
  rawSha256: null,
  contentType: null,
  title: item,
  published: null,
  updated: null,
  saidAt: null,
  saidSha256: `said ${item}`,
  ...changes,
});

const done = (id: number, state: 'taken' | 'failed' | 'postponed' = 'taken', again = false) => ({
  id,
  state,
  again,
  reason: null,
  documentId: null,
  workflowId: null,
});

test('items are claimed once a run, the newest first, and the same for the same lot', async () => {
  const { id } = await upsertFeed(db, 'claims', 'https://paper.example/rss');
  await tellItems(
    db,
    id,
    [
      told('old', { saidAt: '2026-01-01T00:00:00Z' }),
      told('a'),
      told('b'),
      told('new', { saidAt: '2026-02-01T00:00:00Z' }),
    ],
    0,
  );
  const first = await claimItems(db, id, { by: 'one', lot: 0, limit: 3 });
  expect(first.map(({ item, isNew }) => [item, isNew])).toEqual([
    ['new', true],
    ['old', true],
    ['a', true],
  ]);
  expect(await claimItems(db, id, { by: 'one', lot: 0, limit: 3 })).toEqual(first);
  expect((await claimItems(db, id, { by: 'one', lot: 1, limit: 3 })).map(({ item }) => item)).toEqual(['b']);
  expect(await claimItems(db, id, { by: 'one', lot: 2, limit: 3 })).toEqual([]);
  expect(await countDueItems(db, id, 'one')).toBe(0);
  expect(await countDueItems(db, id, 'two')).toBe(4);
});

test('an item is due until it is done with what its feed says now', async () => {
  const { id } = await upsertFeed(db, 'due', 'https://paper.example/rss');
  await tellItems(db, id, [told('x'), told('y'), told('z')], 0);
  const [x, y, z] = await claimItems(db, id, { by: 'one', lot: 0, limit: 9 });
  // Told otherwise while it is under way: what was taken is what it said before.
  await tellItems(db, id, [told('x', { saidSha256: 'other' }), told('y'), told('z')], 0);
  await handleItems(db, id, [done(x.id), done(y.id, 'failed'), done(z.id, 'failed', true)]);
  const again = await claimItems(db, id, { by: 'two', lot: 0, limit: 9 });
  expect(again.map(({ item, isNew }) => [item, isNew])).toEqual([
    ['x', false],
    ['z', true],
  ]);
  await handleItems(
    db,
    id,
    again.map((item) => done(item.id)),
  );
  expect(await countDueItems(db, id, 'three')).toBe(0);
});

test('a feed whose address changes is asked without conditions', async () => {
  const { id } = await upsertFeed(db, 'moving', 'https://a.example/rss');
  await feedRead(db, id, { format: 'rss', title: null, etag: '"1"', lastModified: null, items: 1 });
  expect(await upsertFeed(db, 'moving', 'https://a.example/rss')).toMatchObject({ id, etag: '"1"', items: 1 });
  expect(await upsertFeed(db, 'moving', 'https://b.example/rss')).toMatchObject({ id, etag: null });
});

test('sitemaps of an index are due when their date changes, those without one each time that the index was asked', async () => {
  const { id } = await upsertFeed(db, 'index', 'https://paper.example/index.xml');
  const sitemap = (name: string, lastmod: string | null) => ({
    url: `https://paper.example/${name}`,
    lastmod,
    lastmodAt: lastmod,
  });
  const due = async () => (await dueSitemaps(db, id, 10)).due.map(({ url }) => url.split('/').at(-1));
  const asked = async () => {
    await feedUnchanged(db, id);
    const found = (await dueSitemaps(db, id, 10)).due;
    for (const each of found) await feedUnchanged(db, each.id);
    return found.map(({ url }) => url.split('/').at(-1));
  };
  await listSitemaps(db, id, [sitemap('a', '2026-01-01'), sitemap('b', '2026-01-02'), sitemap('c', null)]);
  expect(await due()).toEqual(['b', 'a', 'c']);
  expect(await asked()).toEqual(['b', 'a', 'c']);
  expect(await due()).toEqual([]);
  expect(await asked()).toEqual(['c']);
  await listSitemaps(db, id, [sitemap('a', '2026-01-03'), sitemap('c', null)]);
  expect(await asked()).toEqual(['a', 'c']);
  expect(await dueSitemaps(db, id, 10)).toEqual({ due: [], total: 0 });
});

test('requests to a host are an interval apart, whoever asks', async () => {
  const waits = await Promise.all(
    Array.from({ length: 10 }, (_, i) => reserveRequests(db, 'https://busy.example', (i % 2) + 1, 1000)),
  );
  const times = waits.sort((a, b) => a - b);
  expect(times[0]).toBeLessThan(500);
  for (const [i, time] of times.slice(1).entries()) {
    const step = time - times[i];
    expect(Math.min(Math.abs(step - 1000), Math.abs(step - 2000)), times.join(' ')).toBeLessThan(300);
  }
  expect(await reserveRequests(db, 'https://other.example', 1, 1000)).toBe(0);
});

test('robots.txt is known until it expires', async () => {
  expect(await findRobots(db, 'https://r.example')).toBeNull();
  await saveRobots(db, 'https://r.example', { robots: 'User-agent: *\0', problem: null }, 60_000);
  expect(await findRobots(db, 'https://r.example')).toEqual({ robots: 'User-agent: *\u{fffd}', problem: null });
  await saveRobots(db, 'https://r.example', { robots: null, problem: 'away' }, 0);
  expect(await findRobots(db, 'https://r.example')).toBeNull();
});
