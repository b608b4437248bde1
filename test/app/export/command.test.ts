import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExportArguments, readExportArguments } from '../../../app/export/arguments.ts';
import { withExportedArticles } from '../../../db/reading/export-articles.ts';
import { BRIDGE } from '../../db/article.ts';
import { ingest } from '../../db/ingest.ts';
import { multiply } from '../../support/export/many.ts';
import { readRows } from '../../support/export/parquet.ts';
import { ingestRaw } from '../../support/export/raw.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const { db, url } = await createTestDatabase();
const folder = await mkdtemp(join(tmpdir(), 'copydesk-export-'));
const MANY = 4000;

beforeAll(async () => {
  await ingestRaw(db);
  await multiply(db, MANY);
}, 180_000);
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `npm run export -- ARGS` without npm. @param heap most MiB of JavaScript objects. */
function run(args: string[], heap = 512): Promise<Ended> {
  const script = fileURLToPath(new URL('../../../app/commands/export.ts', import.meta.url));
  const env = { PATH: process.env.PATH, DATABASE_URL: url, INIT_CWD: folder };
  return new Promise((done) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${heap}`, script, ...args], { env });
    const ended: Ended = { code: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => {
      ended.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      ended.stderr += text;
    });
    child.on('close', (code) => done({ ...ended, code }));
  });
}

/** Keys of what arguments select. */
async function keysOf(...args: string[]): Promise<string[]> {
  const read = readExportArguments(['--format', 'jsonl', ...args]);
  if (typeof read === 'string') throw new Error(read);
  const keys: string[] = [];
  await withExportedArticles(db, read.selection, async (articles) => {
    for await (const { key } of articles) keys.push(key);
  });
  return keys;
}

test('takes what the conditions leave', async () => {
  expect(await keysOf('--document', 'raw/grain-talks.txt', '--document', 'many/7')).toEqual([
    'raw/grain-talks.txt',
    'many/7',
  ]);
  expect(await keysOf('--key', 'RAW/*.txt', '--where', 'length < 1400')).toEqual(
    expect.arrayContaining(['raw/hospital-roof.txt']),
  );
  expect(await keysOf('--key', 'raw/?????-???????.txt')).toEqual(['raw/flood-hearing.txt']);
  const okafor = await keysOf('--speaker', 'helen okafor', '--where', 'document ~ raw/*.txt');
  expect(okafor).toEqual(['raw/harbour-dredging.txt', 'raw/hospital-roof.txt']);
  const dated = await keysOf('--where', 'document ~ http*', '--since', '2025-02', '--until', '2025-02');
  const all = await keysOf('--where', 'document ~ http*');
  expect(dated.length).toBeLessThan(all.length);
  expect(await keysOf('--where', 'document ~ http*', '--where', 'published > 2025-02')).toEqual(
    all.filter((key) => !dated.includes(key)),
  );
  expect(await keysOf('--where', "title = x' or true --")).toEqual([]);
  expect(await keysOf('--where', 'document ~ 100%_')).toEqual([]);
});

test('gives what was there when it began', async () => {
  const { selection } = readExportArguments(['--format', 'jsonl', '--key', 'raw/*']) as ExportArguments;
  const titles = await withExportedArticles(db, selection, async (articles) => {
    const seen: (string | null)[] = [];
    for await (const { title } of articles) {
      if (seen.length === 0) await ingest(db, { key: 'raw/savage-islands.txt', told: BRIDGE });
      seen.push(title);
    }
    return seen;
  });
  expect(titles).not.toContain(BRIDGE.title);
  expect(await keysOf('--where', `title = ${BRIDGE.title}`)).toEqual(['raw/savage-islands.txt']);
});

test('writes a file that is whole or is not there, and no folder over another', async () => {
  expect(await run(['--format', 'conll', '--document', 'many/1', '--out', 'one.conllu'])).toEqual({
    code: 0,
    stdout: '',
    stderr: '1 article exported to one.conllu.\n',
  });
  expect(await readFile(join(folder, 'one.conllu'), 'utf8')).toMatch(/^# newdoc id = d\d+v1\n/u);
  await writeFile(join(folder, 'note'), 'kept');
  const refused = await run(['--format', 'parquet', '--out', '.']);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('name an empty or new folder') });
  const notAFolder = await run(['--format', 'parquet', '--out', 'note']);
  expect(notAFolder).toMatchObject({ code: 1, stderr: expect.stringContaining('name an empty or new folder') });
  expect((await readdir(folder)).toSorted()).toEqual(['note', 'one.conllu']);
});

test('holds a page in memory, however many articles there are', async () => {
  const annotations = await run(['--format', 'webannotation', '--key', 'many/*', '--out', 'many.jsonld'], 112);
  expect(annotations).toMatchObject({ code: 0, stderr: `${MANY} articles exported to many.jsonld.\n` });
  // Far more than it had room for.
  expect((await stat(join(folder, 'many.jsonld'))).size).toBeGreaterThan(120 * 2 ** 20);
  const tables = await run(['--format', 'parquet', '--key', 'many/1?', '--out', 'many']);
  expect(tables).toMatchObject({ code: 0, stderr: '10 articles exported to many.\n' });
  expect(await readRows(join(folder, 'many'), 'documents')).toHaveLength(10);
}, 180_000);
