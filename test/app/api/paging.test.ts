import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReader } from '../../../app/reader/app.ts';
import { recordFailure } from '../../../db/failures.ts';
import type { Told } from '../../db/article.ts';
import { ingest, newRun } from '../../db/ingest.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const { db } = await createTestDatabase();
const reader = createReader({ db, temporalUi: null, namespace: 'default', taskQueue: 'copydesk' });

interface Page {
  items: Record<string, unknown>[];
  next: string | null;
}

async function page(address: string): Promise<Page> {
  const response = await reader.request(address);
  expect(response.status).toBe(200);
  const found = (await response.json()) as Page;
  expect(response.headers.get('link')).toBe(found.next && `<${found.next}>; rel="next"`);
  return found;
}

let made = 0;

/** An article in which several people speak, all named after its number. */
function speakers(count: number, edition: string): Told {
  made += 1;
  const names = Array.from({ length: count }, (_, i) => `Speaker ${made}-${i}`);
  return {
    paragraphs: names.map((name) => `${name} said “words of ${edition} by ${name}” .`),
    entities: names.map((name) => ({ name, mentions: [name] })),
    attributions: names.map((name) => ({
      source: name,
      cue: 'said',
      content: `“words of ${edition} by ${name}”`,
      speakers: [name],
    })),
  };
}

/** What identifies an item of each list. */
const LISTS: Record<string, (item: Record<string, unknown>) => string> = {
  documents: ({ id }) => String(id),
  attributions: ({ document, ordinal }) => `${(document as { id: number }).id}/${ordinal}`,
  entities: ({ name, type }) => `${name}/${type}`,
  speakers: ({ name, type }) => `${name}/${type}`,
  runs: ({ workflowId, runId }) => `${workflowId}/${runId}`,
  failures: ({ id }) => String(id),
};

async function all(list: string): Promise<string[]> {
  const { items, next } = await page(`/api/${list}?limit=200`);
  expect(next).toBeNull();
  return items.map(LISTS[list]);
}

test('pages have all that was there exactly once, while more is added and changed', { timeout: 60_000 }, async () => {
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(LISTS)),
      fc.array(
        fc.record({
          limit: fc.integer({ min: 1, max: 5 }),
          add: fc.constantFrom('none', 'document', 'version', 'failure'),
        }),
        {
          minLength: 3,
          maxLength: 3,
        },
      ),
      async (list, steps) => {
        round += 1;
        const key = `story ${round}`;
        await ingest(db, { key, told: speakers(3, 'first') });
        const before = await all(list);
        const seen: string[] = [];
        let next: string | null = `/api/${list}?limit=${steps[0].limit}`;
        for (let i = 0; next !== null; i += 1) {
          const found: Page = await page(next);
          seen.push(...found.items.map(LISTS[list]));
          next = found.next;
          const { add } = steps[i % steps.length];
          if (i >= steps.length || next === null) continue;
          if (add === 'document') await ingest(db, { key: `other ${round} ${i}`, told: speakers(2, 'other') });
          if (add === 'version') await ingest(db, { key, told: { ...speakers(3, `edition ${i}`) } });
          if (add === 'failure') {
            const failure = { stage: 'acquire' as const, errorType: 'NotFound', message: 'no file', attempts: 1 };
            await recordFailure(db, { ...newRun(`ingest:bad ${round} ${i}`), ...failure, source: `raw/${round}-${i}` });
          }
        }
        expect(new Set(seen).size).toBe(seen.length);
        // A name that no current version has any more is not there any more.
        const gone = list === 'entities' || list === 'speakers' ? new Set(await all(list)) : new Set(before);
        const missed = before.filter((id) => gone.has(id) && !seen.includes(id));
        expect(missed).toEqual([]);
      },
    ),
    { numRuns: 18, endOnFailure: true },
  );
});

test('a page that ends inside a document goes on in the version that it began', async () => {
  await ingest(db, { key: 'last', told: speakers(4, 'one') });
  const first = await page('/api/attributions?limit=2');
  await ingest(db, { key: 'last', told: speakers(1, 'two') });
  const second = await page(first.next as string);
  expect(second.items.map(({ ordinal, document }) => [ordinal, (document as { version: number }).version])).toEqual([
    [2, 1],
    [3, 1],
  ]);
  const { items } = await page('/api/attributions?limit=1');
  expect(items[0]).toMatchObject({ ordinal: 0, document: { key: 'last', version: 2 } });
});
