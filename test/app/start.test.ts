import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createNewsroom } from '../support/start-process.ts';

const newsroom = await createNewsroom();

const page = (price: string) =>
  `<!doctype html><html lang="en"><head><title>Ferry fares rise</title>
<link rel="canonical" href="https://courier.example/ferry"></head><body><article><h1>Ferry fares rise</h1>
<p>The ferry to Skell Island will cost ${price} from next month, the operator Norlines said on Friday.</p>
<p>“Fuel has doubled in price,” said Moira Tait, its director. “We held out as long as we could.”</p>
</article></body></html>`;

const wire = [
  { id: 'rain', text: 'Rain stops play\n\nThe match was called off after an hour, said umpire Ann Lee.' },
  {
    id: 'vote',
    key: 'wire:vote',
    text: 'Council votes\n\nThe council voted for the plan, Mayor John Reed said on Monday.',
  },
];

const rows = () =>
  newsroom.query(
    'select d.key, v.version from document_versions v join documents d on d.id = v.document_id order by 1, 2',
  );

describe('npm start -- --once', { timeout: 120_000 }, () => {
  afterEach(() => expect(newsroom.servers()).toEqual([]));

  it('sets everything up, ingests the raw root, shows a table, and ends with nothing left running', async () => {
    await newsroom.addRaw('ferry-1.html', page('12 pounds'));
    await newsroom.addRaw('ferry-2-correction.html', page('21 pounds'));
    await newsroom.addRaw('wire.jsonl', wire.map((line) => JSON.stringify(line)).join('\n'));
    const start = newsroom.run('start', ['--once']);
    expect([await start.exitCode(), start.output()]).toEqual([0, expect.any(String)]);
    expect(start.stdout()).toMatch(/^document +version +entities +attributions +time +outcome$/mu);
    expect(start.stdout()).toMatch(/^raw\/ferry-1\.html +1 +\d+ +\d+ .*published$/mu);
    expect(start.stdout()).toMatch(/^raw\/ferry-2-correction\.html +2 +\d+ +\d+ .*published$/mu);
    expect(start.stdout()).toMatch(/^raw\/wire\.jsonl#rain +1 .*published$/mu);
    expect(start.stdout()).toContain('4 documents: 4 published.');
    expect(await rows()).toEqual([
      { key: 'https://courier.example/ferry', version: 1 },
      { key: 'https://courier.example/ferry', version: 2 },
      { key: 'raw/wire.jsonl#rain', version: 1 },
      { key: 'wire:vote', version: 1 },
    ]);
    const [{ words }] = await newsroom.query(
      "select words from current_attributions where speaker = 'Moira Tait' limit 1",
    );
    expect(words).toContain('Fuel has doubled in price');
    expect(
      await newsroom.query(
        'select in_force, shown::int, (select count(*)::int from stale_documents) as stale from pipelines',
      ),
    ).toEqual([{ in_force: true, shown: 3, stale: 0 }]);
  });

  it('publishes nothing on what it has seen, and ends with 1 where a document failed', async () => {
    await newsroom.addRaw('picture.txt', Buffer.from('89504e470d0a1a0a0000000d49484452000000', 'hex'));
    const before = await rows();
    const start = newsroom.run('start', ['--once']);
    expect([await start.exitCode(), start.output()]).toEqual([1, expect.any(String)]);
    expect(start.stdout()).toMatch(/^raw\/ferry-1\.html +2 .*superseded$/mu);
    expect(start.stdout()).toMatch(/^raw\/ferry-2-correction\.html +2 .*unchanged$/mu);
    expect(start.stdout()).toMatch(/^raw\/picture\.txt +– +– +– .*failed: UnsupportedType$/mu);
    expect(start.stdout()).toContain('5 documents: 1 superseded, 3 unchanged, 1 failed.');
    expect(await rows()).toEqual(before);
    expect(await newsroom.query('select source, error_type from failed_documents')).toEqual([
      { source: 'raw/picture.txt', error_type: 'UnsupportedType' },
    ]);
  });

  it('ingests what is named instead, also from outside the raw root', async () => {
    const outside = join(newsroom.rawRoot, '..', 'harbour.txt');
    await writeFile(outside, 'Harbour closed\n\nThe harbour is closed until Tuesday, said harbour master Eve Marsh.');
    const start = newsroom.run('start', ['--once', 'harbour.txt', 'raw/wire.jsonl#rain']);
    expect([await start.exitCode(), start.output()]).toEqual([0, expect.any(String)]);
    expect(start.stdout()).toContain('2 documents: 1 published, 1 unchanged.');
    expect(
      await newsroom.query("select version, source from article_history where document like '%harbour.txt'"),
    ).toEqual([{ version: 1, source: outside }]);
  });

  it.each([
    [['missing.txt'], {}, 'There is no file or folder missing.txt'],
    [['--onse'], {}, 'there is no option --onse: did you mean --once?'],
    [['--json'], {}, '--json goes with --once'],
    [[], { COPYDESK_RAW_ROOT: '/no/such/raw' }, 'There is no folder /no/such/raw to ingest'],
    [[], { COPYDESK_CONCURRENCY: 'many' }, 'COPYDESK_CONCURRENCY is "many"'],
  ])('ends with 2 and starts nothing on %j %j', async (args, environment, message) => {
    const start = newsroom.run('start', args, environment);
    expect(await start.exitCode()).toBe(2);
    expect(start.output()).toContain(message);
  });

  it.each([
    [
      { COPYDESK_STATE_DIR: '/dev/null/state' },
      /^start: The state folder \/dev\/null\/state cannot be used .*COPYDESK_STATE_DIR/mu,
    ],
    [
      { DATABASE_URL: 'postgres://127.0.0.1:1/none' },
      /^start: The database of DATABASE_URL cannot be used: connect ECONNREFUSED/mu,
    ],
  ])('ends with 1 and says what to mend on %j', async (environment, message) => {
    const start = newsroom.run('start', ['--once'], environment);
    expect(await start.exitCode()).toBe(1);
    expect(start.output()).toMatch(message);
    expect(newsroom.servers()).toEqual([]);
  });

  it('starts where a crash of the machine left an empty stack.json', async () => {
    await writeFile(join(newsroom.stateDir, 'stack.json'), '');
    const start = newsroom.run('start', ['--once', 'raw/wire.jsonl#rain']);
    expect([await start.exitCode(), start.output()]).toEqual([0, expect.stringContaining('1 unchanged')]);
  });
});
