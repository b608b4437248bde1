import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FeedEntry } from '../../../activities/feed/parse/index.ts';
import { latest, toldItem } from '../../../activities/feed/told-items.ts';
import { normalize } from '../../../stages/normalize/index.ts';

const ENTRY: FeedEntry = {
  item: 'guid-1',
  url: 'https://paper.example/a',
  title: 'Rain & snow',
  published: 'Tue, 03 Mar 2026 10:00:00 GMT',
  updated: null,
  content: '<p>It rained.</p>',
  contentType: 'text/html',
};

describe('an item', () => {
  test('has another hash when its feed says anything else of it', () => {
    const hash = (changes: Partial<FeedEntry>) => toldItem({ ...ENTRY, ...changes }).told.saidSha256;
    const changes: Partial<FeedEntry>[] = [
      {},
      { url: 'https://paper.example/b' },
      { title: 'Rain' },
      { published: '2026-03-03' },
      { updated: '2026-03-04' },
      { content: '<p>It snowed.</p>' },
    ];
    expect(new Set(changes.map(hash)).size).toBe(changes.length);
    expect(hash({})).toBe(hash({}));
  });

  test('without an address is a page with its headline and date', () => {
    for (const contentType of ['text/html', 'text/plain'] as const) {
      const content =
        contentType === 'text/html'
          ? '<p>It rained & poured.</p><p>It <b>snowed</b>.</p>'
          : 'It rained & poured.\n\nIt snowed.';
      const { told, content: page } = toldItem({ ...ENTRY, url: null, content, contentType });
      expect(told.url).toBeNull();
      const text = normalize({ bytes: page?.bytes as Uint8Array, contentType: page?.contentType });
      expect(text.title).toBe('Rain & snow');
      expect(text.publishedAt).toMatch(/^2026-03-03T10:00/u);
      expect(text.text).toContain('It rained & poured.\n\nIt snowed.');
    }
  });

  test('of any kind can be stored', () => {
    const text = fc.string({ unit: 'binary', maxLength: 5000 });
    const any = fc.option(text, { nil: null });
    fc.assert(
      fc.property(text, any, any, any, (item, title, published, content) => {
        const { told } = toldItem({ ...ENTRY, item, title, published, content });
        expect(Buffer.byteLength(told.item)).toBeLessThanOrEqual(2048);
        expect(JSON.stringify(told)).not.toMatch(/\\u0000|\\ud[89a-f]/u);
      }),
    );
    expect(toldItem({ ...ENTRY, url: `https://paper.example/${'a'.repeat(2048)}` }).told.url).toBeNull();
  });

  test('has the later of its dates, where they make sense', () => {
    expect(latest('Tue, 03 Mar 2026 10:00:00 GMT', '2026-03-04')).toBe('2026-03-04T00:00:00.000Z');
    expect(latest(null, '2026-03-03T10:00:00+02:00')).toBe('2026-03-03T08:00:00.000Z');
    expect(latest('yesterday', null, '-271821-04-20', '+275760-09-13')).toBeNull();
  });
});
