import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { normalize, toRaw } from '../../../stages/normalize/index.ts';

const SEED = new URL('../../../../shared/data/seed/', import.meta.url);

describe.skipIf(!existsSync(SEED))('the seed article (skipped where ../shared is missing)', () => {
  test('paragraphs and the joined line are those of its gold', () => {
    const bytes = readFileSync(new URL('article.txt', SEED));
    const { normalised } = JSON.parse(readFileSync(new URL('gold.json', SEED), 'utf8'));
    const { paragraphs, offsets, text, title } = normalize({ bytes });
    const pairs = paragraphs.map((span) => toRaw(offsets, span)).map(({ start, end }) => [start, end]);
    expect(pairs).toEqual(
      normalised.paragraphSpans.map((span: { start: number; end: number } | number[]) =>
        Array.isArray(span) ? span : [span.start, span.end],
      ),
    );
    expect(text).toContain("Japan's Ministry of Foreign Affairs said");
    expect(title).toBeNull();
  });
});
