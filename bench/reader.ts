import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { startPostgres } from '../app/local/postgres.ts';
import { createReader } from '../app/reader/app.ts';
import { renderTable } from '../app/table.ts';
import { connect } from '../db/connection.ts';
import { migrateUp } from '../db/migrate.ts';
import { connectForReading } from '../db/reading/connect.ts';
import { gather, walk } from '../db/reading/documents.ts';
import { fill } from './reader/fill.ts';
import { measure } from './reader/measure.ts';

/** Requests to the reader, by what they ask; the words are those that `fill` makes. */
const REQUESTS: Record<string, string> = {
  'list, first page': '/',
  'list, page in the middle': '/?older=MIDDLE',
  'outlet of many': '/?outlet=Outlet+1',
  'outlet of few': '/?outlet=Outlet+59',
  'language of few': '/?language=de',
  'days, two years': '/?from=2023-01-01&to=2024-12-31',
  'first letter': '/?q=b&partial=1',
  'first two letters': '/?q=bu&partial=1',
  'word in nearly all': '/?q=buba&partial=1',
  'two words': '/?q=buba+goba&partial=1',
  phrase: '/?q=%22buba+goba%22&partial=1',
  'beginning in 2 of 100': '/?q=susu&partial=1',
  'beginning in 1 of 1,000': '/?q=only500&partial=1',
  'word in one': '/?q=only50000&partial=1',
  'word in none': '/?q=zzz&partial=1',
  'speaker of many': '/?q=biba+cuba&partial=1',
  'frequent word, outlet of few': '/?q=buba&outlet=Outlet+59&partial=1',
  'frequent word, one month': '/?q=buba&from=2024-03-01&to=2024-03-31&partial=1',
  runs: '/runs',
  'runs, a rare outcome': '/runs?outcome=unchanged',
};

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '100000' },
    database: { type: 'string' },
    plans: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) {
  console.log(`Usage: npm run bench:reader -- [--documents N] [--database URL] [--plans]

Fills a database with synthetic documents and measures how long the reader takes to list and to search them.

  --documents N    how many; 100000
  --database URL   a superuser's, empty or filled before, instead of one that is made and thrown away
  --plans          prints how the database goes about a frequent and a rare word`);
  process.exit(0);
}

const folder = await mkdtemp(join(tmpdir(), 'copydesk-bench-reader-'));
const postgres = values.database
  ? null
  : await startPostgres({ dataDir: join(folder, 'postgres'), settings: { fsync: 'off' } });
const url = values.database ?? (postgres?.url as string);
const db = connect(url);
const reading = connectForReading(url);
try {
  await migrateUp(db);
  const { rows } = await sql<{ documents: number }>`select count(*) as documents from documents`.execute(db);
  if (rows[0].documents === 0) await fill(db, Number(values.documents), (step) => console.error(`Filling: ${step} …`));
  await show();
} finally {
  await reading.destroy();
  await db.destroy();
  await postgres?.stop();
  await rm(folder, { recursive: true });
}

async function show(): Promise<void> {
  const { rows } = await sql<{ documents: number; middle: string; version: string; texts: string }>`
    select count(*) as documents, current_setting('server_version') as version,
      pg_size_pretty(pg_total_relation_size('texts')) as texts,
      (select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || document_id
       from document_versions order by created_at offset (select count(*) / 2 from documents) limit 1) as middle
    from documents
  `.execute(db);
  const [{ documents, middle, version, texts }] = rows;
  const reader = createReader({ db: reading, temporalUi: null, namespace: 'default', taskQueue: 'copydesk' });
  const table: string[][] = [];
  for (const [name, address] of Object.entries(REQUESTS)) {
    const asked = address.replace('MIDDLE', middle);
    const { p50, p95, cpu } = await measure(reading, async () => {
      const answer = await reader.request(asked);
      if (answer.status !== 200) throw new Error(`${asked} gave ${answer.status}`);
      await answer.text();
    });
    table.push([name, p50.toFixed(0), p95.toFixed(0), cpu === null ? '–' : cpu.toFixed(0)]);
  }
  const right = (name: string) => ({ name, align: 'right' as const });
  console.log(
    `${documents} documents, PostgreSQL ${version}, texts with their indexes ${texts}; milliseconds a request:\n`,
  );
  console.log(renderTable([{ name: 'request' }, right('p50'), right('p95'), right('CPU')], table));
  if (!values.plans) return;
  for (const [name, query] of [
    ['a frequent word is found among the newest', walk],
    ['a rare word is gathered', gather],
  ] as const) {
    const search = query === walk ? 'buba' : 'only500';
    const { rows: plan } = await sql<{ 'QUERY PLAN': string }>`
      explain (analyze, costs off, timing off, summary on) ${query({ filter: { search }, cursor: null, limit: 21 })}
    `.execute(reading);
    console.log(`\n${name} (${search}):\n${plan.map((line) => line['QUERY PLAN']).join('\n')}`);
  }
}
