import { describe, expect, test } from 'vitest';
import { splitSentences } from '../../../stages/normalize/sentences/index.ts';

const split = (text: string, language = 'en'): string[] =>
  splitSentences(text, [{ start: 0, end: text.length }], language).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  // Each case is a sentence list; joined by spaces it must fall apart in the same places.
  test.each([
    [['The vote was close.', 'Nobody spoke afterwards.']],
    [['Mr. Okafor met Gen. Dupont and Sen. Ruiz on Monday.', 'They agreed.']],
    [['The firm, Hartnell & Co., denied it.', 'So did Brill Inc. of Leeds.']],
    [['He moved to the U.S. in 1998.', 'She stayed in the U.K.', 'They write often.']],
    [['The U.S. Treasury said no.']],
    [['Prices rose 3.5 percent.', 'Wages rose 1.2.', 'That was all.']],
    [['J. R. Whitlow wrote it.', 'It sold well.']],
    [['It opens at 9 a.m. on Friday.', 'It closes at 5 p.m.', 'The museum is free.']],
    [['“We knew,” she said.', '“We always knew.”']],
    [['He said: “It rained. It always rains.”', 'Then he left.']],
    [['“Is it over?” asked the child.', 'It was not.']],
    [['She wondered ... and then she knew.', 'It was late.']],
    [['See https://news.example/a.b/c.html for more.', 'Write to desk@news.example.', 'Thanks.']],
    [['The hearing is on Nov. 3.', 'The trial is in Dec.', 'It will be long.']],
    [['What?!', 'Nobody knew.']],
    [['It was No. 5 on the list.', 'No. 6 was empty.']],
    [['The law (it dates from 1912. Few know it.) was repealed.', 'Good.']],
  ])('%j', (sentences) => {
    expect(split(sentences.join(' '))).toEqual(sentences);
  });

  test('an enumeration in one paragraph falls into its items', () => {
    expect(split('1. Open the door. 2. Close it.')).toEqual(['1. Open the door.', '2. Close it.']);
    expect(split('• open the door • close it')).toEqual(['• open the door', '• close it']);
  });

  test('an unclosed quotation is cut like other text', () => {
    expect(split('“It rained all day. Nobody came.')).toEqual(['“It rained all day.', 'Nobody came.']);
  });

  test('other languages', () => {
    expect(split('今日は雨です。明日は晴れます。', 'ja')).toEqual(['今日は雨です。', '明日は晴れます。']);
    expect(split('El tren salió tarde. ¿Quién lo sabía? Nadie.', 'es')).toHaveLength(3);
  });
});
