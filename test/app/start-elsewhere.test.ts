import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfig } from '../../app/config.ts';
import { freePort } from '../../app/local/ports.ts';
import { type LocalTemporal, startTemporal } from '../../app/local/temporal.ts';
import { findTemporalCli } from '../../app/local/temporal-cli.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createNewsroom } from '../support/start-process.ts';

const { db, url } = await createTestDatabase();
const newsroom = await createNewsroom();
await newsroom.addRaw('rain.txt', 'Rain stops play\n\nThe match was called off after an hour, said umpire Ann Lee.');

let folder: string;
let server: LocalTemporal;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copydesk-elsewhere-'));
  const { path: cli } = await findTemporalCli({ stateDir: loadConfig().stateDir });
  server = await startTemporal({ cli, stateDir: folder, port: await freePort(), namespace: 'news', persistent: false });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

it('uses the servers that DATABASE_URL and TEMPORAL_ADDRESS name and starts none', async () => {
  const start = newsroom.run('start', [], {
    DATABASE_URL: url,
    TEMPORAL_ADDRESS: server.address,
    TEMPORAL_NAMESPACE: 'news',
    TEMPORAL_UI_URL: 'https://temporal.example',
  });
  await start.until('Everything stays up');
  expect(start.stdout()).toContain('1 document: 1 published.');
  expect(start.stdout()).toContain('https://temporal.example/namespaces/news/workflows');
  expect(start.stdout()).toContain(`workflow start --address ${server.address} --namespace news`);
  expect(newsroom.servers()).toEqual([]);
  for (const name of ['postgres', 'temporal.db']) expect(existsSync(join(newsroom.stateDir, name))).toBe(false);
  expect(await db.selectFrom('current_articles').select('document').execute()).toEqual([{ document: 'raw/rain.txt' }]);
  start.child.kill('SIGTERM');
  expect(await start.exitCode()).toBe(0);
}, 120_000);
