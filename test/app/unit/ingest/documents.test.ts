import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listDocuments, type Submission, type Unreadable } from '../../../../app/ingest/documents.ts';
import type { Target } from '../../../../app/ingest/targets.ts';
import { connect } from '../../../../db/connection.ts';

// Opened by nobody: what lies under the raw root is not stored here.
const db = connect('postgres://127.0.0.1:1/none');
const ARTICLE = 'The bridge reopens on Monday.\n';

let folder: string;
let rawRoot: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copydesk-documents-'));
  rawRoot = join(folder, 'raw');
  await mkdir(join(rawRoot, 'wire', '.git'), { recursive: true });
  const canonical = '<link rel="canonical" href="https://courier.example/bridge">';
  const page = `<!doctype html><html><head>${canonical}</head><body><p>${ARTICLE}</p></body></html>`;
  const lines = [
    `\ufeff${JSON.stringify({ id: 'one', text: ARTICLE, key: 'wire:1' })}`,
    '',
    JSON.stringify({ id: 2, text: ARTICLE, url: 'https://courier.example/two' }),
    JSON.stringify({ id: 'one', text: ARTICLE }),
    JSON.stringify({ text: ARTICLE }),
    '{"id": "broken"',
  ];
  const files = {
    'b.html': page,
    'a.txt': ARTICLE,
    'lines.jsonl': lines.join('\n'),
    'none.jsonl': '\n',
    '.hidden.txt': ARTICLE,
    'wire/c.html': page,
    'wire/.git/d.txt': ARTICLE,
    'empty.txt': '',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(rawRoot, name), content);
  await symlink(rawRoot, join(rawRoot, 'wire', 'round'));
  await symlink(join(folder, 'nowhere'), join(rawRoot, 'wire', 'nowhere.txt'));
});
afterAll(async () => {
  await db.destroy();
  await rm(folder, { recursive: true });
});

async function list(...targets: Target[]): Promise<(Submission | Unreadable)[]> {
  const found: (Submission | Unreadable)[] = [];
  for await (const each of listDocuments(targets, { rawRoot, maxBytes: 10_000 }, db)) found.push(each);
  return found;
}

describe('listDocuments', () => {
  it('walks a folder by name, line by line, with the keys by which documents are versions of one another', async () => {
    const found = (await list({ path: rawRoot })) as Submission[];
    expect(found.map(({ name, key }) => [name, key])).toEqual([
      ['raw/a.txt', 'raw/a.txt'],
      ['raw/b.html', 'https://courier.example/bridge'],
      ['raw/empty.txt', 'raw/empty.txt'],
      ['raw/lines.jsonl#one', 'wire:1'],
      ['raw/lines.jsonl#2', 'https://courier.example/two'],
      ['raw/lines.jsonl#L4', 'raw/lines.jsonl#L4'],
      ['raw/lines.jsonl#L5', 'raw/lines.jsonl#L5'],
      ['raw/lines.jsonl#L6', 'raw/lines.jsonl#L6'],
      ['raw/none.jsonl', 'raw/none.jsonl'],
      ['raw/wire/c.html', 'https://courier.example/bridge'],
      ['raw/wire/nowhere.txt', 'raw/wire/nowhere.txt'],
    ]);
    for (const { name, input } of found) expect(input).toEqual({ source: name });
  });

  it('takes one document of a file of lines, one file, and addresses as they are', async () => {
    const targets = [
      { path: join(rawRoot, 'lines.jsonl'), id: '2' },
      { path: join(rawRoot, 'a.txt') },
      { url: 'http://x/' },
    ];
    expect(await list(...targets)).toEqual([
      { name: 'raw/lines.jsonl#2', key: 'https://courier.example/two', input: { source: 'raw/lines.jsonl#2' } },
      { name: 'raw/a.txt', key: 'raw/a.txt', input: { source: 'raw/a.txt' } },
      { name: 'http://x/', key: 'http://x/', input: { source: 'http://x/' } },
    ]);
  });

  it('gives what it cannot read outside the raw root as such', async () => {
    const big = join(folder, 'big.txt');
    await writeFile(big, 'x'.repeat(10_001));
    expect(await list({ path: big })).toMatchObject([{ name: big, error: { type: 'TooLarge' } }]);
  });
});
