import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { retryCommand } from '../../../../app/reader/failures/command.ts';

const context = { db: undefined as never, temporalUi: null, namespace: 'default', taskQueue: 'copydesk' };

const words = (command: string) =>
  execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

it('retries all open failures with one line', () => {
  expect(retryCommand(context, null)).toBe(
    `npm run temporal -- workflow start --type reprocess --task-queue copydesk --workflow-id reprocess-failures --input '{"failures":true}'`,
  );
  expect(retryCommand({ ...context, namespace: 'news desk' }, null)).toContain(" --namespace 'news desk' ");
});

it('hands any key through a shell as it is, and shows nothing that reads otherwise than it runs', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (key) => {
      const command = retryCommand(context, { id: 7, keyOrSource: key });
      expect(command).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(JSON.parse(words(command).at(-1) as string)).toEqual({ failures: true, keys: [key] });
    }),
    { numRuns: 50 },
  );
  for (const key of ["it's $(touch /tmp/x) `y` \\", 'a\u202egnp.exe', 'new\nline']) {
    const command = retryCommand(context, { id: 7, keyOrSource: key });
    expect(JSON.parse(words(command).at(-1) as string)).toEqual({ failures: true, keys: [key] });
    expect(command).not.toContain('\u202e');
  }
});
