import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { sha256 } from '../../../db/canonical-json.ts';
import { dumpTables } from '../../support/dump.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { createChunkRoom } from './chunk-room.ts';

const { db } = await createTestDatabase();
const room = await createChunkRoom(db);

/** Articles of this checkout under the raw root, and one without text. */
async function articles(): Promise<{ source: string; input: unknown }[]> {
  const folder = new URL('../../../raw/', import.meta.url);
  const listed = [];
  for (const name of (await readdir(folder)).filter((each) => !each.endsWith('.jsonl')).sort()) {
    const source = await room.addRaw(name, await readFile(new URL(name, folder)));
    listed.push({ source, input: { source } });
  }
  return listed;
}

test('documents of all kinds become versions; a bad one is handed to its own run and fails nothing else', async () => {
  const files = await articles();
  const lines = ['{"id":"a","text":"The bridge shuts in May, said Ada Okoye."}', '{"id":"b"}', 'no JSON'];
  const file = await room.addRaw('lines.jsonl', `${lines.join('\n')}\n`);
  const offsets = lines.map((_, i) => lines.slice(0, i).join('\n').length + (i > 0 ? 1 : 0));
  const line = (i: number, suffix: string) => ({
    source: `${file}${suffix}`,
    input: { file, line: i + 1, offset: offsets[i], length: lines[i].length },
  });
  const empty = await room.addRaw('empty.txt', '');
  const batch = await room.list([
    ...files,
    line(0, '#a'),
    line(1, '#b'),
    line(2, '#L3'),
    { source: empty, input: { source: empty } },
    { source: 'inline', input: { text: 'Rain fell in Lower Venn, said Tom Reyes.' } },
    { source: 'inline', input: { text: 4 } },
  ]);
  const result = await batch.ingest();
  const at = files.length;
  expect(result).toMatchObject({ published: files.length + 2, unchanged: 0, superseded: 0, duplicate: 0 });
  expect(result.failed).toEqual([
    { position: at + 1, source: `${file}#b`, input: { source: `${file}#b` }, workflowId: `ingest:${file}#b` },
    { position: at + 2, source: `${file}#L3`, input: { source: `${file}#L3` }, workflowId: `ingest:${file}#L3` },
    { position: at + 3, source: empty, input: { source: empty }, workflowId: `ingest:${empty}` },
    {
      position: at + 5,
      source: 'inline',
      input: { text: 4 },
      workflowId: `ingest:batch-${batch.batchId}-${at + 5}`,
    },
  ]);
  const before = await dumpTables(db);
  expect(await batch.ingest()).toEqual(result);
  expect(await dumpTables(db)).toEqual(before);
  const { rows } = await db
    .selectFrom('raw_documents')
    .select('sha256')
    .execute()
    .then((all) => ({ rows: all }));
  expect(rows.map((row) => row.sha256)).toContain(sha256('The bridge shuts in May, said Ada Okoye.'));
});
