import { describe, expect, test } from 'vitest';
import { alignRepair } from '../../../stages/normalize/characters/mojibake.ts';
import { readHtml, readText } from './read.ts';

describe('characters', () => {
  test.each([
    ['soft hyphens', 'The govern\u00adment fell.', 'The government fell.'],
    ['zero-width characters', 'The\u200b gov\u200dern\u2060ment\ufeff fell.', 'The government fell.'],
    [
      'spaces of every kind',
      'It cost 10\u00a0000\u202feuros\u2009today\u3000here.',
      'It cost 10 000 euros today here.',
    ],
    ['ligatures', 'The oﬃce ﬁled a ﬂat reﬀort.', 'The office filed a flat reffort.'],
    [
      'control characters',
      'The\u0007 office\u0000 was closed for the whole of the week, and nobody knew why it had been.',
      'The office was closed for the whole of the week, and nobody knew why it had been.',
    ],
    ['decomposed letters', 'The cafe\u0301 in Zu\u0308rich, A\u030angstro\u0308m.', 'The café in Zürich, Ångström.'],
    ['Hangul parts', '\u1112\u1161\u11ab\u1100\u116e\u11a8 is Korea in Korean.', '한국 is Korea in Korean.'],
    ['carriage returns', 'One line here.\r\n\r\nAnother one.\rA third.', 'One line here.\n\nAnother one.\n\nA third.'],
    [
      'quotation marks keep their kind',
      '“Yes,” she said. "No," he said. ‘So.’ \'So.\' «Oui.»',
      '“Yes,” she said. "No," he said. ‘So.’ \'So.\' «Oui.»',
    ],
    ['joined pictures', 'The 👩‍🚀 flew home.', 'The 👩‍🚀 flew home.'],
    ['Persian joiners', 'او می\u200cخواهد به خانه برود.', 'او می\u200cخواهد به خانه برود.'],
    ['mojibake', 'The cafÃ© was â€œclosedâ€\u009d, she said.', 'The café was “closed”, she said.'],
    ['mojibake made twice', 'The cafÃƒÂ© was closed.', 'The café was closed.'],
    ['mojibake whose second half is an entity', 'It took 10Î&frac14;s in all.', 'It took 10μs in all.'],
    ['mojibake that looks like letters', 'The AHÃ…â„¢ sofa was sold.', 'The AHÅ™ sofa was sold.'],
    ['entities of a text that is not damaged', 'Ask for R&amp;D, café &frac14;.', 'Ask for R&amp;D, café &frac14;.'],
    ['full-width forms in Latin text', 'It left Ningbo，China for ＮＡＴＯ（2）.', 'It left Ningbo,China for NATO(2).'],
    ['full-width forms among East Asian letters', 'ＮＨＫは、東京（日本）で。', 'ＮＨＫは、東京（日本）で。'],
    ['escapes of a terminal', 'The \u001b[31;1mred\u001b[0m door was closed.', 'The red door was closed.'],
    ['real accents that look alike', 'Âge and Ångström, “naïve” — Élodie.', 'Âge and Ångström, “naïve” — Élodie.'],
  ])('%s', (_, raw, clean) => {
    expect(readText(raw, 'text/plain; charset=utf-8').text).toBe(clean);
  });

  test('bidi controls go, and are reported', () => {
    const { text, warnings } = readText('The file \u202egnp.exe\u202c was sent.');
    expect(text).toBe('The file gnp.exe was sent.');
    expect(warnings).toContain('bidi-controls-removed');
  });

  test('surrogate halves become replacement characters', () => {
    expect(readHtml('<p>A half &#xD83D; of a pair was found in the text of the page.</p>').text).toMatch(
      /^A half \ufffd+ of/u,
    );
  });

  test('a heap of combining marks is cut', () => {
    const { text, warnings } = readText(`The Z${'\u0301\u0316'.repeat(400)}algo text.`);
    expect([...text].length).toBeLessThan(60);
    expect(warnings).toContain('combining-marks-removed');
  });

  test('damage is repaired to the end of a long document', { timeout: 60_000 }, () => {
    const { text } = readText('CafÃ© owner â€œdragonâ€\u009d left the town for good. '.repeat(60_000));
    expect(text.endsWith('for good. Café owner “dragon” left the town for good.')).toBe(true);
    expect(text).not.toContain('Ã');
  });

  test('repairs are aligned character by character', () => {
    expect(alignRepair('cafÃ© bar', 'café bar', 10)).toEqual([{ start: 13, end: 15, text: 'é' }]);
    expect(alignRepair('Ã©Ã¨ x', 'éè x', 0)).toEqual([
      { start: 0, end: 2, text: 'é' },
      { start: 2, end: 4, text: 'è' },
    ]);
  });
});
