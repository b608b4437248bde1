import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRunningStack, type StackFile } from '../../app/local/stack-file.ts';
import { type CommandProcess, createNewsroom, isRunning, until } from '../support/start-process.ts';

const newsroom = await createNewsroom();
await newsroom.addRaw('rain.txt', 'Rain stops play\n\nThe match was called off after an hour, said umpire Ann Lee.');

const UP = 'Everything stays up';

async function startUp(): Promise<{ start: CommandProcess; stack: StackFile; pids: number[] }> {
  const start = newsroom.run('start');
  await start.until(UP);
  const stack = readRunningStack(newsroom.stateDir) as StackFile;
  const servers = newsroom.servers().map((line) => Number.parseInt(line, 10));
  expect(servers).toHaveLength(2);
  return { start, stack, pids: [...servers, stack.processes.worker!.pid, stack.processes.start.pid] };
}

const allEnded = (pids: number[]) => until(() => !pids.some(isRunning), 'all processes to end');

describe('npm start', { timeout: 240_000 }, () => {
  it('stays up, lets another start work through it, mends its worker, and ends whole on SIGTERM', async () => {
    const { start, stack, pids } = await startUp();
    expect(pids.every(isRunning)).toBe(true);
    expect(start.stdout()).toContain(stack.temporalUi);
    expect(start.stdout()).toContain(`workflow start --address ${stack.temporalAddress}`);
    expect(start.stdout()).toContain(`Reader       ${stack.reader}`);
    const page = await (await fetch(stack.reader as string)).text();
    expect(page).toContain('Rain stops play');
    expect(await (await fetch(`${stack.reader}/runs`)).text()).toContain(
      `href="${stack.temporalUi}/namespaces/default/`,
    );

    const question = /npm run -s sql -- "(.*)"/u.exec(start.stdout())?.[1] as string;
    expect(await newsroom.query(question)).toMatchObject([{ speaker: 'Ann Lee', document: 'raw/rain.txt' }]);

    const { worker } = stack.processes;
    process.kill(worker!.pid, 'SIGKILL');
    const other = () => readRunningStack(newsroom.stateDir)?.processes.worker?.pid;
    await until(() => other() !== undefined && other() !== worker!.pid, 'another worker');
    const mended = other() as number;

    const second = newsroom.run('start', ['raw/rain.txt']);
    expect([await second.exitCode(), second.output()]).toEqual([0, expect.stringContaining('1 unchanged')]);
    expect(second.stdout()).toContain(`the stack that process ${stack.processes.start.pid} runs`);

    const cli = newsroom.run('temporal', ['workflow', 'list', '--output', 'json']);
    expect([await cli.exitCode(), cli.stdout()]).toEqual([0, expect.stringContaining('"ingest:raw/rain.txt"')]);

    start.child.kill('SIGTERM');
    expect(await start.exitCode()).toBe(0);
    expect([...pids, mended].filter(isRunning)).toEqual([]);
    for (const file of ['stack.json', 'start.lock']) expect(existsSync(join(newsroom.stateDir, file))).toBe(false);
  });

  it('leaves nothing behind when it is killed, and starts again on the same ports, with its history', async () => {
    const { start, stack, pids } = await startUp();
    process.kill(stack.processes.start.pid, 'SIGKILL');
    await start.exitCode();
    expect(readRunningStack(newsroom.stateDir)).toBeNull();
    // Not waiting for what is ending: the next start deals with it.
    const again = await startUp();
    await allEnded(pids);
    expect(again.stack.temporalAddress).toBe(stack.temporalAddress);
    const cli = newsroom.run('temporal', ['workflow', 'list', '--output', 'json']);
    await cli.exitCode();
    expect((JSON.parse(cli.stdout()) as unknown[]).length).toBeGreaterThan(2);

    // The process that npm started; the command itself notices that it is gone.
    again.start.child.kill('SIGKILL');
    await allEnded(again.pids);
  });

  it('goes on with servers of its own when the start that it went through ends', async () => {
    for (let day = 1; day <= 30; day += 1) {
      await newsroom.addRaw(`day-${day}.txt`, `Day ${day}\n\nIt rained for ${day} hours, said umpire Ann Lee.`);
    }
    const { start } = await startUp();
    for (let day = 1; day <= 30; day += 1) {
      await newsroom.addRaw(`night-${day}.txt`, `Night ${day}\n\nIt froze for ${day} hours, said umpire Ann Lee.`);
    }
    const second = newsroom.run('start', ['--once']);
    await second.until(/^2\. /mu);
    start.child.kill('SIGTERM');
    expect(await start.exitCode()).toBe(0);
    expect([await second.exitCode(), second.output()]).toEqual([0, expect.stringContaining('going on with others')]);
    expect(second.stdout()).toContain('61 documents: ');
    const sums = 'select count(*) as versions from document_versions v join documents d on d.id = v.document_id';
    expect(await newsroom.query(`${sums} where d.key ~ 'night'`)).toEqual([{ versions: '30' }]);
  });

  it('says which port is taken when it was asked for', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => taken.once('listening', done));
    const { port } = taken.address() as { port: number };
    for (const name of ['COPYDESK_TEMPORAL_PORT', 'COPYDESK_TEMPORAL_UI_PORT', 'COPYDESK_POSTGRES_PORT']) {
      const start = newsroom.run('start', ['--once'], { [name]: String(port) });
      expect(await start.exitCode()).toBe(1);
      expect(start.output()).toMatch(new RegExp(`^start: Port ${port} on 127\\.0\\.0\\.1 is taken`, 'mu'));
    }
    taken.close();
    await until(() => newsroom.servers().length === 0, 'what did start to end');
  });

  it('ends whole, and says why, when a server goes away', async () => {
    const { start, pids } = await startUp();
    const server = newsroom.servers().find((line) => line.includes('start-dev')) as string;
    process.kill(Number.parseInt(server, 10), 'SIGKILL');
    expect(await start.exitCode()).toBe(1);
    expect(start.output()).toContain('The Temporal server has ended; its log is');
    await allEnded(pids);
  });
});
