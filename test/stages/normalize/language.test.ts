import { describe, expect, test } from 'vitest';
import { readText } from './read.ts';

const ENGLISH =
  'The mayor of the town said on Monday that the harbour would be closed for the winter, and that nobody had asked her why.';
const GERMAN =
  'Die Bürgermeisterin der Stadt sagte am Montag, dass der Hafen über den Winter geschlossen bleibe, und niemand habe sie gefragt.';

describe('language of a document', () => {
  test.each([
    ['en', ENGLISH],
    ['de', GERMAN],
    ['fr', 'La maire de la ville a déclaré lundi que le port resterait fermé tout l’hiver, sans dire pourquoi.'],
    [
      'id',
      'Wali kota mengatakan pada hari Senin bahwa pelabuhan akan ditutup karena hujan, kata polisi di kantor presiden.',
    ],
    ['ms', 'Datuk bandar berkata pada hari Isnin bahawa pelabuhan itu akan ditutup kerana hujan, menurut pihak polis.'],
    [
      'af',
      'Die burgemeester het Maandag gesê dat hulle nie die hawe vir die winter sal oopmaak nie, maar sy wou nie sê hoekom nie.',
    ],
    [
      'sw',
      'Meya wa mji alisema Jumatatu kwamba bandari hiyo itafungwa kwa sababu ya mvua, na watu wa mji huo hawakuulizwa.',
    ],
    [
      'cy',
      'Dywedodd y maer ddydd Llun y bydd yr harbwr ar gau dros y gaeaf, ac nad oedd neb wedi gofyn iddi pam mae hynny.',
    ],
    ['mk', 'Градоначалничката изјави во понеделникот дека пристаништето ќе биде затворено, но не кажа зошто.'],
    ['kk', 'Қала әкімі дүйсенбі күні порттың қыста жабық болатынын айтты, бірақ себебін түсіндірмеді.'],
  ])('%s', (language, text) => {
    expect(readText(text).language).toBe(language);
  });

  test('too few letters tell none', () => {
    expect(readText('12:30 – ok').language).toBeNull();
  });
});

describe('paragraphs in another language', () => {
  test('are named, and cut into sentences by its rules', () => {
    const result = readText([ENGLISH, GERMAN, ENGLISH].join('\n\n'));
    expect(result).toMatchObject({ language: 'en', foreignParagraphs: [{ paragraph: 1, language: 'de' }] });
  });

  test('in a document that is not English', () => {
    const result = readText([GERMAN, GERMAN, ENGLISH].join('\n\n'));
    expect(result).toMatchObject({ language: 'de', foreignParagraphs: [{ paragraph: 2, language: 'en' }] });
  });

  test('foreign names do not make a paragraph foreign', () => {
    const names =
      'Wojciech Jabłoński, Małgorzata Zięba and Łukasz Wróblewski of the Spółdzielnia Mieszkaniowa said that they had left.';
    expect(readText([ENGLISH, names].join('\n\n')).foreignParagraphs).toEqual([]);
  });
});
