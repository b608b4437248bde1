import { describe, expect, it } from 'vitest';
import { read } from './article.ts';

describe('one name, one type', () => {
  it('leaves the same name of two types to what the document shows', () => {
    const { annotations } = read([
      'Brightwater Motors cut 300 jobs at its plant in Leeds.',
      'The jobs went because of debt, said Omar Reyes of Brightwater Motors.',
      'According to Brightwater Motors, sales rose.',
    ]);
    const found = annotations.mentions.filter(({ text }) => text === 'Brightwater Motors');
    expect(new Set(found.map(({ type }) => type))).toEqual(new Set(['ORG']));
    expect(annotations.entities.filter(({ canonical }) => canonical.includes('(2)'))).toEqual([]);
  });

  it('takes a dateline for the place it names', () => {
    const reading = read([
      'PORT ELLISON - The ferry sank at night.',
      'Boats from Port Ellison took part in the search.',
    ]);
    expect(reading.mention('PORT ELLISON')).toMatchObject({ type: 'LOC' });
    expect(reading.canonical('PORT ELLISON')).toBe('Port Ellison');
  });

  it.each([
    ['The National Dockers’ Union called a strike on Monday.', 'National Dockers’ Union'],
    ["Nurses at St Brigid's Hospital walked out on Monday.", "St Brigid's Hospital"],
  ])('keeps the head that a possessive parts from a name: %s', (sentence, name) => {
    expect(read([sentence]).mention(name)).toMatchObject({ type: 'ORG' });
  });

  it('parts a person from the newspaper after "of"', () => {
    const reading = read([
      'Evening Post has covered the trial for a year.',
      'The film was made by Hannah Lowe of Evening Post in Leeds.',
      'Evening Post said it stood by the report.',
    ]);
    expect(reading.mention('Hannah Lowe')).toMatchObject({ type: 'PER' });
    expect(reading.mention('Evening Post', 1)).toMatchObject({ type: 'ORG' });
  });

  it('takes a board named by its last word for the board named in full', () => {
    const reading = read(['The Harwich Pilotage Board met on Monday.', 'Members of the Board said the port was safe.']);
    expect(reading.canonical('Board')).toBe('Harwich Pilotage Board');
  });
});

describe('a lone surname', () => {
  it('is the person named in full elsewhere, though the tagger takes it for a place, if not for sure', () => {
    const reading = read([
      'Ewan Tulloch kept the light on Gannet Rock until the machines took over.',
      'Ewan Tulloch: She said I would be back by Christmas.',
      "Tulloch: I didn't refuse.",
      'Tulloch: The engineer, Fergus Laing, promised me ten years.',
      'Tulloch: Edinburgh thinks it is a house with a view.',
    ]);
    for (const n of [0, 1, 2]) expect(reading.canonical('Tulloch', n)).toBe('Ewan Tulloch');
  });
});

describe('post-nominals', () => {
  it.each(['KC', 'MP', 'CBE'])('are no part of the name: %s', (letters) => {
    const reading = read([`Lawyer Anthony Brooks ${letters} spoke first.`, 'Brooks said the case was weak.']);
    expect(reading.canonical('Brooks')).toBe('Anthony Brooks');
  });

  it('do not keep a surname from its bearer', () => {
    const reading = read(['Walter Dunmore Jr. won the vote.', 'Dunmore thanked his supporters.']);
    expect(reading.canonical('Dunmore')).toBe(reading.canonical('Walter Dunmore Jr.'));
  });

  it('keeps a double-barrelled surname whole', () => {
    const reading = read(['Judge Alice Adeyemi-Clarke adjourned the case.', 'Adeyemi-Clarke gave no reason.']);
    expect(reading.canonical('Adeyemi-Clarke')).toBe('Alice Adeyemi-Clarke');
  });
});
