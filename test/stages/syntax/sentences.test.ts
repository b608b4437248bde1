import { describe, expect, test } from 'vitest';
import { parse } from '../../../stages/syntax/index.ts';
import { tokenize } from '../../../stages/text/tokens.ts';

/** The arcs of a sentence as `dependent relation head`; the root's head is `-`. Words of these sentences are unique. */
function arcs(text: string): string[] {
  const tokens = tokenize(text);
  const { head, relation } = parse(tokens);
  return tokens.map(({ text: word }, i) => `${word} ${relation[i]} ${head[i] < 0 ? '-' : tokens[head[i]].text}`);
}

describe('arcs that attribution stands on', () => {
  test.each([
    ['The minister said that the talks had failed.', 'minister nsubj said', 'failed ccomp said', 'that mark failed'],
    ['Officials say the bridge will open in June.', 'Officials nsubj say', 'open ccomp say', 'bridge nsubj open'],
    ['Maria Lopez told reporters that she would resign.', 'resign ccomp told', 'she nsubj resign'],
    ['The company denied that it had broken the law.', 'company nsubj denied', 'broken ccomp denied'],
    ['They want to leave the union.', 'They nsubj want', 'leave xcomp want', 'union obj leave'],
    ['The suspect was arrested by police on Monday.', 'suspect nsubj:pass arrested', 'police obl:agent arrested'],
    ['He believes the court made a mistake.', 'He nsubj believes', 'made ccomp believes', 'court nsubj made'],
    ['Critics agreed.', 'Critics nsubj agreed', 'agreed root -'],
    ['“We will not pay,” Smith said.', 'Smith nsubj said', 'pay ccomp said', 'We nsubj pay', 'said root -'],
    ['The bank’s chairman expects profits to grow.', 'chairman nsubj expects', 'bank nmod:poss chairman'],
    ['The report warns that prices could rise again.', 'report nsubj warns', 'rise ccomp warns', 'prices nsubj rise'],
    ['Asked about the delay, she said it would end.', 'she nsubj said', 'Asked advcl said', 'end ccomp said'],
    ['The spokesman, John Doe, declined to comment.', 'spokesman nsubj declined', 'comment xcomp declined'],
  ])('%s', (text, ...expected) => {
    expect(arcs(text)).toEqual(expect.arrayContaining(expected));
  });
});
