import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attribute } from '../../../stages/attribution/index.ts';
import { tagEntities } from '../../../stages/entities/index.ts';
import { decodeRaw, normalize, toBytes, toRaw } from '../../../stages/normalize/index.ts';
import type { Span } from '../../../stages/text/span.ts';

interface Raw {
  name: string;
  bytes: Uint8Array;
  contentType: string;
}

const folder = (path: string) => new URL(`../../../${path}`, import.meta.url);
const SHARED = folder('../shared/data/');

const lines = (text: string): Record<string, string>[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));

/** The articles of `raw/`: files, and the lines of files of lines. */
function rawArticles(): Raw[] {
  return readdirSync(folder('raw/')).flatMap((name) => {
    const bytes = readFileSync(folder(`raw/${name}`));
    if (!name.endsWith('.jsonl'))
      return [{ name, bytes, contentType: name.endsWith('.html') ? 'text/html' : 'text/plain' }];
    return lines(bytes.toString()).map((line) => ({
      name: `${name}#${line.id}`,
      bytes: line.contentBase64 === undefined ? Buffer.from(line.text) : Buffer.from(line.contentBase64, 'base64'),
      contentType: line.contentType ?? 'text/plain; charset=utf-8',
    }));
  });
}

function sharedArticles(): Raw[] {
  if (!existsSync(SHARED)) return [];
  const contentType = 'text/plain; charset=utf-8';
  const gum = ['news', 'interview'].flatMap((part) =>
    lines(readFileSync(new URL(`quotations/gum-${part}.jsonl`, SHARED), 'utf8')).map(({ id, text }) => ({
      name: id,
      bytes: Buffer.from(text),
      contentType,
    })),
  );
  return [{ name: 'seed', bytes: readFileSync(new URL('seed/article.txt', SHARED)), contentType }, ...gum];
}

const letters = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Reads a raw piece inside other text, so that it is no headline, byline or dateline, and gives what became of it. */
function readAlone(piece: Uint8Array, contentType: string): string {
  const isPage = /html/u.test(contentType);
  const [before, after] = isPage ? ['<p>Xq ', ' qX.</p>'] : ['Xq ', ' qX.'];
  const { text } = normalize({ bytes: Buffer.concat([Buffer.from(before), piece, Buffer.from(after)]), contentType });
  return letters(text.slice(text.indexOf('Xq') + 2, text.lastIndexOf('qX')));
}

/** Spans of a document that do not lead to a piece of the raw text which reads as they do. */
function lost({ bytes, contentType }: Raw): string[] {
  const normalized = normalize({ bytes, contentType });
  const entities = tagEntities(normalized);
  const { attributions, credits } = attribute(normalized, entities);
  const spans: Span[] = [
    ...normalized.paragraphs,
    ...normalized.sentences,
    ...entities.mentions,
    ...attributions.flatMap(({ source, cue, content }) => [...source, ...cue, ...content]),
    ...credits,
  ];
  const points = [...normalized.text];
  const raw = [...decodeRaw(bytes, normalized.encoding)];
  return spans.flatMap((span) => {
    const place = toRaw(normalized.offsets, span);
    const at = toBytes(bytes, normalized.encoding, place);
    const piece = bytes.subarray(at.start, at.end);
    const surface = letters(points.slice(span.start, span.end).join(''));
    const decoded = raw.slice(place.start, place.end).join('');
    if (decodeRaw(piece, normalized.encoding) !== decoded)
      return [`${surface}: bytes say ${decodeRaw(piece, normalized.encoding)}`];
    const alone = readAlone(Buffer.from(decoded), `${contentType.split(';')[0]}; charset=utf-8`);
    return alone === surface ? [] : [`${surface}: reads as ${alone}`];
  });
}

describe('every span leads to a piece of the raw text that reads as it does', () => {
  test.each(rawArticles().map((article) => [article.name, article] as const))('raw/%s', (_, article) => {
    expect(lost(article)).toEqual([]);
  });

  test.skipIf(!existsSync(SHARED))('the seed and the texts of GUM (skipped where ../shared/data is missing)', () => {
    expect(sharedArticles().flatMap((article) => lost(article).map((one) => `${article.name}: ${one}`))).toEqual([]);
  });

  test('generated pages, with names in pieces, entities, damage and wraps', () => {
    const piece = fc.constantFrom(
      'Ang&eacute;la <b>Bra</b>ndt',
      'the Krem&shy;lin',
      'Z&uuml;rich',
      'caf\u00c3\u00a9 owners in Gen<i>e</i>va',
      'Harris &amp; Sons Ltd.',
      'cafe\u0301 staff',
      'Ban<!-- --> Ki-moon',
      '\u201cWe are ready,\u201d said Mayor Ana L&#243;pez of <a href=x>Porto</a>',
      'on&nbsp;2 May 2012',
      'o\uFB03cials from Minis&shy;try of Finance',
      '\u{1F600} for Tokyo',
      'that\nprices had\r\nrisen',
    );
    const page = fc
      .array(fc.array(piece, { minLength: 2, maxLength: 9 }), { minLength: 1, maxLength: 5 })
      .map((paragraphs) =>
        paragraphs.map((pieces) => `<p>The board said ${pieces.join(' and ')} agreed.</p>`).join('\n'),
      );
    fc.assert(
      fc.property(page, (body) => {
        const bytes = Buffer.from(`<!doctype html><html><body><article>${body}</article></body></html>`);
        expect(lost({ name: 'generated', bytes, contentType: 'text/html; charset=utf-8' })).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
