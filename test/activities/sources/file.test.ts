import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRawFile, readWhole } from '../../../activities/sources/file.ts';

let folder: string;
let root: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copydesk-file-'));
  root = join(folder, 'raw');
  await mkdir(join(root, 'inner'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await mkdir(join(folder, 'raw-other'));
  await writeFile(join(folder, 'raw-other', 'near.txt'), 'near');
  await writeFile(join(root, 'inner', 'a.txt'), 'It rained.');
  await writeFile(join(root, 'empty.txt'), '');
  await writeFile(join(root, 'big.txt'), '');
  await truncate(join(root, 'big.txt'), 200 * 2 ** 20);
  await symlink(join(folder, 'secret.txt'), join(root, 'out.txt'));
  await symlink('../../secret.txt', join(root, 'inner', 'relative-out.txt'));
  await symlink(folder, join(root, 'folder-out'));
  await symlink(join(folder, 'raw-other', 'near.txt'), join(root, 'near.txt'));
  await symlink('inner/a.txt', join(root, 'within.txt'));
  await symlink('loop.txt', join(root, 'loop.txt'));
  await symlink('gone.txt', join(root, 'dangling.txt'));
  execFileSync('mkfifo', [join(root, 'pipe.txt')]);
});
afterAll(() => rm(folder, { recursive: true }));

async function read(source: string, maxBytes = 1000): Promise<string> {
  const { file, size } = await openRawFile(source, root);
  try {
    return Buffer.from(await readWhole(file, size, maxBytes, source)).toString();
  } finally {
    await file.close();
  }
}

describe('a file under the raw root', () => {
  test.each(['raw/inner/a.txt', 'raw/within.txt', 'raw/./inner/../inner//a.txt'])('%s is read', async (source) => {
    expect(await read(source)).toBe('It rained.');
  });

  test('is named without detours', async () => {
    const { file, source } = await openRawFile('raw/./inner/../inner//a.txt', root);
    await file.close();
    expect(source).toBe('raw/inner/a.txt');
  });

  test.each([
    ['raw/missing.txt', 'NotFound'],
    ['raw/inner/a.txt/more', 'NotFound'],
    [`raw/${'a'.repeat(300)}`, 'NotFound'],
    ['raw/dangling.txt', 'NotFound'],
    ['raw/loop.txt', 'NotFound'],
    ['raw/inner', 'NotAFile'],
    ['raw/', 'NotAFile'],
    ['raw/pipe.txt', 'NotAFile'],
    ['raw/../secret.txt', 'OutsideRawRoot'],
    ['raw/inner/../../secret.txt', 'OutsideRawRoot'],
    ['raw/../raw-other/near.txt', 'OutsideRawRoot'],
    ['../secret.txt', 'OutsideRawRoot'],
    ['/etc/passwd', 'OutsideRawRoot'],
    ['raw/out.txt', 'OutsideRawRoot'],
    ['raw/near.txt', 'OutsideRawRoot'],
    ['raw/inner/relative-out.txt', 'OutsideRawRoot'],
    ['raw/folder-out/secret.txt', 'OutsideRawRoot'],
    ['inner/a.txt', 'MalformedInput'],
    ['raw', 'NotAFile'],
    ['raw/empty.txt', 'EmptyDocument'],
  ])('%s is refused: %s', async (source, type) => {
    await expect(read(source)).rejects.toMatchObject({ type });
  });

  test('that is too large is refused before it is read', async () => {
    const before = process.memoryUsage().arrayBuffers;
    await expect(read('raw/big.txt')).rejects.toThrow(/has 209715200 bytes, the limit is 1000/u);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
  });

  test('that grows while it is read is refused too', async () => {
    const { file } = await openRawFile('raw/inner/a.txt', root);
    await expect(readWhole(file, 3, 5, 'raw/inner/a.txt')).rejects.toMatchObject({ type: 'TooLarge' });
    await file.close();
  });

  test('under a raw root that is missing is not the document’s fault', async () => {
    await expect(openRawFile('raw/a.txt', join(folder, 'nowhere'))).rejects.toThrow(/set COPYDESK_RAW_ROOT/u);
  });
});
