import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { promoteDocument } from '../../db/promote.ts';
import { createTestDatabase } from '../support/postgres.ts';
import type { Told } from './article.ts';
import { ingest } from './ingest.ts';

const { db } = await createTestDatabase({ maxConnections: 20 });

/** An article all of whose parts carry its number, and that has as many of each. */
function numbered(n: number): Told {
  const parts = Array.from({ length: n }, (_, i) => i);
  return {
    title: `Number ${n}`,
    paragraphs: parts.map((i) => `Speaker${n}x${i} said “words ${n} of ${i}” .`),
    entities: parts.map((i) => ({ name: `Speaker${n}x${i}`, mentions: [`Speaker${n}x${i}`] })),
    attributions: parts.map((i) => ({
      source: `Speaker${n}x${i}`,
      cue: 'said',
      content: `“words ${n} of ${i}”`,
      speakers: [`Speaker${n}x${i}`],
    })),
  };
}

test('at every instant a reader sees a whole version or the one before it', async () => {
  const LAST = 15;
  const { documentId } = await ingest(db, { key: 'story', told: numbered(1) });
  let publishing = true;
  const seen = new Set<number>();
  const read = async () => {
    let latest = 0;
    while (publishing) {
      const { rows } = await sql<Record<string, number>>`
        select a.version, substr(a.title, 8)::int as title, a.paragraphs, a.entities, a.attributions,
          (select count(*) from current_mentions m where m.document_id = a.document_id and m.version = a.version) as mentions,
          (select count(*) from current_attributions s
           where s.document_id = a.document_id and s.words like '“words ' || s.version || ' of %'
             and s.speaker like 'Speaker' || s.version || 'x%') as statements
        from current_articles a where a.document = 'story'
      `.execute(db);
      const { version, ...parts } = rows[0];
      expect(parts).toEqual(Object.fromEntries(Object.keys(parts).map((part) => [part, version])));
      expect(version).toBeGreaterThanOrEqual(latest);
      latest = version;
      seen.add(version);
    }
  };
  const publish = async () => {
    for (let n = 2; n <= LAST; n += 1) {
      const runs = Array.from({ length: 4 }, () => ingest(db, { key: 'story', told: numbered(n) }));
      const outcomes = await Promise.all(runs);
      expect(outcomes.filter(({ published }) => published)).toHaveLength(1);
    }
    publishing = false;
  };
  await Promise.all([
    publish().finally(() => {
      publishing = false;
    }),
    ...Array.from({ length: 4 }, read),
  ]);
  expect(seen.size).toBeGreaterThan(4);
  const { rows } = await sql<{ versions: number }>`
    select count(*) as versions from document_versions where document_id = ${documentId}
  `.execute(db);
  expect(rows).toEqual([{ versions: LAST }]);

  await promoteDocument(db, 'story', 3);
  const { rows: back } = await sql`select version, title, attributions from current_articles`.execute(db);
  expect(back).toEqual([{ version: 3, title: 'Number 3', attributions: 3 }]);
});
