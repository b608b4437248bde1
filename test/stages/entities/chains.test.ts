import { describe, expect, it } from 'vitest';
import { read } from './article.ts';

/** Each case: sentences, then pairs of mention texts (with the number of the mention) that are one entity, or are not. */
interface Case {
  name: string;
  sentences: string[];
  same?: [string, string][];
  apart?: [string, string][];
}

const CASES: Case[] = [
  {
    name: 'whoever is referred to a body, or calls one names, is not that body',
    sentences: ['Norway was referred to the European Court of Justice.', 'Chile called the African Union a partner.'],
    apart: [
      ['Norway', 'European Court of Justice'],
      ['Chile', 'African Union'],
    ],
  },
  {
    name: 'a surname stands for the full name',
    sentences: ['Angela Brandt opened the fair on Monday.', 'Brandt said it was the largest yet.'],
    same: [['Angela Brandt', 'Brandt']],
  },
  {
    name: 'a surname in the headline finds the full name below',
    sentences: ['Okonkwo wins second term', 'President Chidi Okonkwo was re-elected on Sunday.'],
    same: [['Okonkwo', 'Chidi Okonkwo']],
  },
  {
    name: 'a family name that comes first',
    sentences: ['President Zhao Lihua met the delegation.', 'Zhao promised more trade.'],
    same: [['Zhao Lihua', 'Zhao']],
  },
  {
    name: 'Mr and Mrs of one surname',
    sentences: [
      'Mr. Peter Hale and Mrs. Joan Hale run the mill.',
      'Mrs. Hale keeps the books and Mr. Hale drives the truck.',
    ],
    same: [
      ['Peter Hale', 'Hale#1'],
      ['Joan Hale', 'Hale#0'],
    ],
    apart: [['Peter Hale', 'Joan Hale']],
  },
  {
    name: 'a middle initial comes and goes',
    sentences: ['John R. Carver chaired the board.', 'John Carver resigned in May.'],
    same: [['John R. Carver', 'John Carver']],
  },
  {
    name: 'two first names are two persons',
    sentences: ['Anna Weiss and Karl Weiss signed the letter.'],
    apart: [['Anna Weiss', 'Karl Weiss']],
  },
  {
    name: 'an acronym in parentheses',
    sentences: ['The World Health Organization (WHO) sent a team.', 'The WHO said the outbreak was over.'],
    same: [
      ['World Health Organization', 'WHO#0'],
      ['World Health Organization', 'WHO#1'],
    ],
  },
  {
    name: 'an acronym without parentheses',
    sentences: ['The United Nations adopted the resolution.', 'Russia asked the UN to act.'],
    same: [['United Nations', 'UN']],
  },
  {
    name: 'the names of the United States',
    sentences: [
      'The U.S. and Mexico reached a deal.',
      'America will buy more steel, and the United States will lift its quota.',
    ],
    same: [
      ['U.S.', 'America'],
      ['America', 'United States'],
    ],
    apart: [['U.S.', 'Mexico']],
  },
  {
    name: 'the names of the United Kingdom',
    sentences: ['Britain left the union in 2020.', 'The UK has signed twelve treaties since.'],
    same: [['Britain', 'UK']],
  },
  {
    name: 'a people and its country',
    sentences: ['Norway closed the border.', 'Norwegian police turned back two cars.'],
    same: [['Norway', 'Norwegian']],
  },
  {
    name: 'a river also known by another name',
    sentences: [
      'The Amu Darya River, also known as the Oxus, runs dry in summer.',
      'Farmers along the Oxus lost their crops.',
    ],
    same: [
      ['Amu Darya River', 'Oxus#0'],
      ['Amu Darya River', 'Oxus#1'],
    ],
  },
  {
    name: 'what islands are called in a country',
    sentences: [
      'Argentina claims the Falkland Islands, called the Malvinas in Argentina.',
      'The Malvinas were on the agenda.',
    ],
    same: [
      ['Falkland Islands', 'Malvinas#0'],
      ['Falkland Islands', 'Malvinas#1'],
    ],
  },
  {
    name: 'a former name',
    sentences: ['Eswatini, formerly known as Swaziland, joined the talks.'],
    same: [['Eswatini', 'Swaziland']],
  },
  {
    name: 'a company and its short name',
    sentences: ['Hartwell Group raised its forecast.', 'Shares of Hartwell rose by a tenth for 300,000 people.'],
    same: [['Hartwell Group', 'Hartwell']],
  },
  {
    name: 'a possessive is the same name',
    sentences: ["Maria Lopez's report was late.", 'Lopez’s office gave no reason.'],
    same: [['Maria Lopez', 'Lopez']],
  },
  {
    name: 'ministries of two countries',
    sentences: ["Japan's Ministry of Finance agreed.", "Germany's Ministry of Finance did not."],
    apart: [['Ministry of Finance#0', 'Ministry of Finance#1']],
  },
  {
    name: 'a dateline in capitals',
    sentences: ['GENEVA (AP) - The talks in Geneva went on.'],
    same: [['GENEVA', 'Geneva']],
  },
  {
    name: 'a person and a place of one name',
    sentences: ['George Washington crossed the river.', 'The museum is in Seattle, Washington.'],
    apart: [['George Washington', 'Washington']],
  },
];

const parse = (name: string): [string, number] => {
  const [text, n] = name.split('#');
  return [text, Number(n ?? 0)];
};

describe('chains', () => {
  it.each(CASES.map((example) => [example.name, example] as const))('%s', (_, { sentences, same = [], apart = [] }) => {
    const reading = read(sentences);
    for (const [a, b] of same) expect([b, reading.canonical(...parse(b))]).toEqual([b, reading.canonical(...parse(a))]);
    for (const [a, b] of apart) expect(reading.canonical(...parse(a))).not.toBe(reading.canonical(...parse(b)));
  });

  it('names a chain by its fullest form', () => {
    const reading = read([
      'Brandt said so.',
      'Angela Brandt was right, and the US and WHO agreed.',
      'The World Health Organization (WHO) is large.',
    ]);
    expect(reading.canonical('Brandt')).toBe('Angela Brandt');
    expect(reading.canonical('US')).toBe('United States');
    expect(reading.canonical('WHO')).toBe('World Health Organization');
  });

  it('tells kinds of mention', () => {
    const reading = read([
      'Angela Brandt of the World Health Organization (WHO) met French doctors.',
      'Brandt smiled.',
    ]);
    expect(reading.mention('Angela Brandt').kind).toBe('name');
    expect(reading.mention('Brandt').kind).toBe('alias');
    expect(reading.mention('WHO').kind).toBe('acronym');
    expect(reading.mention('French')).toMatchObject({ kind: 'demonym', type: 'MISC' });
    expect(reading.canonical('French')).toBe('France');
  });

  it('gives a body of state its country', () => {
    const reading = read([
      "An aide at Japan's Ministry of Foreign Affairs spoke.",
      'The Russian Defense Ministry denied it.',
    ]);
    expect(reading.canonical('Ministry of Foreign Affairs')).toBe('Ministry of Foreign Affairs of Japan');
    expect(reading.annotations.entities.map((entity) => entity.canonical)).toContain('Defense Ministry of Russia');
  });

  it('keeps articles, titles and possessives out of spans', () => {
    const reading = read(["The Hague's mayor met President Emil Novak and the Red Cross."]);
    expect(reading.texts('PER')).toContain('Emil Novak');
    expect(reading.texts('ORG')).toContain('Red Cross');
  });

  it('finds addresses', () => {
    const reading = read(['Write to news.desk@example.org for more.']);
    expect(reading.mention('news.desk@example.org')).toMatchObject({ type: 'EMAIL', confidence: 1 });
  });
});
