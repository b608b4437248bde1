import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTargets, rawSource, TargetError } from '../../../../app/ingest/targets.ts';

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'copydesk-targets-')));
  await mkdir(join(folder, 'raw', 'wire'), { recursive: true });
  for (const name of ['a.txt', 'b.jsonl', 'odd#name.txt', 'wire/c.txt'])
    await writeFile(join(folder, 'raw', name), 'x');
  await writeFile(join(folder, 'outside.txt'), 'x');
  await symlink(join(folder, 'raw'), join(folder, 'link'));
  await symlink(join(folder, 'outside.txt'), join(folder, 'raw', 'leads-out.txt'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('parseTargets', () => {
  it('takes addresses, files, folders and documents of a file of lines', () => {
    const args = ['https://news.example/a#b', 'raw/a.txt', 'raw', 'raw/b.jsonl#x#1', 'raw/odd#name.txt'];
    expect(parseTargets(args, folder)).toEqual([
      { url: 'https://news.example/a#b' },
      { path: join(folder, 'raw/a.txt') },
      { path: join(folder, 'raw') },
      { path: join(folder, 'raw/b.jsonl'), id: 'x#1' },
      { path: join(folder, 'raw/odd#name.txt') },
    ]);
  });

  it.each([
    ['missing.txt', 'There is no file or folder missing.txt'],
    ['raw/a.txt#1', 'There is no file or folder raw/a.txt#1'],
    ['ftp://news.example/a', 'expected an address that begins with http:// or https://'],
    ['http://', 'expected an address that begins with http:// or https://'],
    ['/dev/null', 'neither a file nor a folder'],
  ])('refuses %s', (arg, message) => {
    expect(() => parseTargets(['raw/a.txt', arg], folder)).toThrow(TargetError);
    expect(() => parseTargets(['raw/a.txt', arg], folder)).toThrow(message);
  });
});

describe('rawSource', () => {
  it.each([
    ['raw/a.txt', 'raw/a.txt'],
    ['raw/wire/c.txt', 'raw/wire/c.txt'],
    ['link/wire/c.txt', 'raw/wire/c.txt'],
    ['raw/leads-out.txt', 'raw/leads-out.txt'],
    ['outside.txt', null],
    ['raw', null],
  ])('gives %s as %s', (path, source) => {
    expect(rawSource(join(folder, path), join(folder, 'raw'))).toBe(source);
    expect(rawSource(join(folder, path), join(folder, 'link'))).toBe(source);
  });

  it('knows no source without a raw root', () => {
    expect(rawSource(join(folder, 'outside.txt'), join(folder, 'none'))).toBeNull();
  });
});
