import { expect, test } from 'vitest';
import { readConllu } from '../../../../stages/syntax/train/conllu.ts';
import { retokenize } from '../../../../stages/syntax/train/retokenize.ts';

/** CoNLL-U from `form xpos head relation` lines; a trailing `~` means that no space follows. */
function treebank(...lines: string[]) {
  const rows = lines.map((line, i) => {
    const [form, xpos, head, relation, glued] = line.split(' ');
    return [i + 1, form, '_', xpos, xpos, '_', head, relation, '_', glued === '~' ? 'SpaceAfter=No' : '_'].join('\t');
  });
  return readConllu(`${rows.join('\n')}\n\n`)[0];
}

function lines(words: ReturnType<typeof treebank>): string[] {
  return words.map((word) => `${word.text} ${word.xpos} ${word.head + 1} ${word.relation}`);
}

test('a hyphenated word is cut; its last part keeps tag, head and dependents', () => {
  const words = treebank('They PRP 2 nsubj', 're-opened VBD 0 root', 'it PRP 2 obj ~', '. . 2 punct');
  expect(lines(retokenize(words))).toEqual([
    'They PRP 4 nsubj',
    're NN 4 compound',
    '- HYPH 4 punct',
    'opened VBD 0 root',
    'it PRP 4 obj',
    '. . 4 punct',
  ]);
});

test('words that are one token at run time keep the one whose head lies outside', () => {
  const words = treebank('We PRP 4 nsubj', 'can MD 4 aux ~', 'not RB 4 advmod', 'go VB 0 root');
  expect(lines(retokenize(words))).toEqual(['We PRP 3 nsubj', 'cannot MD 3 aux', 'go VB 0 root']);
});

test('a sentence cut in the same way is left as it is', () => {
  const words = treebank('They PRP 2 nsubj', 'left VBD 0 root ~', '. . 2 punct');
  expect(retokenize(words)).toBe(words);
});

test('words of a multiword token have no space between them', () => {
  const [words] = readConllu(
    [
      "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No",
      '1\tdo\t_\tAUX\tVBP\t_\t0\troot\t_\t_',
      "2\tn't\t_\tPART\tRB\t_\t1\tadvmod\t_\t_",
      '3\t?\t_\tPUNCT\t.\t_\t1\tpunct\t_\t_',
      '',
    ].join('\n'),
  );
  expect(words.map((word) => [word.text, word.spaceBefore])).toEqual([
    ['do', true],
    ["n't", false],
    ['?', false],
  ]);
});

test('a line that is no CoNLL-U is named', () => {
  expect(() => readConllu('1\tword\n')).toThrow('2 columns instead of 10: 1\tword');
});
