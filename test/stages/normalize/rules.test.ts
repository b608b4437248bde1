import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PAGE_RULES, TEXT_RULES } from '../../../stages/normalize/rules.ts';
import type { NormalizedText } from '../../../stages/normalize/types.ts';
import { paragraphsOf, read, readHtml } from './read.ts';

const FOLDER = new URL('rules/', import.meta.url);

const pages = Object.keys(PAGE_RULES);
const texts = Object.keys(TEXT_RULES);

function expectAsWritten(rule: string, result: NormalizedText): void {
  const expected: Record<string, unknown> = JSON.parse(readFileSync(new URL(`${rule}.json`, FOLDER), 'utf8'));
  expect({ ...result, paragraphs: paragraphsOf(result) }).toMatchObject(expected);
}

describe('each rule has a document that needs it', () => {
  test.each(pages)('%s', (rule) => {
    expectAsWritten(rule, readHtml(readFileSync(new URL(`${rule}.html`, FOLDER), 'utf8')));
  });

  test.each(texts)('%s', (rule) => {
    expectAsWritten(rule, read({ bytes: readFileSync(new URL(`${rule}.txt`, FOLDER)) }));
  });

  test('and each document has a rule', () => {
    for (const file of readdirSync(FOLDER)) expect([...pages, ...texts]).toContain(basename(file, extname(file)));
    for (const rule of pages) expect(existsSync(new URL(`${rule}.html`, FOLDER))).toBe(true);
  });
});
