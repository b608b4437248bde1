import { describe, expect, it } from 'vitest';
import { attribute } from '../../../stages/attribution/index.ts';
import { read, structure, words } from './read.ts';

function credits(text: string): string[] {
  return read(text, 'without entities').credits.map(({ kind, name, role, outlet, email }) =>
    [kind, name, role ?? '', outlet ?? '', email ?? ''].join('|').replace(/\|+$/u, ''),
  );
}

describe('credits', () => {
  it.each([
    ['byline', 'Storm closes port\n\nBy Jane Doe\n\nThe port closed on Monday.', ['author|Jane Doe']],
    [
      'byline in capitals with a job',
      'By JANE DOE and JOHN ROE, Staff Writers\n\nThe port closed.',
      ['author|Jane Doe|Staff Writers', 'author|John Roe|Staff Writers'],
    ],
    ['a sentence that begins with By', 'By Monday morning the port had closed.', []],
    [
      'compiler and interviewee',
      'The sea is rising.\n\nThe article was compiled by Delta Post reporter Mai Lan, based on an interview with Omar Idris, a glaciologist at Turku.',
      [
        'outlet|Delta Post',
        'compiler|Mai Lan|Delta Post reporter|Delta Post',
        'interviewee|Omar Idris|a glaciologist at Turku',
      ],
    ],
    [
      'wire story',
      'LAGOS, May 4 (Coast News Agency) -- Rain fell.\n\n(Reporting by Ada Obi in Lagos; editing by Tim Hale)',
      ['dateline|LAGOS', 'agency|Coast News Agency', 'author|Ada Obi', 'editor|Tim Hale'],
    ],
    ['translator', 'It rained.\n\nTranslated from the German by Klaus Meier', ['translator|Klaus Meier']],
    ['additional reporting', 'It rained.\n\nAdditional reporting by Lee Wong in Perth.', ['contributor|Lee Wong']],
    [
      'contributors at the end',
      'It rained.\n\nLee Wong and Ann Ray contributed to this report.',
      ['contributor|Lee Wong', 'contributor|Ann Ray'],
    ],
    ['photographs', 'It rained.\n\nPhotographs by Ann Ray', ['photo|Ann Ray']],
    [
      'contact that a name fits',
      'By Ann Ray\n\nIt rained.\n\nann.ray@example.org',
      ['author|Ann Ray', 'contact|Ann Ray|||ann.ray@example.org'],
    ],
    [
      'contact of nobody',
      'By Ann Ray\n\nIt rained.\n\nnews@example.org',
      ['author|Ann Ray', 'contact|news@example.org|||news@example.org'],
    ],
  ])('%s', (_, text, expected) => {
    expect(credits(text)).toEqual(expected);
  });

  it('has the name as its span', () => {
    const text = 'It rained.\n\nThe report was translated by Klaus Meier.';
    const [credit] = read(text, 'without entities').credits;
    expect(words(text, [credit])).toBe('Klaus Meier');
  });

  it('attributes nothing to an interviewee who is only credited', () => {
    const text = 'The sea is rising.\n\nThe article is based on an interview with Omar Idris, an expert on ice.';
    expect(read(text, 'with entities').attributions).toEqual([]);
  });

  it.each([
    [['Reuters'], null, 'agency|Reuters'],
    [['Harbour Gazette'], 'Harbour Gazette', 'outlet|Harbour Gazette'],
    [['Jane Doe'], 'Harbour Gazette', 'author|Jane Doe'],
  ])('says of a byline of %j what it is', (byline, outlet, credit) => {
    const text = `Storm closes port\n\n${byline[0]}\n\nThe port closed on Monday.`;
    const found = attribute(
      { ...structure(text), byline, outlet },
      { status: 'tagged', entities: [], mentions: [] },
    ).credits;
    expect(found.map(({ kind, name }) => `${kind}|${name}`)).toEqual([credit]);
  });

  it('finds the byline and outlet of the metadata in the text', () => {
    const text = 'Storm closes port\n\nJane Doe, Harbour Gazette\n\nThe port closed on Monday.';
    const input = { ...structure(text), byline: ['Jane Doe'], outlet: 'Harbour Gazette' };
    const found = attribute(input, { status: 'tagged', entities: [], mentions: [] }).credits;
    expect(found.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['author Jane Doe', 'outlet Harbour Gazette']);
  });
});
