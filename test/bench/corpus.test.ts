import { lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { paragraphsOf } from '../../bench/pipeline/corpus/article.ts';
import { writeBadDocuments } from '../../bench/pipeline/corpus/bad.ts';
import { type CorpusDocument, documentAt } from '../../bench/pipeline/corpus/documents.ts';
import { seeded } from '../../bench/pipeline/corpus/random.ts';
import { manifestOf, writeFiles, writeLines } from '../../bench/pipeline/corpus/write.ts';
import { attribute } from '../../stages/attribution/index.ts';
import { tagEntities } from '../../stages/entities/index.ts';
import { normalize } from '../../stages/normalize/index.ts';

const folder = await mkdtemp(join(tmpdir(), 'copydesk-corpus-'));
afterAll(() => rm(folder, { recursive: true }));

/** Mentions, attributions and words of some texts. */
function density(texts: readonly { text: string; contentType?: string }[]) {
  const sum = { words: 0, mentions: 0, attributions: 0 };
  for (const { text, contentType } of texts) {
    const normalized = normalize({ bytes: Buffer.from(text), contentType });
    const entities = tagEntities(normalized);
    sum.words += normalized.text.split(/\s+/u).length;
    sum.mentions += entities.mentions.length;
    sum.attributions += attribute(normalized, entities).attributions.length;
  }
  return { ...sum, mentions: sum.mentions / sum.words, attributions: sum.attributions / sum.words };
}

test.each([1, 700, 5000])('paragraphs of %i words have so many, the same each time', (words) => {
  const paragraphs = paragraphsOf(seeded(1, words), words);
  expect(paragraphs.join(' ').split(' ')).toHaveLength(words);
  expect(paragraphs).toEqual(paragraphsOf(seeded(1, words), words));
});

test('a document is the same each time, and those of 1,000 come to what the manifest says', () => {
  const documents = Array.from({ length: 1000 }, (_, index) => documentAt(index));
  expect(documentAt(777)).toEqual(documents[777]);

  const manifest = manifestOf(1000);
  expect(new Set(documents.map(({ url }) => url)).size).toBe(manifest.keys);
  const bytes = new Set(documents.map(({ url, text }) => `${url}\n${text}`));
  expect(bytes.size).toBe(manifest.published);
  expect(manifest).toMatchObject({ duplicate: 5, relations: { wireCopy: 30, edit: 20, copy: 10, correction: 5 } });
  // Copies have the bytes of another address.
  expect(new Set(documents.map(({ text }) => text)).size).toBe(manifest.published - manifest.relations.copy);
});

test('articles look to the stages like those in raw/: as long as news is, and as dense', async () => {
  const files = (await readdir('raw')).filter((name) => /\.(?:txt|html)$/u.test(name));
  const raw = await Promise.all(
    files.map(async (name) => ({
      text: await readFile(join('raw', name), 'latin1'),
      contentType: contentTypeOf(name),
    })),
  );
  const articles = Array.from({ length: 60 }, (_, index) => documentAt(index));
  const [real, made] = [density(raw), density(articles)];
  expect(made.words / articles.length).toBeGreaterThan(250);
  expect(made.words / articles.length).toBeLessThan(370);
  expect(made.attributions / real.attributions).toBeGreaterThan(0.8);
  expect(made.attributions / real.attributions).toBeLessThan(1.25);
  expect(made.mentions / real.mentions).toBeGreaterThan(0.7);
});

test('lines and files hold the documents', async () => {
  const file = join(folder, 'corpus.jsonl');
  await writeLines(file, 50);
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const { relation, ...first } = documentAt(0) as CorpusDocument;
  expect(lines.length).toBe(50);
  expect(relation).toBe('article');
  expect(JSON.parse(lines[0])).toEqual(first);

  const paths = await writeFiles(join(folder, 'files'), 20);
  expect(new Set(paths).size).toBe(20);
  expect(await readFile(join(folder, 'files', paths[0]), 'utf8')).toBe(documentAt(0).text);
});

test('bad documents are of ten kinds, and articles when they are mended', async () => {
  const rawRoot = join(folder, 'raw');
  const options = { rawRoot, outside: join(folder, 'outside'), maxBytes: 100_000, refused: 'http://127.0.0.1:1' };
  const documents = await writeBadDocuments(options, 2);
  expect(new Set(documents.map(({ kind }) => kind)).size).toBe(10);
  expect(new Set(documents.map(({ source }) => source)).size).toBe(20);
  for (const { mend } of documents) await mend();
  for (const { source } of documents.filter(({ kind }) => kind !== 'refusedAddress')) {
    const file = join(rawRoot, source.replace(/^raw\//u, '').replace(/#.*$/u, ''));
    expect((await lstat(file)).isFile()).toBe(true);
    const content = await readFile(file, 'utf8');
    const text = file.endsWith('.jsonl') ? (JSON.parse(content) as { text: string }).text : content;
    expect(density([{ text }]).attributions).toBeGreaterThan(0);
  }
});

function contentTypeOf(name: string): string {
  return name.endsWith('.html') ? 'text/html' : 'text/plain';
}
