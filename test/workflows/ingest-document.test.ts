import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { describe, expect, inject, test } from 'vitest';
import { progressQuery } from '../../workflows/messages.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, failureOf, runWorker } from '../support/temporal.ts';
import { htmlPage, serveWeb } from '../support/web-server.ts';

const { db } = await createTestDatabase();
const ingest = await createTestIngest();
await runWorker(ingest, db);

function versions(key: string) {
  return db
    .selectFrom('document_versions as v')
    .innerJoin('documents as d', 'd.id', 'v.document_id')
    .select(['v.version', 'v.source', 'v.raw_sha256', 'v.workflow_id', 'd.current_version'])
    .where('d.key', '=', key)
    .orderBy('v.version')
    .execute();
}

describe('ingestDocument', () => {
  test('publishes an article once, however often it is ingested', async () => {
    const source = await ingest.addRaw('ferry.txt', { article: 'ferry.txt' });
    const first = await ingest.ingest({ source });
    expect(first).toMatchObject({ key: source, version: 1, published: true, outcome: 'published' });
    expect(first.counts.paragraphs).toBe(5);
    expect(first.counts.sentences).toBe(7);
    expect(first.counts.entities).toBeGreaterThan(2);
    expect(first.counts.mentions).toBeGreaterThanOrEqual(first.counts.entities);
    expect(first.counts.attributions).toBeGreaterThan(0);

    const second = await ingest.ingest({ source });
    expect(second).toEqual({ ...first, published: false, outcome: 'unchanged' });
    expect(await versions(source)).toHaveLength(1);
  });

  test('publishes a correction as the next version, with exactly its difference', async () => {
    const key = 'wire:ferry';
    const original = await ingest.addRaw('original.txt', { article: 'ferry.txt' });
    const correction = await ingest.addRaw('correction.txt', { article: 'ferry-corrected.txt' });
    await ingest.ingest({ source: original, key });
    const corrected = await ingest.ingest({ source: correction, key });
    expect(corrected).toMatchObject({ key, version: 2, published: true });

    const { rows } = await sql<{ kind: string; old: string | null; new: string | null }>`
      select kind, old, new from article_changes where document = ${key} and from_version = 1 and to_version = 2
    `.execute(db);
    const texts = rows.flatMap((row) => [row.old, row.new]).filter((text) => text !== null);
    expect(texts.filter((text) => /twenty/u.test(text)).length).toBeGreaterThan(0);
    expect(texts.filter((text) => /twelve/u.test(text)).length).toBeGreaterThan(0);
    expect(texts.filter((text) => !/twenty|twelve/u.test(text))).toEqual([]);

    const again = await ingest.ingest({ source: original, key });
    expect(again).toMatchObject({ version: 2, published: false, outcome: 'superseded' });
    expect((await versions(key)).map(({ current_version }) => current_version)).toEqual([2, 2]);
  });

  test('publishes once when several start at once', async () => {
    const source = await ingest.addRaw('at-once.txt', { article: 'orchard.txt' });
    const results = await Promise.all(Array.from({ length: 5 }, () => ingest.ingest({ source })));
    expect(results.filter(({ published }) => published)).toHaveLength(1);
    expect(new Set(results.map(({ version }) => version))).toEqual(new Set([1]));
    expect(await versions(source)).toHaveLength(1);
  });

  test('takes text in its input, whose key is its hash or what is given', async () => {
    const text = 'It rained all day in Lower Venn, said Ann Lee.';
    const { key, published } = await ingest.ingest({ text });
    expect(key).toMatch(/^text:[0-9a-f]{64}$/u);
    expect(published).toBe(true);
    expect((await ingest.ingest({ text })).published).toBe(false);
    expect((await ingest.ingest({ text, url: 'https://paper.example/rain' })).key).toBe('https://paper.example/rain');
    expect((await ingest.ingest({ text, key: 'wire:rain' })).key).toBe('wire:rain');
  });

  test('takes bytes that a client stored before', async () => {
    const { rawSha256 } = await db
      .selectFrom('document_versions')
      .select('raw_sha256 as rawSha256')
      .executeTakeFirstOrThrow();
    const result = await ingest.ingest({ rawSha256, key: 'stored:1', origin: '/home/ann/ferry.txt' });
    expect(result).toMatchObject({ key: 'stored:1', version: 1, published: true });
    expect(await versions('stored:1')).toMatchObject([{ raw_sha256: rawSha256, source: '/home/ann/ferry.txt' }]);
  });

  test('takes one document of a file of lines', async () => {
    const lines = ['a', 'b'].map((id) => JSON.stringify({ id, text: `It rained in ${id}, said Ann Lee.` }));
    const source = await ingest.addRaw('two.jsonl', `${lines.join('\n')}\n`);
    expect((await ingest.ingest({ source: `${source}#b` })).key).toBe('raw/two.jsonl#b');
  });

  test('takes a page from the web, and its change as the next version', async () => {
    const paragraphs = Array.from(
      { length: 6 },
      (_, day) =>
        `On day ${day} it rained in Lower Venn, and the river rose by a hand’s breadth, said Ann Lee, who measures it.`,
    );
    const { origin, pages } = await serveWeb();
    const serve = (content: string[]) =>
      pages.set('/rain', (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html', etag: '"7"' }).end(htmlPage('Rain', content));
      });
    serve(paragraphs);
    const source = `${origin}/rain`;
    expect(await ingest.ingest({ source })).toMatchObject({ key: source, version: 1, published: true });
    serve([
      ...paragraphs,
      'On the last day the sun came out, said Ann Lee, and nobody in the village believed it at first.',
    ]);
    expect(await ingest.ingest({ source })).toMatchObject({ version: 2, published: true });
    serve(paragraphs);
    expect(await ingest.ingest({ source })).toMatchObject({ version: 3, published: true });
    const captures = await db.selectFrom('captures').select('etag').where('source', '=', source).execute();
    expect(captures).toEqual([{ etag: '"7"' }, { etag: '"7"' }, { etag: '"7"' }]);
  });

  test('is started from the command line as the README says', async () => {
    const { cli, address } = inject('temporal');
    await ingest.addRaw('cli.txt', { article: 'orchard.txt' });
    await promisify(execFile)(cli, [
      ...['workflow', 'start', '--address', address, '--task-queue', ingest.taskQueue, '--type', 'ingestDocument'],
      ...['--workflow-id', 'ingest:raw/cli.txt', '--input', '{"source":"raw/cli.txt"}'],
    ]);
    const handle = ingest.client.workflow.getHandle('ingest:raw/cli.txt');
    expect(await handle.result()).toMatchObject({ key: 'raw/cli.txt', version: 1, published: true });
  });

  test('refuses several inputs, as the command line takes them, instead of reading the first', async () => {
    const { cli, address } = inject('temporal');
    await ingest.addRaw('one-of-two.txt', { article: 'orchard.txt' });
    const workflowId = 'ingest:two';
    await promisify(execFile)(cli, [
      ...['workflow', 'start', '--address', address, '--task-queue', ingest.taskQueue, '--type', 'ingestDocument'],
      ...['--workflow-id', workflowId, '--input', '{"source":"raw/one-of-two.txt"}', '--input', '{"source":"raw/b"}'],
    ]);
    const failure = await failureOf(ingest.client.workflow.getHandle(workflowId).result());
    expect(failure).toMatchObject({ type: 'MalformedInput', message: expect.stringContaining('start one for each') });
    expect(await versions('raw/one-of-two.txt')).toEqual([]);
    const failed = db.selectFrom('failed_documents').select('error_type').where('workflow_id', '=', workflowId);
    expect(await failed.execute()).toEqual([{ error_type: 'MalformedInput' }]);
  });

  test('shows how far it is, also when it has ended', async () => {
    const source = await ingest.addRaw('progress.txt', { article: 'ferry.txt' });
    const handle = await ingest.start({ source });
    const { documentId } = await handle.result();
    const progress = await handle.query(progressQuery);
    expect(progress).toMatchObject({ stage: 'publish', status: 'completed', source, documentId, key: source });
    expect(progress.attempts).toEqual({ acquire: 1, normalize: 1, entities: 1, attribution: 1 });
    // The same text as in the first test, though another document.
    expect(progress.reused).toEqual(['normalize', 'entities', 'attribution']);
    expect(Date.parse(progress.stageStartedAt)).toBeGreaterThanOrEqual(Date.parse(progress.startedAt));
  });

  test('has a history of five named activities, without bodies', async () => {
    const source = await ingest.addRaw('history.txt', { article: 'ferry.txt' });
    const handle = await ingest.start({ source });
    await handle.result();
    const { events } = await handle.fetchHistory();
    const scheduled = (events ?? []).filter((event) => event.activityTaskScheduledEventAttributes);
    expect(scheduled.map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name)).toEqual([
      'acquire',
      'normalize',
      'tagEntities',
      'attribute',
      'publish',
    ]);
    for (const { userMetadata } of scheduled) {
      expect(Buffer.from(userMetadata?.summary?.data ?? '').toString()).toBe(JSON.stringify(source));
    }
    const size = Buffer.byteLength(JSON.stringify(events));
    expect(size).toBeLessThan(40_000);
    expect(JSON.stringify(events, payloadsAsText)).not.toContain('Wrona');
  });

  test('leaves from each fact a way back to its run', async () => {
    const source = await ingest.addRaw('lineage.txt', 'Only here did the miller Sean Novak say that flour was scarce.');
    const handle = await ingest.start({ source });
    await handle.result();
    const rows = await db
      .selectFrom('document_versions as v')
      .innerJoin('stage_results as r', 'r.id', 'v.attribution_result_id')
      .innerJoin('stage_versions as s', 's.id', 'r.stage_version_id')
      .select(['v.workflow_id', 'v.run_id', 'v.first_execution_run_id', 'r.run_id as stage_run', 's.fingerprint'])
      .where('v.source', '=', source)
      .execute();
    const run = handle.firstExecutionRunId;
    expect(rows).toEqual([
      {
        workflow_id: handle.workflowId,
        run_id: run,
        first_execution_run_id: run,
        stage_run: run,
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/u),
      },
    ]);
  });
});

/** Payloads are bytes, which JSON would show as numbers. */
function payloadsAsText(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString() : value;
}
