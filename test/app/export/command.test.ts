import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXPORT } from '../../../app/cli/definitions/export.ts';
import { parseCommand } from '../../../app/cli/parse.ts';
import type { ExportFormat } from '../../../app/export/format.ts';
import { FORMATS } from '../../../app/export/formats.ts';
import { planExport } from '../../../app/export/request.ts';
import { exportArticles } from '../../../app/export/run.ts';
import { withExportedArticles } from '../../../db/reading/export-articles.ts';
import { BRIDGE } from '../../db/article.ts';
import { ingest } from '../../db/ingest.ts';
import { multiply } from '../../support/export/many.ts';
import { readRows } from '../../support/export/parquet.ts';
import { ingestRaw } from '../../support/export/raw.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const { db, url } = await createTestDatabase();
const folder = await mkdtemp(join(tmpdir(), 'copydesk-export-'));
const MANY = 1500;

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

/** Runs `npm run export -- ARGS` without npm. */
function run(args: string[]): Promise<Ended> {
  const script = fileURLToPath(new URL('../../../app/commands/export.ts', import.meta.url));
  const env = { PATH: process.env.PATH, DATABASE_URL: url, INIT_CWD: folder };
  return new Promise((done) => {
    const child = spawn(process.execPath, [script, ...args], { env });
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

/** What arguments select. */
function selectionOf(...args: string[]) {
  const given = parseCommand(EXPORT, ['--format', 'jsonl', ...args]);
  if (given === null) throw new Error('They ask for help.');
  return planExport(given.values).selection;
}

/** Its keys. */
async function keysOf(...args: string[]): Promise<string[]> {
  const keys: string[] = [];
  await withExportedArticles(db, selectionOf(...args), async (articles) => {
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
  const selection = selectionOf('--key', 'raw/*');
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

test('holds no more in memory after many articles than after some', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (const name of ['webannotation', 'conll']) {
    const format = FORMATS.find((one) => one.name === name) as ExportFormat;
    const held: number[] = [];
    const written = await exportArticles(db, {
      format,
      selection: selectionOf('--key', 'many/*'),
      settings: { base: 'urn:copydesk:' },
      out: join(folder, `many-${name}`),
      onProgress(done) {
        if (done % 250 !== 0) return;
        collect();
        held.push(process.memoryUsage().heapUsed);
      },
    });
    expect(written).toBe(MANY);
    expect((held.at(-1) as number) - held[0]).toBeLessThan(4 * 2 ** 20);
    // Were it kept, it would show.
    expect((await stat(join(folder, `many-${name}`))).size).toBeGreaterThan(20 * 2 ** 20);
  }
}, 120_000);

test('writes tables into a folder', async () => {
  const tables = await run(['--format', 'parquet', '--key', 'many/1?', '--out', 'many']);
  expect(tables).toMatchObject({ code: 0, stderr: '10 articles exported to many.\n' });
  expect(await readRows(join(folder, 'many'), 'documents')).toHaveLength(10);
});
