import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../../app/config.ts';
import { FORMATS } from '../../../app/export/formats.ts';
import { TABLES } from '../../../app/export/parquet/tables.ts';
import { withExportedArticles } from '../../../db/reading/export-articles.ts';
import { CONDITION_COLUMNS, OPERATORS } from '../../../db/reading/export-conditions.ts';
import { ingestRaw } from '../../support/export/raw.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const SOURCE = 'raw/hospital-roof.txt';
const { db } = await createTestDatabase();
const page = await readFile(join(PROJECT_ROOT, 'docs', 'exports.md'), 'utf8');
const examples = Array.from(page.matchAll(/^```(?:json|text) (\S+)\n(.*?)\n```$/gmsu), ([, format, text]) => ({
  format,
  text,
}));

beforeAll(async () => {
  await ingestRaw(db, SOURCE);
});

/** What of an example is not in the whole, by its path; null where all is. Of lists an example may leave out some. */
function missing(example: unknown, whole: unknown, path: string): string | null {
  if (typeof example !== 'object' || example === null || typeof whole !== 'object' || whole === null) {
    return example === whole ? null : `${path}: ${JSON.stringify(whole)} instead of ${JSON.stringify(example)}`;
  }
  if (Array.isArray(example) && Array.isArray(whole)) {
    let from = 0;
    for (const [i, element] of example.entries()) {
      const at = whole.findIndex((one, n) => n >= from && missing(element, one, '') === null);
      if (at < 0) return `${path}[${i}]: ${JSON.stringify(element)} is not in ${JSON.stringify(whole)}`;
      from = at + 1;
    }
    return null;
  }
  for (const [name, value] of Object.entries(example)) {
    const found = missing(value, (whole as Record<string, unknown>)[name], `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}

test('docs/exports.md has an example of each text, which is what it gives', async () => {
  expect(examples.map(({ format }) => format)).toEqual(
    FORMATS.filter(({ kind }) => kind === 'text').map(({ name }) => name),
  );
  await withExportedArticles(db, { conditions: [{ keys: [SOURCE] }], versions: 'current' }, async (articles) => {
    const { value: article } = await articles.next();
    if (!article) throw new Error(`${SOURCE} was not exported.`);
    for (const { format: name, text } of examples) {
      const format = FORMATS.find((one) => one.name === name);
      if (format?.kind !== 'text') throw new Error(`${name} is no text.`);
      const given = format.encode(article, { base: 'urn:copydesk:' });
      if (name === 'conll') expect(given).toContain(text);
      else expect(missing(JSON.parse(text), JSON.parse(given), name)).toBeNull();
    }
  });
});

test('it tells of every table and column of Parquet', () => {
  const rows = Array.from(page.matchAll(/^\| `(\w+)\.parquet` \|.*\| (`.*`) \|$/gmu), ([, table, columns]) => [
    table,
    columns.split(', ').map((name) => name.slice(1, -1)),
  ]);
  expect(rows).toEqual(TABLES.map(({ name, columns }) => [name, columns.slice(3).map((column) => column.name)]));
  const used = new Set(TABLES.flatMap(({ columns }) => columns.map(({ name }) => name)));
  for (const name of ['speakers', 'polarity', 'document', 'title', 'cue', 'words']) expect(used).toContain(name);
});

test('it tells of every column and operator of conditions', () => {
  const [, told] = /^(Columns of `--where`.*?\.) Text/msu.exec(page) ?? [];
  const names = Array.from(told.matchAll(/`([^`]+)`/gu), ([, name]) => name).slice(1);
  expect(names).toEqual([...Object.keys(CONDITION_COLUMNS), ...OPERATORS]);
});
