/** Names in the calendar. Written for Copydesk. */
const MONTH_NAMES = 'january|february|march|april|may|june|july|august|september|october|november|december'.split('|');
const WEEKDAY_NAMES = 'sunday|monday|tuesday|wednesday|thursday|friday|saturday'.split('|');
const NUMBER_NAMES =
  'zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty'.split(
    '|',
  );

/** Abbreviations with their full stop; after a whole name it is the sentence's. */
export const MONTH = `(?:${MONTH_NAMES.join('|')}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\b\\.?)`;
export const WEEKDAY = `(?:${WEEKDAY_NAMES.join('|')}|(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)\\b\\.?)`;
const TENS_NAMES = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
export const NUMBER = `(?:\\d{1,4}|(?:${TENS_NAMES})-(?:${NUMBER_NAMES.slice(1, 10).join('|')})|${NUMBER_NAMES.slice(1).join('|')}|${TENS_NAMES}|a|an|a couple of|a hundred)`;
export const UNIT = '(?:day|week|month|year|decade|century)';

/** 1 to 12. */
export function monthNumber(name: string): number {
  return 1 + MONTH_NAMES.findIndex((month) => month.startsWith(name.slice(0, 3)));
}

/** 0 (Sunday) to 6. */
export function weekdayNumber(name: string): number {
  return WEEKDAY_NAMES.findIndex((day) => day.startsWith(name.slice(0, 3)));
}

const TENS = new Map([
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['seventy', 70],
  ['eighty', 80],
  ['ninety', 90],
  ['a', 1],
  ['an', 1],
  ['a couple of', 2],
  ['a hundred', 100],
]);

export function numberOf(word: string): number {
  if (/^\p{L}+-\p{L}+$/u.test(word)) return word.split('-').reduce((sum, part) => sum + numberOf(part), 0);
  const named = NUMBER_NAMES.indexOf(word);
  return named >= 0 ? named : (TENS.get(word) ?? Number(word));
}

/** A day as milliseconds of its start in UTC: arithmetic only, no clock. */
export type Day = number;
const DAY = 86_400_000;

/** The day of an ISO 8601 date or date-time as its own zone counts it; null where it is none. */
export function dayOf(iso: string | null): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:$|T|\s)/u.exec(iso ?? '');
  return match === null ? null : makeDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Null for a day that no calendar has. */
export function makeDay(year: number, month: number, day: number): Day | null {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return time;
}

export function isoDay(day: Day): string {
  return new Date(day).toISOString().slice(0, 10);
}

export function isoMonth(day: Day): string {
  return isoDay(day).slice(0, 7);
}

export function isoYear(day: Day): string {
  return isoDay(day).slice(0, 4);
}

/** Week of the year after ISO 8601: `2012-W44`. */
export function isoWeek(day: Day): string {
  const weekday = (new Date(day).getUTCDay() + 6) % 7;
  const thursday = day + (3 - weekday) * DAY;
  const year = new Date(thursday).getUTCFullYear();
  const week = 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY));
  return `${year}-W${String(week).padStart(2, '0')}`;
}

export function addDays(day: Day, count: number): Day {
  return day + count * DAY;
}

/** The same day of another month, or that month's last day. */
export function addMonths(day: Day, count: number): Day {
  const date = new Date(day);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() + count;
  const last = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate();
  return Date.UTC(Math.floor(months / 12), months % 12, Math.min(date.getUTCDate(), last));
}
