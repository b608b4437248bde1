import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../../app/config.ts';

const PAGES = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], {
  cwd: PROJECT_ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((page) => existsSync(join(PROJECT_ROOT, page)));

const read = (page: string) => readFileSync(join(PROJECT_ROOT, page), 'utf8');

/** The text without its blocks of code, in which brackets are no links. */
const prose = (markdown: string) => markdown.replaceAll(/^```.*?^```$/gmsu, '').replaceAll(/`[^`\n]*`/gu, '');

/** What GitHub makes of a heading as the target of a link. */
function anchors(markdown: string): Set<string> {
  const headings = markdown.replaceAll(/^```.*?^```$/gmsu, '').matchAll(/^#+ (.+)$/gmu);
  return new Set(
    Array.from(headings, ([, heading]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

test('links between pages lead somewhere', () => {
  const dead: string[] = [];
  for (const page of PAGES) {
    for (const [, target] of prose(read(page)).matchAll(/\]\(([^)\s]+)\)/gu)) {
      if (/^[a-z]+:/u.test(target)) continue;
      const [path, anchor] = target.split('#');
      const file = path === '' ? page : normalize(join(dirname(page), path));
      if (!existsSync(join(PROJECT_ROOT, file))) dead.push(`${page} → ${target}`);
      else if (anchor && !anchors(read(file)).has(anchor)) dead.push(`${page} → ${target}`);
    }
  }
  expect(dead).toEqual([]);
});

test('every page of the handbook is in its contents', () => {
  const contents = read('docs/README.md');
  const pages = PAGES.filter((page) => /^docs\/[^/]+\.md$/u.test(page) && page !== 'docs/README.md');
  expect(pages.filter((page) => !contents.includes(`](${page.slice('docs/'.length)})`))).toEqual([]);
});
