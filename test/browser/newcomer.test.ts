import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { hasBrowser, openPage } from '../support/browser.ts';
import { atEnd } from '../support/clean-up.ts';
import { cloneProject, folderForCopy, linkPackages, typingEnvironment } from '../support/project-copy.ts';
import { until } from '../support/start-process.ts';

const run = promisify(execFile);

/** The blocks of a kind in a section of a Markdown text, in order; an empty kind is a block of no language. */
function blocksOf(markdown: string, section: string, kind: string): string[] {
  const [, body = ''] = new RegExp(`^## ${section}\n(.*?)(?=^## )`, 'msu').exec(markdown) ?? [];
  return Array.from(body.matchAll(new RegExp(`^\`\`\`${kind}\n(.*?)\n\`\`\`$`, 'gmsu')), ([, block]) => block);
}

/** Types a command that stays up. Ended as Ctrl-C does it when the file's tests are done, with all that it started. */
function stayingUp(command: string, cwd: string, env: NodeJS.ProcessEnv): { child: ChildProcess; output(): string } {
  const child = spawn('sh', ['-c', command], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = once(child, 'close');
  atEnd(async () => {
    if (child.exitCode === null) process.kill(-(child.pid as number), 'SIGINT');
    await ended;
    await until(
      () => !execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' }).includes(cwd),
      'the servers of npm start to end',
    );
  });
  return { child, output: () => output };
}

test('who follows README.md in a fresh clone ends with the reader open and an own article in it', {
  timeout: 300_000,
}, async () => {
  const folder = join(await folderForCopy(), 'copydesk');
  await cloneProject(folder);
  await linkPackages(folder);
  const env = await typingEnvironment();
  const type = async (command: string) =>
    (await run('sh', ['-ec', command], { cwd: folder, env, maxBuffer: 2 ** 26 })).stdout.trimEnd();
  const readme = await readFile(join(folder, 'README.md'), 'utf8');

  const [first] = blocksOf(readme, 'Two commands', '');
  const command = /^npm start(?= |$)/mu.exec(first)?.[0] as string;
  const start = stayingUp(command, folder, env);
  const isUp = () => start.output().includes('Everything stays up');
  for (let patience = 4; patience > 0 && !isUp() && start.child.exitCode === null; patience -= 1) {
    await until(() => isUp() || start.child.exitCode !== null, 'npm start to be up').catch((error) => {
      if (patience === 1) throw new Error(`${error.message}:\n${start.output()}`);
    });
  }
  const [, address] = /^Reader +(http:\/\/\S+)$/mu.exec(start.output()) ?? [];
  expect(address, start.output()).toMatch(/^http:\/\/127\.0\.0\.1:\d+/u);

  const [ingest, ask] = blocksOf(readme, 'Your own article', 'sh');
  const [answer] = blocksOf(readme, 'Your own article', 'text');
  expect(await type(ingest)).toMatch(/article\.txt +1 .*published/u);
  expect(await type(ask)).toBe(answer);

  const path = join(folder, 'article.txt');
  const [title, ...lines] = (await readFile(path, 'utf8')).trimEnd().split('\n');
  const last = lines.at(-1) as string;
  const found = `${address.replace(/\/$/u, '')}/?q=${encodeURIComponent(title)}`;
  if (!hasBrowser) {
    const list = await (await fetch(found)).text();
    const [, article] = /href="(\/documents\/\d+)"/u.exec(list) as RegExpExecArray;
    expect(await (await fetch(new URL(article, address))).text()).toContain(title);
    return;
  }
  const { page, troubles } = await openPage(address);
  await page.goto(found);
  await page.getByRole('link', { name: title }).first().click();
  await page.waitForURL(/\/documents\/\d+/u);
  const text = ((await page.locator('main').textContent()) as string).replaceAll(/\s+/gu, ' ');
  for (const words of [title, last, 'Ada Okoye']) expect(text).toContain(words);
  await writeFile(path, [title, ...lines].join('\n').replaceAll('Sundays', 'Saturdays'));
  expect(await type(ingest.split('\n').at(-1) as string)).toMatch(/article\.txt +2 .*published/u);
  await page.goto(`${new URL(page.url()).pathname}/compare?from=1&to=2`);
  expect(await page.locator('main').textContent()).toContain('Saturdays');
  expect(troubles).toEqual([]);
});
