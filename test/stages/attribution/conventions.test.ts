import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMarkedUp } from '../../../stages/attribution/train/marked-up.ts';
import type { Span } from '../../../stages/text/span.ts';
import { read, words } from './read.ts';

const FOLDER = new URL('conventions/', import.meta.url);

const lines = (name: string) =>
  readFileSync(new URL(name, FOLDER), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

/** Sources with their contents, in an order of their own. */
const pairs = (text: string, found: readonly { source: Span[]; content: Span[] }[]) =>
  found
    .filter(({ content }) => content.length > 0)
    .map(({ source, content }) => `[${words(text, source)}] ${words(text, content)}`)
    .sort();

describe.each(readdirSync(FOLDER))('what is attributed to whom: %s', (name) => {
  it.each(lines(name))('%s', (line) => {
    const { text, attributions } = readMarkedUp(line);
    expect(pairs(text, read(text, 'without entities').attributions)).toEqual(pairs(text, attributions));
  });
});
