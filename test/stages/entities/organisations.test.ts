import { describe, expect, it } from 'vitest';
import { type Reading, read } from './article.ts';

const refers = (reading: Reading, text: string, n = 0) => [reading.mention(text, n).kind, reading.canonical(text, n)];

describe('organisations called again', () => {
  it.each([
    ['The Marlow Health Trust runs six clinics.', 'the trust', 'Marlow Health Trust'],
    ['The International Grain Institute published the figures.', 'the institute', 'International Grain Institute'],
    ['Leaders of the European Union met in Vienna.', 'the bloc', 'European Union'],
  ])('%s', (sentence, phrase, canonical) => {
    const reading = read([sentence, `Nobody doubted that ${phrase} was right.`]);
    expect(refers(reading, phrase)).toEqual(['nominal', canonical]);
  });

  it('takes "the company" for a name that does not tell what it is, right after it', () => {
    const reading = read(['Toyota recalled two million cars.', 'The company said sales were weak.']);
    expect(refers(reading, 'The company')).toEqual(['nominal', 'Toyota']);
  });

  it('leaves two of a kind in one sentence alone', () => {
    const reading = read([
      'The National Survey Agency and the Federal Rescue Agency share a ship.',
      'On Monday the agency said that the ship was old.',
    ]);
    expect(() => reading.mention('the agency')).toThrow('No mention');
  });

  it('does not take "the council spokesman" or "the hospital trust" for a council or hospital', () => {
    const reading = read([
      'Swansea City Council and Morriston Hospital share a car park.',
      'On Monday the council spokesman met the hospital trust.',
    ]);
    expect(() => reading.mention('the council')).toThrow('No mention');
    expect(() => reading.mention('the hospital')).toThrow('No mention');
  });

  it('links "it" that speaks after a sentence about one organisation only', () => {
    const one = read(['The Health Ministry closed two clinics.', 'It said the roofs were unsafe.']);
    expect(refers(one, 'It')).toEqual(['pronoun', 'Health Ministry']);
    const rain = read(['The Health Ministry closed two clinics.', 'It rained all day.']);
    expect(() => rain.mention('It')).toThrow('No mention');
  });
});

describe('persons called again', () => {
  it('knows the one with the role', () => {
    const reading = read([
      'Dame Ruth Hartley, the retired judge who leads the inquiry, opened the session.',
      'Nobody moved while the judge read the letter.',
    ]);
    expect(refers(reading, 'the judge')).toEqual(['nominal', 'Ruth Hartley']);
  });

  it('gives the role before a comma with its owner left to a pronoun', () => {
    const reading = read(['The trust apologised.', 'Its chief executive, Dr Amina Farouk, said she would resign.']);
    expect(reading.mention('Amina Farouk').role).toBe('chief executive');
    expect(refers(reading, 'she')).toEqual(['pronoun', 'Amina Farouk']);
  });

  it('links "she" to the one woman of the sentence before', () => {
    const reading = read([
      '"The mill is finished," said Bronwen Hale, 54, who runs the shop.',
      'She said she would sell it.',
    ]);
    expect(refers(reading, 'She')).toEqual(['pronoun', 'Bronwen Hale']);
  });

  it('leaves "she" open where somebody without a name may be meant', () => {
    const reading = read(['Hannah Lowe wrote the book.', 'What did your mother tell you?', 'She said nothing.']);
    expect(() => reading.mention('She')).toThrow('No mention');
  });
});
