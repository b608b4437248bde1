import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../stages/entities/dates/calendar.ts';
import { dateValue } from '../../../stages/entities/dates/value.ts';
import { read } from './article.ts';

/** A Thursday. */
const PUBLISHED = '2024-03-14T18:05:00+01:00';

const VALUES: [text: string, value: string | undefined][] = [
  ['12 March 2021', '2021-03-12'],
  ['March 12, 2021', '2021-03-12'],
  ['Sept. 5th, 1999', '1999-09-05'],
  ['Friday, 12 March 2021', '2021-03-12'],
  ['2021-03-12', '2021-03-12'],
  ['March 2021', '2021-03'],
  ['early 2019', '2019'],
  ['1987', '1987'],
  ['the 1990s', '199X'],
  ['30 February 2021', undefined],
  ['10 March', '2024-03-10'],
  ['December 28', '2023-12-28'],
  ['today', '2024-03-14'],
  ['yesterday', '2024-03-13'],
  ['tomorrow', '2024-03-15'],
  ['Tuesday', '2024-03-12'],
  ['Thursday', '2024-03-14'],
  ['last Thursday', '2024-03-07'],
  ['next Monday', '2024-03-18'],
  ['last week', '2024-W10'],
  ['earlier this month', '2024-03'],
  ['next month', '2024-04'],
  ['last year', '2023'],
  ['three weeks ago', '2024-W08'],
  ['two years ago', '2022'],
  ['November', undefined],
  ['twenty-six years ago', '1998'],
  ['thirty-two years', 'P32Y'],
  ['last May', '2023-05'],
  ['the past six months', 'P6M'],
  ['10 years', 'P10Y'],
  ['two decades', 'P20Y'],
  ['the next three days', 'P3D'],
  ['decades', undefined],
  ['once upon a time', undefined],
];

describe('values of dates', () => {
  it.each(VALUES)('%s is %s', (text, value) => {
    expect(dateValue(text, dayOf(PUBLISHED))).toBe(value);
  });

  it.each(['10 March', 'Tuesday', 'last year', 'earlier this month', 'today', 'November', 'two years ago'])(
    'makes up no year for "%s"',
    (text) => {
      expect(dateValue(text, null)).toBeUndefined();
    },
  );

  it('needs a date to start from, and takes none else', () => {
    expect(dayOf('2024-03-14')).toBe(Date.UTC(2024, 2, 14));
    expect(dayOf('2024')).toBeNull();
    expect(dayOf('soon')).toBeNull();
    expect(dayOf('2024-02-31')).toBeNull();
  });
});

describe('dates in a text', () => {
  it('finds them with their values', () => {
    const reading = read(['The bridge, opened on 12 March 1931, will close next month.'], { publishedAt: PUBLISHED });
    expect(reading.mention('12 March 1931')).toMatchObject({ type: 'DATE', value: '1931-03-12' });
    expect(reading.mention('next month').value).toBe('2024-04');
  });

  it('gives durations that place something in time', () => {
    const reading = read(['It was the first such visit in 10 years, and the third in the past six months.']);
    expect(reading.mention('10 years').value).toBe('P10Y');
    expect(reading.mention('the past six months').value).toBe('P6M');
  });

  it('keeps relative dates without value where the day of publication is unknown', () => {
    const reading = read(['The talks were held last week.']);
    expect(reading.mention('last week').value).toBeUndefined();
  });

  const TENSES: [sentence: string, date: string, value: string | undefined][] = [
    ['She took office last May.', 'last May', '2023-05'],
    ['The work is to begin in September.', 'September', '2024-09'],
    ['The work began in September.', 'September', '2023-09'],
    ['The walkout would run from Saturday, the union said.', 'Saturday', '2024-03-16'],
    ['The mayor said on Tuesday that the bridge would open.', 'Tuesday', '2024-03-12'],
    ['The bridge will be closed from Monday.', 'Monday', '2024-03-18'],
    ['The bridge was closed from Monday.', 'Monday', '2024-03-11'],
    ['On Friday, the court will hear the case.', 'Friday', '2024-03-15'],
    ['On Friday, the court heard the case.', 'Friday', '2024-03-08'],
    ['Lawmakers have until Wednesday to reply.', 'Wednesday', '2024-03-20'],
    ['The owners plan to sell the ferry in January.', 'January', '2025-01'],
    ['The owners sold the ferry in January.', 'January', '2024-01'],
    ['Rain is common in November.', 'November', undefined],
  ];
  it.each(TENSES)('goes by the tense of "%s"', (sentence, date, value) => {
    expect(read([sentence], { publishedAt: PUBLISHED }).mention(date).value).toBe(value);
  });

  it('leaves the full stop of the sentence to it', () => {
    expect(read(['It was bottled on 3 November.'], { publishedAt: PUBLISHED }).mention('3 November').text).toBe(
      '3 November',
    );
    expect(read(['It was bottled on Nov. 3.'], { publishedAt: PUBLISHED }).mention('Nov. 3').text).toBe('Nov. 3');
  });

  it.each([
    ['She left for Cairo in 1998, having married ten years earlier.', 'ten years earlier'],
    ['He came home in 2001 and died two months later.', 'two months later'],
  ])('gives no value to what counts from another day: %s', (sentence, text) => {
    const mention = read([sentence], { publishedAt: PUBLISHED }).mention(text);
    expect(mention).toMatchObject({ type: 'DATE' });
    expect(mention.value).toBeUndefined();
  });

  it('takes what is only before a plan for no date', () => {
    const { mentions } = read(['The bridge opened two days earlier than planned.']).annotations;
    expect(mentions.map(({ text }) => text)).toEqual([]);
  });

  it('takes a verb for none', () => {
    expect(read(['The stocks would last a month.']).annotations.mentions).toEqual([]);
  });

  it('takes compound numbers whole', () => {
    const reading = read(['He came home twenty-six years later.'], { publishedAt: PUBLISHED });
    expect(reading.mention('twenty-six years later')).toMatchObject({ type: 'DATE' });
  });
});
