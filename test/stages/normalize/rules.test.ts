import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PAGE_RULES } from '../../../stages/normalize/rules.ts';
import { paragraphsOf, readHtml } from './read.ts';

const FOLDER = new URL('rules/', import.meta.url);

const rules = Object.keys(PAGE_RULES);

describe('each rule has a page that needs it', () => {
  test.each(rules)('%s', (rule) => {
    const expected: Record<string, unknown> = JSON.parse(readFileSync(new URL(`${rule}.json`, FOLDER), 'utf8'));
    const read = readHtml(readFileSync(new URL(`${rule}.html`, FOLDER), 'utf8'));
    expect({ ...read, paragraphs: paragraphsOf(read) }).toMatchObject(expected);
  });

  test('and each page has a rule', () => {
    for (const file of readdirSync(FOLDER)) expect(rules).toContain(basename(file, extname(file)));
    for (const rule of rules) expect(existsSync(new URL(`${rule}.html`, FOLDER))).toBe(true);
  });
});
