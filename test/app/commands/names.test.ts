import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { ingest } from '../../db/ingest.ts';
import { talk } from '../../db/names.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const { db, url } = await createTestDatabase();

/** Runs `npm run names -- ARGS` without npm. */
function run(...args: string[]) {
  const script = fileURLToPath(new URL('../../../app/commands/names.ts', import.meta.url));
  const env = { PATH: process.env.PATH, DATABASE_URL: url };
  return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

/** Name and article of everybody, with their numbers. */
async function who(): Promise<Record<string, number | null>> {
  const { rows } = await sql<{ who: string; known_id: number | null }>`
    select document || ' ' || canonical as who, known_id from current_entities order by 1
  `.execute(db);
  return Object.fromEntries(rows.map(({ who, known_id }) => [who, known_id]));
}

test('who is the same is said, and taken back, by number', async () => {
  await ingest(db, { key: 'one', told: talk('Ada Okoye', 'Tom Reyes') });
  await ingest(db, { key: 'two', told: talk('Ada N. Okoye') });
  await ingest(db, { key: 'three', told: talk('Tom Reyes', 'Okoye') });
  const before = await who();
  const [ada, adaN, tom] = ['one Ada Okoye', 'two Ada N. Okoye', 'one Tom Reyes'].map((name) => String(before[name]));

  expect(await run('merge', adaN, ada, '--reason', 'middle name', '--by', 'desk')).toEqual({
    code: 0,
    stdout: `${adaN} counts as ${ada} now (npm run names -- undo 1 takes it back)\n`,
    stderr: '',
  });
  expect(await who()).toMatchObject({ 'two Ada N. Okoye': Number(ada) });
  expect(await run('assign', 'three', 'Okoye', ada)).toMatchObject({ code: 0 });
  const split = await run('split', tom, 'three', '--json');
  const { into } = JSON.parse(split.stdout);
  expect(await who()).toMatchObject({ 'three Okoye': Number(ada), 'three Tom Reyes': into });
  expect(await run('undo', '3')).toMatchObject({ code: 0, stdout: 'decision 3 was taken back\n' });
  for (const decision of ['1', '2']) expect(await run('undo', decision)).toMatchObject({ code: 0 });
  expect(await who()).toEqual(before);
  const journal = await db.selectFrom('name_decisions').select(['decided_by', 'reason']).orderBy('id').execute();
  expect(journal[0]).toEqual({ decided_by: 'desk', reason: 'middle name' });
});

test('what was published before is linked once', async () => {
  const before = await who();
  await db.transaction().execute(async (transaction) => {
    await sql`set local copydesk.prune = on`.execute(transaction);
    await sql`delete from entity_links`.execute(transaction);
  });
  expect(await run('link')).toMatchObject({ code: 0, stdout: '3 texts without links before, 5 links made\n' });
  expect(await who()).toEqual(before);
  expect(await run('link', '--json')).toMatchObject({ stdout: '{\n  "looked": 0,\n  "links": 0\n}\n' });
});

test('what makes no sense is wrong use, what cannot be done an error, and both say why', async () => {
  const answers = await Promise.all([
    run(),
    run('join', '1', '2'),
    run('merge', '1'),
    run('merge', '1', 'Ada'),
    run('split', '1'),
    run('merge', '1', '2', '--into', '3'),
    run('undo', '1', '--reason', 'why'),
    run('merge', '1', '999'),
  ]);
  expect(answers.map(({ code, stderr }) => [code, stderr.split('\n')[0]])).toEqual([
    [2, 'names: expected merge, split, assign, undo or link, got nothing'],
    [2, 'names: expected merge, split, assign, undo or link, got join'],
    [2, 'names: expected ID INTO_ID, got 1'],
    [2, 'names: expected a number, got Ada'],
    [2, 'names: expected split ID KEY…, got 1'],
    [2, 'names: --into goes with split only'],
    [2, 'names: --reason does not go with undo'],
    [1, 'names: Nobody and nothing has the number 999: the view people_places_organizations has them'],
  ]);
});
