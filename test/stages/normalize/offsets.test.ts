import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeRaw, normalize, toBytes, toRaw } from '../../../stages/normalize/index.ts';
import type { NormalizedText } from '../../../stages/normalize/types.ts';
import { cut, paragraphsOf } from './read.ts';

/** Raw spellings of a word, and what each is read as. */
const PLAIN: [raw: string, clean: string][] = [
  ['board', 'board'],
  ['govern\u00adment', 'government'],
  ['cafÃ©', 'café'],
  ['â€œyesâ€\u009d', '“yes”'],
  ['cafe\u0301', 'café'],
  ['😀', '😀'],
  ['oﬃce', 'office'],
  ['ten\u00a0men', 'ten men'],
  ['o\u200bn', 'on'],
  ['“so”', '“so”'],
  ['𝒳yz', '𝒳yz'],
];
const HTML: [raw: string, clean: string][] = [
  ...PLAIN,
  ['R&amp;D', 'R&D'],
  ['caf&eacute;', 'café'],
  ['&#x1F600;', '😀'],
  ['go<b>vern</b>ment', 'government'],
  ['<a href="/x?a=1&amp;b=2">the <i>old</i> pier</a>', 'the old pier'],
  ['Z&uuml;r<!-- no -->ich', 'Zürich'],
  ['e&#769;t&eacute;', 'été'],
  ['ten&nbsp;men', 'ten men'],
  ['a<wbr>b', 'ab'],
];

const sentence = (words: [string, string][]) =>
  fc.array(fc.constantFrom(...words), { minLength: 3, maxLength: 14 }).map((chosen) => {
    const raw = ['The', ...chosen.map(([word]) => word), 'closed'].join(' ');
    const clean = ['The', ...chosen.map(([, word]) => word), 'closed'].join(' ');
    return { raw: `${raw}.`, clean: `${clean}.` };
  });
const paragraph = (words: [string, string][]) => fc.array(sentence(words), { minLength: 1, maxLength: 4 });

const join = (sentences: { raw: string; clean: string }[], side: 'raw' | 'clean', space = ' ') =>
  sentences.map((one) => one[side]).join(space);

/** Every code point is mapped, runs join on, and raw places never go back. */
function checkMap({ text, offsets }: NormalizedText, rawLength: number): void {
  let at = 0;
  let raw = 0;
  for (const run of offsets) {
    expect(run.start).toBe(at);
    expect(run.length).toBeGreaterThan(0);
    expect(run.rawStart).toBeGreaterThanOrEqual(raw);
    at += run.length;
    raw = run.rawStart;
    expect(run.rawStart + run.rawLength).toBeLessThanOrEqual(rawLength);
  }
  expect(at).toBe([...text].length);
}

/** Each sentence's raw text, read alone, is that sentence. */
function checkRoundTrip(result: NormalizedText, bytes: Uint8Array, contentType: string): void {
  const raw = [...decodeRaw(bytes, result.encoding)];
  checkMap(result, raw.length);
  const sentences = cut(result.text, result.sentences);
  for (const [i, span] of result.sentences.entries()) {
    const place = toRaw(result.offsets, span);
    const inBytes = toBytes(bytes, result.encoding, place);
    const alone = normalize({ bytes: bytes.subarray(inBytes.start, inBytes.end), contentType });
    expect(raw.slice(place.start, place.end).join('')).toBe(
      decodeRaw(bytes.subarray(inBytes.start, inBytes.end), 'utf-8'),
    );
    expect(alone.text.replaceAll('\n\n', ' ')).toBe(sentences[i]);
  }
}

describe('offsets', () => {
  test('plain text of random pieces: every sentence maps back to raw text that normalises to it', () => {
    fc.assert(
      fc.property(
        fc.array(paragraph(PLAIN), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('\n\n', '\r\n\r\n', '\n \n\n'),
        (paragraphs, gap) => {
          const bytes = Buffer.from(paragraphs.map((one) => join(one, 'raw')).join(gap));
          const type = 'text/plain; charset=utf-8';
          const result = normalize({ bytes, contentType: type });
          expect(paragraphsOf(result)).toEqual(paragraphs.map((one) => join(one, 'clean')));
          checkRoundTrip(result, bytes, type);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('pages of random pieces: likewise', () => {
    fc.assert(
      fc.property(
        fc.array(paragraph(HTML), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(' ', '\n  ', '&nbsp;', ' \t '),
        (paragraphs, space) => {
          const html = paragraphs.map((one) => `<p class=x>${join(one, 'raw', space)}</p>`).join('\n<!-- -->');
          const bytes = Buffer.from(`<!doctype html><html><body><article>${html}</article></body></html>`);
          const type = 'text/html; charset=utf-8';
          const result = normalize({ bytes, contentType: type });
          expect(paragraphsOf(result).length).toBeGreaterThan(0);
          for (const text of paragraphsOf(result)) expect(paragraphs.map((one) => join(one, 'clean'))).toContain(text);
          checkRoundTrip(result, bytes, type);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('any string is read or refused, and what is read keeps the contract', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.constantFrom(undefined, 'text/plain', 'text/html'),
        (text, contentType) => {
          const bytes = Buffer.from(text);
          let result: NormalizedText;
          try {
            result = normalize({ bytes, contentType });
          } catch (error) {
            expect((error as { type?: string }).type).toMatch(/^(?:EmptyDocument|UnsupportedType)$/u);
            return;
          }
          checkMap(result, [...decodeRaw(bytes, result.encoding)].length);
          expect(result.text).toBe(result.text.normalize('NFC'));
          expect(cut(result.text, result.paragraphs).join('\n\n')).toBe(result.text);
          const inSentences = cut(result.text, result.sentences).join('').replace(/\s/gu, '');
          expect(inSentences).toBe(result.text.replace(/\s/gu, ''));
          for (const piece of [...cut(result.text, result.paragraphs), ...cut(result.text, result.sentences)]) {
            expect(piece).toBe(piece.trim());
            expect(piece).not.toBe('');
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('a span outside the text is refused', () => {
    expect(() => toRaw([{ start: 0, length: 4, rawStart: 0, rawLength: 4 }], { start: 2, end: 5 })).toThrow(RangeError);
    expect(() => toRaw([], { start: 0, end: 1 })).toThrow(RangeError);
  });
});
