import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { type HintOptions, renderHints } from '../../../../app/ingest/hints.ts';

const options: HintOptions = {
  stack: {
    databaseUrl: 'postgres://copydesk:secret@127.0.0.1:5432/copydesk',
    temporalAddress: '127.0.0.1:7234',
    temporalUi: 'http://127.0.0.1:8233',
    reader: 'http://127.0.0.1:8234',
    temporalCli: '/home/me/copydesk/.copydesk/bin/temporal',
  },
  namespace: 'default',
  taskQueue: 'copydesk',
  ownDatabase: false,
  example: "raw/it's here.txt",
  workingFolder: '/home/me/copydesk',
  searchPath: '/usr/bin:/bin',
};

describe('renderHints', () => {
  it('gives a line that a shell reads as it is meant', () => {
    const line = renderHints(options).split('\n').at(-1) as string;
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' })
      .trimEnd()
      .split('\n');
    expect(words).toEqual([
      '.copydesk/bin/temporal',
      'workflow',
      'start',
      '--address',
      '127.0.0.1:7234',
      '--task-queue',
      'copydesk',
      '--type',
      'ingestDocument',
      '--workflow-id',
      "ingest:raw/it's here.txt",
      '--input',
      '{"source":"raw/it\'s here.txt"}',
    ]);
  });

  it('names the CLI as it can be typed', () => {
    const last = (changes: Partial<HintOptions>) =>
      renderHints({ ...options, ...changes })
        .split('\n')
        .at(-1)
        ?.trim();
    expect(last({ searchPath: '/usr/bin:/home/me/copydesk/.copydesk/bin' })).toMatch(/^temporal workflow/u);
    expect(last({ workingFolder: '/srv' })).toMatch(/^\/home\/me\/copydesk\/\.copydesk\/bin\/temporal workflow/u);
    expect(last({ stack: { ...options.stack, temporalCli: null } })).toMatch(/^temporal workflow/u);
    expect(last({ namespace: 'news desk' })).toContain("--namespace 'news desk'");
  });

  it('shows the password of the local database only', () => {
    expect(renderHints(options)).toContain('copydesk:secret@');
    expect(renderHints({ ...options, ownDatabase: true })).not.toContain('secret');
  });

  it('names the reader page where it is served', () => {
    expect(renderHints(options)).toMatch(/^Reader {7}http:\/\/127\.0\.0\.1:8234\n/u);
    expect(renderHints({ ...options, stack: { ...options.stack, reader: null } })).not.toContain('Reader');
  });

  it('links to the UI, or names the server whose it is', () => {
    expect(renderHints(options)).toContain('http://127.0.0.1:8233/namespaces/default/workflows');
    const elsewhere = { ...options.stack, temporalUi: null };
    expect(renderHints({ ...options, stack: elsewhere })).toContain('Temporal UI  that of 127.0.0.1:7234');
  });
});
