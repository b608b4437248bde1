import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  batchProgressQuery,
  pauseUpdate,
  resumeUpdate,
  setRateUpdate,
  setWindowUpdate,
} from '../../workflows/messages.ts';
import { articleLines, expectReported, ledger, startBatch } from '../support/batch.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, failureOf, runWorker } from '../support/temporal.ts';

const { db } = await createTestDatabase();
const ingest = await createTestIngest();
await runWorker(ingest, db);

async function addFiles(files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(ingest.rawRoot, name)), { recursive: true });
    await writeFile(join(ingest.rawRoot, name), content);
  }
}

const sum = (progress: Record<'published' | 'unchanged' | 'superseded' | 'duplicate' | 'failed', number>) =>
  progress.published + progress.unchanged + progress.superseded + progress.duplicate + progress.failed;

describe('ingestBatch', () => {
  test('takes documents of all forms; what fails among them has a run of its own', async () => {
    const bad = {
      'mixed/picture.txt': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'mixed/empty.txt': '',
      'mixed/document.pdf': '%PDF-1.4\n%\u00e2\u00e3',
    };
    await addFiles({
      ...bad,
      'mixed/lines.jsonl': [...articleLines(120), 'no JSON', '{"id":"x"}', '', ...articleLines(2, 500)].join('\n'),
      'mixed/packed.jsonl.gz': gzipSync([...articleLines(150, 1000), '{"text": 7}'].join('\n')),
      'mixed/deep/page.html':
        '<html><body><article><h1>Rain</h1><p>It rained in Lower Venn, said Ann Lee.</p></article>',
      'mixed/deep/same.txt': 'It rained in Upper Venn, said Ann Lee.',
      'mixed/same.txt': 'It rained in Upper Venn, said Ann Lee.',
    });
    const handle = await startBatch(ingest, { source: 'raw/mixed', chunkSize: 25 });
    const progress = await handle.result();
    expect(progress).toMatchObject({
      status: 'completed',
      source: 'raw/mixed',
      listed: 281,
      listingDone: true,
      published: 275,
      failed: 6,
      underWay: 0,
      skipped: 0,
      window: 8,
      rateLimit: null,
      paused: false,
    });
    expect(await handle.query(batchProgressQuery)).toEqual(progress);
    expect(await ledger(db, progress.batchId as number)).toEqual({ published: 275, failed: 6 });
    await expectReported(db, progress);

    const failures = await db
      .selectFrom('failed_documents')
      .select(['source', 'error_type', 'workflow_id'])
      .where('source', 'like', 'raw/mixed/%')
      .orderBy('source')
      .execute();
    expect(failures).toEqual(
      [
        { source: 'raw/mixed/document.pdf', error_type: 'UnsupportedType' },
        { source: 'raw/mixed/empty.txt', error_type: 'EmptyDocument' },
        { source: 'raw/mixed/lines.jsonl#L121', error_type: 'MalformedInput' },
        { source: 'raw/mixed/lines.jsonl#x', error_type: 'MalformedInput' },
        { source: 'raw/mixed/packed.jsonl.gz#L151', error_type: 'MalformedInput' },
        { source: 'raw/mixed/picture.txt', error_type: 'UnsupportedType' },
      ].map((failure) => ({ ...failure, workflow_id: `ingest:${failure.source}` })),
    );

    const again = await (await startBatch(ingest, { source: 'raw/mixed', chunkSize: 25 })).result();
    expect(again).toMatchObject({ listed: 281, published: 0, unchanged: 275, failed: 6 });
    expect(again.reused.normalize).toBeGreaterThanOrEqual(275);
    await expectReported(db, again);
  });

  test('takes a list', async () => {
    await addFiles({ 'listed.txt': 'It snowed in Lower Venn, said Ann Lee.' });
    const handle = await startBatch(ingest, {
      documents: [
        { source: 'raw/listed.txt' },
        { text: 'It thawed in Lower Venn, said Ann Lee.', key: 'wire:thaw' },
        { text: 'It thawed in Lower Venn, said Ann Lee.', key: 'wire:thaw' },
        { sauce: 'raw/listed.txt' },
        { source: 'raw/missing.txt' },
      ],
    });
    const progress = await handle.result();
    expect(progress).toMatchObject({ source: 'a list of 5', listed: 5, published: 2, duplicate: 1, failed: 2 });
    await expectReported(db, progress);
  });

  test('of nothing is done at once', async () => {
    const progress = await (await startBatch(ingest, { source: 'raw/*.nothing' })).result();
    expect(progress).toMatchObject({ status: 'completed', listed: 0, listingDone: true, published: 0 });
  });

  test.each<[string, unknown, string, RegExp]>([
    ['nothing', undefined, 'MalformedInput', /ingestBatch takes \{"source"/u],
    ['a wrong field', { source: 'raw', windows: 3 }, 'MalformedInput', /"windows", which is not known/u],
    ['a wide window', { source: 'raw', window: 201 }, 'MalformedInput', /"window" is no whole number from 1 to 200/u],
    ['small chunks', { source: 'raw', chunkSize: 5 }, 'MalformedInput', /from 25 to 100/u],
    ['no rate', { source: 'raw', rate: 0 }, 'MalformedInput', /"rate" is not above 0/u],
    ['both forms', { source: 'raw', documents: [{}] }, 'MalformedInput', /both "source" and "documents"/u],
    ['an empty list', { documents: [] }, 'MalformedInput', /name at least one document/u],
    ['a zero byte', { documents: [{ text: 'a\0b' }] }, 'MalformedInput', /put such documents in a file/u],
    ['no such folder', { source: 'raw/nowhere' }, 'NotFound', /check the name/u],
    ['a way out', { source: 'raw/../..' }, 'OutsideRawRoot', /raw root/u],
    ['a page', { source: 'https://paper.example/a.html' }, 'MalformedInput', /give it to ingestDocument/u],
  ])('refuses %s', async (_, input, type, message) => {
    const handle = await startBatch(ingest, input);
    expect(await failureOf(handle.result())).toMatchObject({ type, message: expect.stringMatching(message) });
    expect((await handle.query(batchProgressQuery)).status).toBe('failed');
  });
});

describe('a batch under way', () => {
  const waitFor = (condition: () => Promise<boolean>) =>
    expect.poll(condition, { timeout: 30_000, interval: 50 }).toBe(true);

  test('is paused, resumed, widened and slowed down', async () => {
    await addFiles({ 'steered.jsonl': articleLines(400, 2000).join('\n') });
    const handle = await startBatch(ingest, { source: 'raw/steered.jsonl', chunkSize: 25, window: 1 });
    const progress = () => handle.query(batchProgressQuery);
    await waitFor(async () => (await progress()).published > 0);

    const paused = await handle.executeUpdate(pauseUpdate);
    expect(paused).toMatchObject({ paused: true, status: 'running', estimatedEnd: null });
    await waitFor(async () => (await progress()).underWay === 0);
    const { published } = await progress();
    expect(published).toBeLessThan(400);
    await new Promise((done) => setTimeout(done, 1500));
    expect(await progress()).toMatchObject({ published, paused: true });

    expect(await handle.executeUpdate(setWindowUpdate, { args: [4] })).toMatchObject({ window: 4 });
    expect(await handle.executeUpdate(setRateUpdate, { args: [50] })).toMatchObject({ rateLimit: 50 });
    const started = performance.now();
    await handle.executeUpdate(resumeUpdate);
    await waitFor(async () => sum(await progress()) >= published + 100);
    // The first chunk of 25 begins at once, each further one half a second later.
    expect(performance.now() - started).toBeGreaterThan(1400);
    const slow = await progress();
    expect(slow.estimatedEnd).not.toBeNull();
    expect(await handle.executeUpdate(setRateUpdate, { args: [null] })).toMatchObject({ rateLimit: null });

    const end = await handle.result();
    expect(end).toMatchObject({ status: 'completed', listed: 400, published: 400, window: 4, underWay: 0 });
    await expectReported(db, end);
  });

  test.each<[string, unknown[]]>([
    ['setWindow', [0]],
    ['setWindow', [201]],
    ['setWindow', ['4']],
    ['setWindow', []],
    ['setRate', [0]],
    ['setRate', ['fast']],
  ])('refuses %s %j', async (name, args) => {
    const handle = await startBatch(ingest, { source: 'raw/*.nothing' });
    const updating = handle.executeUpdate(name, { args } as never);
    await expect(updating).rejects.toMatchObject({ cause: { type: 'MalformedInput' } });
  });

  test('is cancelled: what is done is kept and reported, nothing more begins', async () => {
    await addFiles({ 'cancelled.jsonl': articleLines(600, 3000).join('\n'), 'after.txt': 'It rained.' });
    const handle = await startBatch(ingest, { source: 'raw/cancelled.jsonl', chunkSize: 50, window: 2 });
    await waitFor(async () => (await handle.query(batchProgressQuery)).published >= 100);
    await handle.cancel();
    expect((await failureOf(handle.result())).name).toBe('CancelledFailure');
    expect((await handle.describe()).status.name).toBe('CANCELLED');
    const progress = await handle.query(batchProgressQuery);
    expect(progress).toMatchObject({ status: 'cancelled', underWay: 0 });
    expect(progress.published).toBeGreaterThanOrEqual(100);
    expect(progress.published).toBeLessThan(progress.listed);
    await expectReported(db, progress);
    await new Promise((done) => setTimeout(done, 1000));
    await expectReported(db, progress);
    // Begun anew it does what was left.
    const rest = await (await startBatch(ingest, { source: 'raw/cancelled.jsonl' })).result();
    expect(rest).toMatchObject({ listed: 600, published: 600 - progress.published, unchanged: progress.published });
  });
});
