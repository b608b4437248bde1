import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../../app/config.ts';
import { DOCUMENT_ERROR_TYPES } from '../../../stages/errors.ts';

const ROOMS = ['activities', 'app', 'db', 'stages', 'workflows'];

/** Types of failures that are no document's fault (activities/types.ts), and that of the stage command. */
const OTHER_TYPES = ['StageFailed', 'Cancelled', 'Internal'];

/** The classes of errors in the code, all and those that leave their file. */
function errorClasses(): { all: string[]; exported: string[] } {
  const parents = new Map<string, string>();
  const exported = new Set<string>();
  for (const room of ROOMS) {
    for (const file of readdirSync(join(PROJECT_ROOT, room), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(?:ts|mjs)$/u.test(file)) continue;
      const code = readFileSync(join(PROJECT_ROOT, room, file), 'utf8');
      for (const [, visible, name, parent] of code.matchAll(/^(export )?class (\w+) extends (\w+)/gmu)) {
        parents.set(name, parent);
        if (visible) exported.add(name);
      }
    }
  }
  const isError = (name: string): boolean => name === 'Error' || (parents.has(name) && isError(parents.get(name)!));
  const all = [...parents.keys()].filter(isError);
  return { all, exported: all.filter((name) => exported.has(name)) };
}

test('docs/troubleshooting.md has a section for each error type, and none for a type that does not exist', () => {
  const page = readFileSync(join(PROJECT_ROOT, 'docs', 'troubleshooting.md'), 'utf8');
  const sections = Array.from(page.matchAll(/^### (.+)$/gmu), ([, names]) => names.split(', ')).flat();
  const types = [...DOCUMENT_ERROR_TYPES, ...OTHER_TYPES];
  const { all, exported } = errorClasses();
  expect([...types, ...exported].filter((name) => !sections.includes(name))).toEqual([]);
  expect(sections.filter((name) => ![...types, ...all].includes(name))).toEqual([]);
});
