import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { usePipeline } from '../../../db/pipelines.ts';
import { BRIDGE } from '../../db/article.ts';
import { ingest } from '../../db/ingest.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const { db, url } = await createTestDatabase();

/** Runs `npm run COMMAND -- ARGS` without npm. */
function run(command: 'promote' | 'rollback' | 'prune', ...args: string[]) {
  const script = fileURLToPath(new URL(`../../../app/commands/${command}.ts`, import.meta.url));
  const env = { PATH: process.env.PATH, DATABASE_URL: url };
  return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

const pipeline = (attribution: string) => ({ normalize: 'n1', entities: 'e1', attribution });
const use = ({ normalize, entities, attribution }: ReturnType<typeof pipeline>) =>
  usePipeline(db, {
    normalize: { fingerprint: normalize },
    entities: { fingerprint: entities },
    attribution: { fingerprint: attribution },
  });
const shown = async () =>
  (await db.selectFrom('documents').select(['key', 'current_version']).orderBy('key').execute()).map(
    ({ key, current_version }) => `${key} ${current_version}`,
  );

test('rollback and promote move a document or a whole pipeline, and say so', async () => {
  await use(pipeline('a1'));
  for (const key of ['one', 'two']) await ingest(db, { key, told: BRIDGE, raw: key, fingerprint: pipeline('a1') });
  const second = await use(pipeline('a2'));
  const fewer = { ...BRIDGE, attributions: [] };
  for (const key of ['one', 'two', 'three']) {
    await ingest(db, { key, told: fewer, raw: key, fingerprint: pipeline('a2') });
  }

  expect(await run('rollback', 'one', '--dry-run')).toMatchObject({
    code: 0,
    stdout: 'one: version 2 → 1 (dry run: nothing was changed)\n',
  });
  expect(await shown()).toEqual(['one 2', 'three 1', 'two 2']);
  expect(await run('rollback', 'one')).toEqual({ code: 0, stdout: 'one: version 2 → 1\n', stderr: '' });
  expect(await run('promote', 'one', '2')).toMatchObject({ stdout: 'one: version 1 → 2\n' });
  expect(await run('promote', 'one', '2')).toMatchObject({
    stdout: 'one: readers see version 2 already; nothing to change.\n',
  });

  expect(await run('rollback', '--pipeline', String(second), '--dry-run')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('2 documents would show another version (dry run'),
  });
  expect(await shown()).toEqual(['one 2', 'three 1', 'two 2']);
  const told = async (...args: Parameters<typeof run>) => JSON.parse((await run(...args)).stdout);
  expect(await told('promote', 'one', '1', '--dry-run', '--json')).toEqual({ document: 'one', from: 2, to: 1 });
  expect(await told('rollback', '--pipeline', String(second), '--dry-run', '--json')).toMatchObject({
    moved: 2,
    withoutOther: 1,
  });
  expect(await run('rollback', '--pipeline', String(second))).toEqual({
    code: 0,
    stderr: '',
    stdout: [
      '2 documents show another version now',
      '  one: version 2 → 1',
      '  two: version 2 → 1',
      '1 document left as is: no earlier version is kept',
      '',
    ].join('\n'),
  });
  expect(await shown()).toEqual(['one 1', 'three 1', 'two 1']);
  expect(await run('promote', '--pipeline', String(second))).toMatchObject({ code: 0 });
  expect(await shown()).toEqual(['one 2', 'three 1', 'two 2']);
});

test('what cannot be done is refused with what to do', async () => {
  const [unknown, version, first, number, both, neither, pipelines, help] = await Promise.all([
    run('rollback', 'nothing'),
    run('promote', 'one', '7'),
    run('rollback', 'three'),
    run('promote', 'one', 'two'),
    run('rollback', 'one', '--pipeline', '2'),
    run('promote'),
    run('promote', '--pipeline', '99'),
    run('promote', '--help'),
  ]);
  expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no document nothing') });
  expect(version).toMatchObject({ code: 1, stderr: expect.stringContaining('article_history') });
  expect(first).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing to go back to') });
  expect(number).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('expected KEY VERSION or --pipeline N, got one two'),
  });
  expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('got both') });
  expect(neither).toMatchObject({ code: 2, stderr: expect.stringContaining('got nothing') });
  expect(pipelines).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no pipeline 99') });
  expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining('Usage: npm run promote') });
});

test('prune tells rows and bytes before it deletes them', async () => {
  const [neither, odd, age] = await Promise.all([
    run('prune'),
    run('prune', '--keep', '0'),
    run('prune', '--older-than', 'long'),
  ]);
  expect(neither).toMatchObject({ code: 2, stderr: expect.stringContaining('got neither') });
  expect(odd).toMatchObject({ code: 2, stderr: expect.stringContaining('from 1 on') });
  expect(age).toMatchObject({ code: 2, stderr: expect.stringContaining('such as 90d') });
  expect(await run('prune', '--older-than', '90d')).toMatchObject({ stdout: 'Nothing is old enough to be pruned.\n' });

  const told = await run('prune', '--keep', '1', '--dry-run');
  expect(told).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/document_versions +2 .*dry run: nothing was deleted/su),
  });
  const json = await run('prune', '--keep', '1', '--dry-run', '--json');
  expect(JSON.parse(json.stdout)).toContainEqual({ table: 'document_versions', rows: 2, bytes: expect.any(Number) });
  const versions = () => db.selectFrom('document_versions').select(['document_id', 'version']).execute();
  expect(await versions()).toHaveLength(5);
  expect(await run('prune', '--keep', '1')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/[\d.]+ .?i?B deleted\./u),
  });
  expect(await versions()).toHaveLength(3);
});
