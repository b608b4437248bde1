import { describe, expect, test } from 'vitest';
import { paragraphsOf, readText } from './read.ts';

const read = (text: string) => readText(text, 'text/plain');

/** Wraps a paragraph at a width as mail programs do. */
function wrap(text: string, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}

const PROSE = [
  'The harbour board of Sandwick voted late on Tuesday to close the old ferry pier, which engineers had called unsafe in three reports since the spring.',
  'Its chair, Moira Lindqvist, said that the decision had been hard. "We have looked at every figure twice," she told the members, "and they do not get better."',
  'Islanders fear for the winter. The nearest pier lies eleven miles to the south, and the road there floods when the wind is from the east.',
  'A new pier would cost nine million pounds. The board has four.',
];

describe('paragraphs', () => {
  test.each([40, 55, 65, 72, 80, 100])('hard wraps at %i columns, blank lines between paragraphs', (width) => {
    expect(paragraphsOf(read(PROSE.map((text) => wrap(text, width)).join('\n\n')))).toEqual(PROSE);
  });

  test.each([50, 72])('hard wraps at %i columns, first lines indented, no blank lines', (width) => {
    expect(paragraphsOf(read(PROSE.map((text) => `    ${wrap(text, width)}`).join('\n')))).toEqual(PROSE);
  });

  test('one paragraph a line', () => {
    expect(paragraphsOf(read(PROSE.join('\n')))).toEqual(PROSE);
  });

  test('one sentence a line', () => {
    const sentences = [
      'The pier is closed.',
      'Nobody was hurt on Tuesday.',
      'It will stay closed for the winter.',
      'The board meets again in May.',
    ];
    expect(paragraphsOf(read(sentences.join('\n')))).toEqual(sentences);
  });

  test('a line broken inside a sentence, among paragraphs that are lines', () => {
    const broken =
      'A sign of the mood is that a clerk of the island’s\nBoard of Harbours said that no boat would sail before Friday.';
    const lines = [PROSE[0], broken, PROSE[2]];
    expect(paragraphsOf(read(lines.join('\n')))).toEqual([PROSE[0], broken.replace('\n', ' '), PROSE[2]]);
  });

  test('words hyphenated at line ends are joined, compounds keep their hyphen', () => {
    const text =
      'The harbour board voted to close the old ferry pier in Sandwick, which engi-\nneers had called unsafe in three reports. Its chair is a well-\nknown surveyor who has spent the last twenty years of her life at the har-\nbour and in its boats, and knows all of the people who work in them by name.';
    expect(read(text).text).toContain('which engineers had');
    expect(read(text).text).toContain('a well-known surveyor');
    expect(read(text).text).toContain('at the harbour and');
  });

  test('bullets, questions and answers, addresses stay apart', () => {
    const lines = [
      'What the board decided:',
      '- the pier closes on Friday',
      '- the ferry stops',
      'Q: Why now?',
      'A: It was unsafe.',
      'desk@sandwick.example',
    ];
    expect(paragraphsOf(read(lines.join('\n')))).toEqual(lines);
  });

  test('a long headline and the date line below it stay apart', () => {
    const lines = [
      'After two storms and three surveys, the harbour board of Sandwick closes its ferry pier for the whole of the winter',
      'Tuesday, November 5, 2024',
      PROSE[0],
      PROSE[2],
    ];
    expect(paragraphsOf(read(lines.join('\n')))).toEqual(lines);
    expect(read(lines.join('\n'))).toMatchObject({ title: lines[0], publishedAt: '2024-11-05' });
  });

  test('every word of the input stays', () => {
    const text = `BOARD-PIER (UPDATE 1)\n\nPIER CLOSES\n\nBy Moira Lindqvist\n\nSANDWICK, Nov. 3 (Isles Press) -- ${PROSE[0]}\n\n(Editing by A. Voe)\n\nENDS`;
    const words = (value: string) => value.match(/[\p{L}\p{N}]+/gu);
    expect(words(read(text).text)).toEqual(words(text));
  });
});

describe('the head of a text', () => {
  const body = PROSE.join('\n\n');
  test.each([
    ['a headline', `Sandwick board closes its ferry pier\n\n${body}`, 'Sandwick board closes its ferry pier'],
    ['a headline in capitals', `SANDWICK CLOSES PIER\n\n${body}`, 'SANDWICK CLOSES PIER'],
    ['a headline that asks', `Who will pay for the pier?\n\n${body}`, 'Who will pay for the pier?'],
    [
      'a headline below a slug',
      `PIER-CLOSURE (UPDATE 2)\nUpdated: adds quote\n\nBoard closes pier\n\n${body}`,
      'Board closes pier',
    ],
    ['a headline with a label', `Reports: board to close its pier\n\n${body}`, 'Reports: board to close its pier'],
    ['a turn of a conversation', `Vik: The pier is closed\n\n${body}\n\nVik: It is.`, null],
    ['no headline', body, null],
    ['a dateline only', `SANDWICK, Nov. 3 (Isles Press) -- ${body}`, null],
  ])('%s', (_, text, title) => {
    expect(read(text).title).toBe(title);
  });

  test.each([
    ['By Moira Lindqvist', ['Moira Lindqvist']],
    ['By Moira Lindqvist and Ola Vik', ['Moira Lindqvist', 'Ola Vik']],
    ['BY MOIRA LINDQVIST, HARBOUR CORRESPONDENT', ['Moira Lindqvist']],
    ['Moira Lindqvist, 3 November 2024', ['Moira Lindqvist']],
  ])('%s', (line, names) => {
    expect(read(`Board closes its pier\n\n${line}\n\n${body}`).byline).toEqual(names);
  });

  test.each([
    ['3 November 2024', '2024-11-03'],
    ['Nov. 3, 2024', '2024-11-03'],
    ['Published: Sunday, November 3, 2024', '2024-11-03'],
    ['2024-11-03T08:30:00Z', '2024-11-03T08:30:00Z'],
    ['23/11/2024', '2024-11-23'],
    ['3/11/2024', null],
    ['3 November', null],
    ['31 November 2024', null],
  ])('%s', (line, date) => {
    expect(read(`Board closes its pier\n\n${line}\n\n${body}`).publishedAt).toBe(date);
  });
});
