/** An ordinary sentence, with the space after it. */
export const SENTENCE = 'The board voted on Monday to close the pier, the mayor said in a statement. ';
/** A piece as often as makes a length, in characters, or a little more. */
export const fill = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length));

/** Documents made to be slow, deep or large; each of about the length asked for, in characters. */
export const HOSTILE: Record<string, (length: number) => string> = {
  'nested tags': (length) => `<html>${fill('<div>', length)}${SENTENCE}`,
  'nested inline tags': (length) => `<html><p>${fill('<b>', length)}${SENTENCE}`,
  'nested and closed': (length) =>
    `<html>${fill('<div><p>', length / 2)}${fill('</p></div>', length / 2)}<p>${SENTENCE}`,
  'stray end tags': (length) => `<html>${'<div>'.repeat(500)}${fill('</b>', length)}<p>${SENTENCE}`,
  'unclosed tags': (length) => `<html><p>${SENTENCE}${fill('<p class="a', length)}`,
  'unclosed comments': (length) => `<html><p>${SENTENCE}${fill('<!--', length)}`,
  'angle brackets': (length) => `<html><p>${SENTENCE}${fill('<', length)}`,
  entities: (length) => `<html><p>${SENTENCE}${fill('&amp;', length)}`,
  'entities cut off': (length) => `<html><p>${SENTENCE}${fill('&a', length)}`,
  'blocks of a page': (length) => `<html>${fill('<div>a</div>', length)}`,
  'line breaks of a page': (length) => `<html>${fill('<br>y.', length)}`,
  'brackets of JSON': (length) =>
    `<html><script type="application/ld+json">${fill('[', length)}</script><p>${SENTENCE}`,
  'bylines of a page': (length) => `<html>${fill('<div class="author">by Ola Vik</div>', length)}`,
  'headings of links beside names': (length) =>
    `<html><h2><a href="/a">A</a></h2>${fill('<p class="byline">Ola Vik', length)}`,
  'one line': (length) => fill(SENTENCE, length),
  'one word': (length) => fill('abcdefgh', length),
  'one space': (length) => `a${fill(' ', length)}b`,
  paragraphs: (length) => fill('Hello there.\n\n', length),
  lines: (length) => fill('Hello there\n', length),
  'full stops': (length) => `a${fill('.', length)}b c`,
  'spaced stops': (length) => `a ${fill('. ', length)}b c`,
  'quotation marks': (length) => `a ${fill('" “ ', length)}`,
  'open brackets': (length) => fill('(a. ', length),
  mojibake: (length) => fill('CafÃ© owner â€œdragonâ€\u009d\n', length),
  'combining marks': (length) => `a${fill('\u0301\u0316', length)}`,
  'initials and labels': (length) => fill('A. B: ', length),
  'list items': (length) => fill('1. a 2. b ', length),
};
