import { describe, expect, test } from 'vitest';
import { DocumentError } from '../../../stages/errors.ts';
import { decodeRaw, toBytes } from '../../../stages/normalize/index.ts';
import { read, readText } from './read.ts';

const SENTENCE = 'The café in Zürich closed on Monday, its owner said.';

const errorType = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof DocumentError) return error.type;
    throw error;
  }
  return 'none';
};

const utf16 = (text: string, bigEndian: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};
const utf32 = (text: string): Buffer => {
  const points = [...text].map((character) => character.codePointAt(0) as number);
  const bytes = Buffer.alloc(points.length * 4);
  for (const [i, point] of points.entries()) bytes.writeUInt32LE(point, i * 4);
  return bytes;
};

describe('decoding', () => {
  test('a stray zero byte does not make a short text UTF-16', () => {
    expect(read({ bytes: Buffer.from('\u0000é rain') }).encoding).toBe('utf-8');
  });

  test.each([
    ['UTF-8', Buffer.from(SENTENCE), undefined, 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${SENTENCE}`), undefined, 'utf-8'],
    ['UTF-8 declared as Latin-1', Buffer.from(SENTENCE), 'text/plain; charset=iso-8859-1', 'utf-8'],
    ['windows-1252 declared as UTF-8', Buffer.from(SENTENCE, 'latin1'), 'text/plain; charset=utf-8', 'windows-1252'],
    ['windows-1252 declared', Buffer.from(SENTENCE, 'latin1'), 'text/plain; charset=latin1', 'windows-1252'],
    ['UTF-16 little-endian without a mark', utf16(SENTENCE, false), undefined, 'utf-16le'],
    ['UTF-16 big-endian without a mark', utf16(SENTENCE, true), undefined, 'utf-16be'],
    ['UTF-16 with a mark', utf16(`\ufeff${SENTENCE}`, true), undefined, 'utf-16be'],
    ['UTF-32 without a mark', utf32(SENTENCE), undefined, 'utf-32le'],
    ['UTF-32 with a mark', utf32(`\ufeff${SENTENCE}`), undefined, 'utf-32le'],
  ])('%s', (_, bytes, contentType, encoding) => {
    const { text, encoding: found } = read({ bytes, contentType });
    expect(text).toBe(SENTENCE);
    expect(found).toBe(encoding);
  });

  test('a charset that a page declares is used, in any spelling', () => {
    const html =
      '<html><head><meta charset=windows-1251></head><body><p>Привет, мир. Сегодня хорошая погода.</p></body></html>';
    const bytes = Buffer.from(
      [...html].map((character) => {
        const code = character.codePointAt(0) as number;
        return code < 0x80 ? code : code - 0x350;
      }),
    );
    expect(read({ bytes, contentType: 'text/html' })).toMatchObject({ encoding: 'windows-1251', language: 'ru' });
  });

  test('a few bad bytes in UTF-8 stay marked and spoil nothing', () => {
    const good = Buffer.from('Café “Zürich” – naïve – déjà vu – über – señor. ');
    const { text, warnings } = read({ bytes: Buffer.concat([good, good, Buffer.from([0xff]), good]) });
    expect(text).toContain('déjà vu');
    expect(text).toContain('\ufffd');
    expect(warnings).toContain('invalid-bytes');
  });

  test.each([
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n')],
    ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    ['a zip', Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1')],
    ['a program', Buffer.from('\x7fELF\x02\x01\x01', 'latin1')],
    ['noise', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * i * 31 + i * 7) % 256))],
  ])('%s declared as text is refused', (_, bytes) => {
    expect(errorType(() => read({ bytes, contentType: 'text/plain' }))).toBe('UnsupportedType');
  });

  test.each(['', ' \n\t ', '\ufeff', '<html><body><script>x</script></body></html>'])('%j holds no text', (text) => {
    expect(errorType(() => readText(text))).toBe('EmptyDocument');
  });
});

/** Bytes of a text in an encoding of one byte a character. */
function encoded(text: string, encoding: string): Buffer {
  const codes = new Map<string, number>();
  const decoder = new TextDecoder(encoding);
  for (let code = 0; code < 256; code += 1) {
    const character = decoder.decode(Uint8Array.of(code));
    if (!codes.has(character)) codes.set(character, code);
  }
  return Buffer.from([...text].map((character) => codes.get(character) ?? 0x3f));
}

describe('encodings that nothing declares', () => {
  const ENGLISH = 'The mayor said: “We will not close it.” He didn’t say when – and the council’s leader wouldn’t.';
  const RUSSIAN = 'Премьер-министр заявил, что правительство займётся этим вопросом на следующей неделе.';
  const POLISH =
    'Premier powiedział, że rząd zajmie się tą sprawą w przyszłym tygodniu. Źródła mówią o różnicach zdań.';
  const GREEK = 'Ο πρωθυπουργός δήλωσε ότι η κυβέρνηση θα ασχοληθεί με το θέμα την επόμενη εβδομάδα.';
  test.each([
    ['windows-1252', ENGLISH],
    ['macintosh', ENGLISH],
    [
      'macintosh',
      'It is the mayor’s plan to build a harbour. Nobody else likes it at all, a spokesman said on Monday.',
    ],
    ['windows-1252', 'The plan costs £12m, the council said. It is £2m more than before.'],
    ['windows-1251', RUSSIAN],
    ['koi8-r', RUSSIAN],
    ['iso-8859-5', RUSSIAN],
    ['ibm866', RUSSIAN],
    ['x-mac-cyrillic', RUSSIAN],
    ['iso-8859-2', POLISH],
    ['windows-1250', POLISH],
    ['iso-8859-7', GREEK],
  ])('%s', (encoding, text) => {
    expect(read({ bytes: encoded(text, encoding) }).text).toBe(text);
  });

  test('one telling byte far behind the beginning is enough', () => {
    const bytes = Buffer.concat([
      Buffer.from('The board voted on Monday to close the pier.\n\n'.repeat(3000)),
      encoded('Nobody likes the mayor’s plan.', 'macintosh'),
    ]);
    expect(read({ bytes }).encoding).toBe('macintosh');
  });

  test('a declaration in a name that the standard lacks is understood', () => {
    const bytes = encoded(RUSSIAN, 'x-mac-cyrillic');
    expect(read({ bytes, contentType: 'text/plain; charset=MacCyrillic' }).text).toBe(RUSSIAN);
  });
});

describe('from code points to bytes', () => {
  const texts = [SENTENCE, `\ufeff${'😀 é – x '.repeat(2000)}`, 'a'.repeat(9000) + SENTENCE];
  test.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le'])(
    '%s: every span of raw text is the same bytes',
    (encoding) => {
      for (const text of texts) {
        const bytes =
          encoding === 'utf-8'
            ? Buffer.from(text)
            : encoding === 'utf-32le'
              ? utf32(text)
              : utf16(text, encoding === 'utf-16be');
        const points = [...decodeRaw(bytes, encoding)];
        for (let start = 0; start < points.length; start += Math.ceil(points.length / 40)) {
          const end = Math.min(points.length, start + 7);
          const span = toBytes(bytes, encoding, { start, end });
          expect(decodeRaw(bytes.subarray(span.start, span.end), encoding)).toBe(points.slice(start, end).join(''));
        }
      }
    },
  );

  test('damaged bytes and multi-byte encodings count as they were decoded', () => {
    const damaged = Buffer.from([0x61, 0xff, 0xe2, 0x80, 0x62, 0xc3, 0xa9]);
    expect(decodeRaw(damaged, 'utf-8')).toBe('a\ufffd\ufffdbé');
    expect(toBytes(damaged, 'utf-8', { start: 3, end: 5 })).toEqual({ start: 4, end: 7 });
    const gbk = Buffer.from([0xc4, 0xe3, 0xba, 0xc3, 0x2e]);
    expect(decodeRaw(gbk, 'gbk')).toBe('你好.');
    expect(toBytes(gbk, 'gbk', { start: 1, end: 2 })).toEqual({ start: 2, end: 4 });
  });
});
