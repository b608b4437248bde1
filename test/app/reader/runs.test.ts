import { load } from 'cheerio';
import { beforeAll, describe, expect, test } from 'vitest';
import { createReader } from '../../../app/reader/app.ts';
import { recordFailure } from '../../../db/failures.ts';
import { connectForReading } from '../../../db/reading/connect.ts';
import { BRIDGE } from '../../db/article.ts';
import { ingest, newRun, prepare } from '../../db/ingest.ts';
import { atEnd } from '../../support/clean-up.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const { db, url } = await createTestDatabase();
const reading = connectForReading(url);
atEnd(() => reading.destroy());
const context = { db: reading, temporalUi: 'http://127.0.0.1:8233', namespace: 'news desk', taskQueue: 'copydesk' };
const app = createReader(context);

async function get(address: string): Promise<ReturnType<typeof load>> {
  const answer = await app.request(address);
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return load(text);
}

const rows = (page: ReturnType<typeof load>) =>
  page('[aria-label="Runs of single documents"] tbody tr')
    .map((_, row) => page(row).text().replaceAll(/\s+/gu, ' ').trim())
    .get();

let batchId: number;

beforeAll(async () => {
  await ingest(db, { key: 'bridge', told: BRIDGE, run: newRun('ingest:first/it') });
  await ingest(db, { key: 'bridge', told: BRIDGE, run: newRun('ingest:second') });
  await prepare(db, { key: 'slow', told: { paragraphs: ['It rains.'] }, run: newRun('ingest:slow') });
  const failing = newRun('ingest:bad');
  await prepare(db, { key: 'bad', told: { paragraphs: ['It snows.'] }, run: failing });
  const failure = {
    errorType: 'StageFailed',
    message: 'the stage fell over',
    attempts: 5,
    stage: 'entities',
    ...failing,
  };
  await recordFailure(db, { ...failure, key: 'bad', source: 'raw/bad' });
  const missing = { errorType: 'NotFound', message: 'nothing at raw/gone.txt', attempts: 1, stage: 'acquire' };
  await recordFailure(db, { ...missing, ...newRun('ingest:gone'), source: 'raw/gone.txt' });
  await recordFailure(db, { ...missing, ...newRun('ingest:malformed'), errorType: 'MalformedInput', source: null });
  const batch = newRun('batch');
  ({ id: batchId } = await db
    .insertInto('batches')
    .values({
      workflow_id: batch.workflowId,
      first_execution_run_id: batch.firstExecutionRunId,
      kind: 'ingest',
      input: JSON.stringify({ source: 'raw/<b>news</b>' }),
    })
    .returning('id')
    .executeTakeFirstOrThrow());
  const { documentId } = await ingest(db, { key: 'bridge', told: BRIDGE, run: batch });
  const ended_at = new Date();
  const listed = Array.from({ length: 130 }, (_, position) => ({
    ...{ batch_id: batchId, position, source: `raw/news-${position}`, input: '{}' },
    ...(position < 2 && { outcome: 'unchanged', document_id: documentId, version: 1, stages_ms: 12, ended_at }),
    ...(position === 2 && { outcome: 'failed', ended_at }),
  }));
  await db.insertInto('batch_documents').values(listed).execute();
});

describe('/runs', () => {
  test('has each run of a single document with its outcome, and a link to Temporal', async () => {
    const page = await get('/runs');
    expect(rows(page)).toEqual([
      expect.stringMatching(/^ingest:malformed failed MalformedInput/u),
      expect.stringMatching(/^raw\/gone\.txt failed NotFound – .* 0 in Temporal$/u),
      expect.stringMatching(/^bad failed StageFailed/u),
      expect.stringMatching(/^slow under way – .* – 3 in Temporal$/u),
      expect.stringMatching(/^bridge unchanged 1 /u),
      expect.stringMatching(/^bridge published 1 .* s 3 in Temporal$/u),
    ]);
    expect(page('a[title="ingest:first/it"]').attr('href')).toMatch(
      /^http:\/\/127\.0\.0\.1:8233\/namespaces\/news%20desk\/workflows\/ingest%3Afirst%2Fit\/run-\d+\/history$/u,
    );
  });

  test('says the same as the view run_summary', async () => {
    const page = await get('/runs');
    const seen = page('[aria-label="Runs of single documents"] tbody tr')
      .map((_, row) => `${page('a[title]', row).attr('title')} ${page('.state', row).text()}`)
      .get();
    const told = await db
      .selectFrom('run_summary')
      .select(['workflow_id', 'outcome'])
      .where('workflow_id', '<>', 'batch')
      .execute();
    expect(seen.sort()).toEqual(told.map(({ workflow_id, outcome }) => `${workflow_id} ${outcome}`).sort());
  });

  test.each([
    ['outcome=failed', 3],
    ['outcome=under+way', 1],
    ['outcome=published', 1],
    ['outcome=unchanged&q=BRIDGE', 1],
    ['outcome=superseded', 0],
    ['q=gone', 1],
  ])('?%s leaves %i', async (query, expected) => {
    expect(rows(await get(`/runs?${query}`))).toHaveLength(expected);
  });

  test('pages through all there and back, also where several failed in the same moment as others were seen', async () => {
    const moment = '2024-02-02T02:02:02.020202Z';
    for (let n = 0; n < 60; n += 1) {
      const run = newRun(`ingest:page-${n}`);
      if (n % 2 === 0)
        await recordFailure(db, {
          ...run,
          stage: 'acquire',
          errorType: 'NotFound',
          message: 'm',
          attempts: 1,
          source: `raw/page-${n}`,
        });
      else await prepare(db, { key: `page-${n}`, told: BRIDGE, run });
    }
    await db.connection().execute(async (connection) => {
      await connection.executeQuery(rawQuery(`set session_replication_role = replica`));
      await connection.executeQuery(
        rawQuery(`update captures set captured_at = '${moment}' where workflow_id like 'ingest:page-%'`),
      );
      await connection.executeQuery(
        rawQuery(`update failures set failed_at = '${moment}' where workflow_id like 'ingest:page-%'`),
      );
      await connection.executeQuery(rawQuery(`set session_replication_role = origin`));
    });
    const names = (page: ReturnType<typeof load>) =>
      page('[aria-label="Runs of single documents"] a[title]')
        .map((_, a) => page(a).attr('title'))
        .get();
    const first = await get('/runs?q=page-');
    const next = first('a[rel=next]').attr('href') as string;
    const second = await get(next);
    const all = [...names(first), ...names(second)];
    expect([names(first).length, names(second).length, new Set(all).size]).toEqual([50, 10, 60]);
    const back = await get(second('a[rel=prev]').attr('href') as string);
    expect(names(back)).toEqual(names(first));
  });
});

describe('batches', () => {
  test('are summed up, and lead to their documents', async () => {
    const page = await get('/runs');
    const batch = page('[aria-label="Batches"] tbody tr').text().replaceAll(/\s+/gu, ' ');
    expect(batch).toContain('{"source":"raw/<b>news</b>"}');
    expect(
      page('[aria-label="Batches"] td.number')
        .map((_, cell) => page(cell).text().trim())
        .get(),
    ).toEqual(['–', '130', '0', '2', '0', '0', '1', '127']);
    const documents = await get(`/runs/batches/${batchId}`);
    expect(documents('[aria-label="Documents of the batch"] tbody tr')).toHaveLength(100);
    const rest = await get(documents('a[rel=next]').attr('href') as string);
    expect(rest('[aria-label="Documents of the batch"] tbody tr')).toHaveLength(30);
    const failed = await get(`/runs/batches/${batchId}?outcome=failed`);
    expect(failed('[aria-label="Documents of the batch"] tbody tr').text()).toContain('raw/news-2');
  });
});

describe('/failures', () => {
  test('gives the reason, what mends it, and the commands that retry one and all', async () => {
    const page = await get('/failures?type=NotFound&q=gone');
    const text = page('.results li').text();
    expect(text).toContain('nothing at raw/gone.txt');
    expect(text).toContain('Put the file, line or page there');
    expect(page('.results pre').text()).toMatch(
      /^npm run temporal -- workflow start --type reprocess --task-queue copydesk --namespace 'news desk' --workflow-id reprocess-failure-\d+ --input '\{"failures":true,"keys":\["raw\/gone\.txt"\]\}'$/u,
    );
    expect(page('.notice pre').text()).toContain(`--workflow-id reprocess-failures --input '{"failures":true}'`);
  });

  test('gives no command where nothing is known to start again', async () => {
    const page = await get('/failures?type=MalformedInput');
    expect(page('.results pre')).toHaveLength(0);
    expect(page('.results').text()).toContain('its sender has to');
  });

  test('leaves out what has gone through since', async () => {
    const { length } = (await get('/failures?q=bad'))('.results > li');
    expect(length).toBe(1);
    await ingest(db, { key: 'bad', told: { paragraphs: ['It snows.'] } });
    expect((await get('/failures?q=bad'))('.results > li')).toHaveLength(0);
  });

  test('without a UI that is known names the workflow', async () => {
    const plain = createReader({ ...context, temporalUi: null });
    expect(await (await plain.request('/failures')).text()).toContain('<code><bdi>ingest:gone</bdi></code>');
  });
});

function rawQuery(text: string) {
  return { sql: text, parameters: [] } as never;
}
