import { describe, expect, test } from 'vitest';
import { checkInput } from '../../../activities/sources/input.ts';
import { DocumentError } from '../../../stages/errors.ts';

const HASH = 'a'.repeat(64);

describe('checkInput', () => {
  test.each([
    [{ source: 'raw/a.txt' }, 'source'],
    [{ source: 'https://paper.example/a', key: 'k', contentType: 'text/html; charset=utf-8' }, 'source'],
    [{ text: '' }, 'text'],
    [{ text: 'It rained.', url: 'https://paper.example/a', key: 'k' }, 'text'],
    [{ rawSha256: HASH, key: 'k', origin: '/home/ann/a.txt' }, 'rawSha256'],
  ])('takes %j', (input, form) => {
    expect(checkInput(input)).toEqual({ form, ...input });
  });

  test.each<[unknown, RegExp]>([
    [undefined, /the input is missing; ingestDocument takes \{"source"/u],
    [null, /the input is null/u],
    ['raw/a.txt', /the input is "raw\/a\.txt"/u],
    [['raw/a.txt'], /the input is \["raw\/a\.txt"\]/u],
    [{}, /none of "source", "text", "rawSha256"/u],
    [{ source: 'raw/a.txt', text: 'x' }, /"source" and "text"/u],
    [{ source: 7 }, /"source" .*string/u],
    [{ source: '' }, /"source" is empty/u],
    [{ source: 'raw/a\0.txt' }, /"source" holds a control character/u],
    [{ source: ' raw/a.txt' }, /"source" begins or ends with white space/u],
    [{ source: `raw/${'é'.repeat(1100)}` }, /"source" is longer than 2048 bytes/u],
    [{ source: 'raw/a.txt', kye: 'k' }, /the input has "kye".* beside "source", "key", "contentType" nothing/u],
    [[{ source: 'raw/a.txt' }, { source: 'raw/b.txt' }], /2 inputs were given.*start one for each/u],
    [{ source: 'raw/a.txt', contentType: 'html' }, /"contentType" is no media type/u],
    [{ text: 'x', url: 'ftp://paper.example/a' }, /"url" is no http\(s\) address/u],
    [{ rawSha256: HASH }, /"key"/u],
    [{ rawSha256: HASH.toUpperCase(), key: 'k' }, /"rawSha256" is not 64/u],
  ])('refuses %j', (input, message) => {
    expect(() => checkInput(input)).toThrow(message);
    expect(() => checkInput(input)).toThrow(DocumentError);
  });
});
