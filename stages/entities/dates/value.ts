import {
  addDays,
  addMonths,
  type Day,
  isoDay,
  isoMonth,
  isoWeek,
  isoYear,
  MONTH,
  makeDay,
  monthNumber,
  NUMBER,
  numberOf,
  UNIT,
  WEEKDAY,
  weekdayNumber,
} from './calendar.ts';
import type { Tense } from './tense.ts';

/** What an expression means, given the day of publication if known; undefined where it cannot be resolved. */
type Resolve = (groups: string[], published: Day | null, tense: Tense) => string | undefined;

const two = (number: number): string => String(number).padStart(2, '0');
const relative =
  (resolve: (groups: string[], published: Day, tense: Tense) => string | undefined): Resolve =>
  (groups, published, tense) =>
    published === null ? undefined : resolve(groups, published, tense);

/** The candidate day nearest to publication: a date without year is hardly ever more than half a year off. */
function nearestYear(month: number, day: number, published: Day): Day | null {
  const year = Number(isoYear(published));
  const days = [year - 1, year, year + 1]
    .map((candidate) => makeDay(candidate, month, day))
    .filter((candidate) => candidate !== null);
  return days.sort((a, b) => Math.abs(a - published) - Math.abs(b - published))[0] ?? null;
}

function fullDate(year: string, month: string, day: string): string | undefined {
  const date = makeDay(Number(year), monthNumber(month), Number(day));
  return date === null ? undefined : isoDay(date);
}

const yearlessDay = relative(([month, day], published) => {
  const date = nearestYear(monthNumber(month), Number(day), published);
  return date === null ? undefined : isoDay(date);
});

/** -1 for `last`, 0 for `this`, 1 for `next`. */
const STEPS = new Map(
  Object.entries({ last: -1, past: -1, previous: -1, this: 0, current: 0, next: 1, coming: 1, following: 1 }),
);

function stepUnit(unit: string, count: number, published: Day): string | undefined {
  if (unit === 'day') return isoDay(addDays(published, count));
  if (unit === 'week' || unit === 'weekend') return isoWeek(addDays(published, 7 * count));
  if (unit === 'month') return isoMonth(addMonths(published, count));
  if (unit === 'year') return isoYear(addMonths(published, 12 * count));
  const year = Number(isoYear(published)) + (unit === 'decade' ? 10 : 100) * count;
  return unit === 'decade' ? `${String(year).slice(0, 3)}X` : `${String(year).slice(0, 2)}XX`;
}

/** `three weeks ago`: as exact as the unit says. */
const ago = relative(([number, unit], published) => stepUnit(unit, -numberOf(number), published));
const ahead = relative(([number, unit], published) => stepUnit(unit, numberOf(number), published));

/** The last such weekday up to publication; `next` and a clause that looks ahead have the one to come. */
function weekday(name: string, step: number | undefined, published: Day, tense: Tense): string {
  const back = (new Date(published).getUTCDay() - weekdayNumber(name) + 7) % 7;
  if (step === 1) return isoDay(addDays(published, 7 - back));
  if (step !== -1 && tense === 1) return isoDay(addDays(published, (7 - back) % 7));
  return isoDay(addDays(published, step === -1 && back === 0 ? -7 : -back));
}

/** A bare month is the last one or the next after the clause's tense; without any it has no value. */
function namedMonth(name: string, step: number | undefined, published: Day, tense: Tense): string | undefined {
  const month = monthNumber(name);
  const now = Number(isoMonth(published).slice(5));
  let year = Number(isoYear(published));
  if (step === undefined && tense === 0) return undefined;
  if (step === -1 && month >= now) year -= 1;
  else if (step === 1 && month <= now) year += 1;
  else if (step === undefined && tense === -1 && month > now) year -= 1;
  else if (step === undefined && tense === 1 && month < now) year += 1;
  return `${year}-${two(month)}`;
}

const LETTERS = new Map(Object.entries({ day: 'D', week: 'W', month: 'M', year: 'Y' }));

/** ISO 8601 has no decades or centuries; they count as years. */
const duration: Resolve = ([number, unit]) => {
  const count = numberOf(number);
  if (unit === 'decade') return `P${count * 10}Y`;
  if (unit === 'century') return `P${count * 100}Y`;
  return `P${count}${LETTERS.get(unit)}`;
};

const YEAR = '((?:1[0-9]|20)\\d\\d)';
const DAY_OF_MONTH = '(\\d{1,2})(?:st|nd|rd|th)?';
const ABOUT = '(?:early|late|mid|earlier|later|the end of|the beginning of|the start of)[ -]?(?:in )?';

const RULES: readonly (readonly [pattern: string, resolve: Resolve])[] = [
  [
    '(\\d{4})-(\\d{2})-(\\d{2})',
    ([year, month, day]) => {
      const date = makeDay(Number(year), Number(month), Number(day));
      return date === null ? undefined : isoDay(date);
    },
  ],
  [`(?:${WEEKDAY} )?(${MONTH}) ${DAY_OF_MONTH} ${YEAR}`, ([month, day, year]) => fullDate(year, month, day)],
  [`(?:${WEEKDAY} )?${DAY_OF_MONTH} (?:of )?(${MONTH}) ${YEAR}`, ([day, month, year]) => fullDate(year, month, day)],
  [`(?:${WEEKDAY} )?(${MONTH}) ${DAY_OF_MONTH}`, yearlessDay],
  [
    `(?:${WEEKDAY} )?${DAY_OF_MONTH} (?:of )?(${MONTH})`,
    ([day, month], published, tense) => yearlessDay([month, day], published, tense),
  ],
  [`(?:${ABOUT})?(${MONTH}) (?:of )?${YEAR}`, ([month, year]) => `${year}-${two(monthNumber(month))}`],
  [`(?:${ABOUT})?(?:year )?${YEAR}`, ([year]) => year],
  [`(?:${ABOUT})?((?:1[0-9]|20)\\d)0s`, ([decade]) => `${decade}X`],
  ['today|tonight|this (?:morning|afternoon|evening)', relative((_, published) => isoDay(published))],
  ['yesterday|last night', relative((_, published) => isoDay(addDays(published, -1)))],
  ['tomorrow', relative((_, published) => isoDay(addDays(published, 1)))],
  [
    `(?:(last|this|next|past|coming|previous) )?(${WEEKDAY})(?: (?:morning|afternoon|evening|night))?`,
    relative(([step, name], published, tense) => weekday(name, STEPS.get(step), published, tense)),
  ],
  [
    `(?:${ABOUT})?(?:(last|this|next|past|coming) )?(${MONTH})`,
    relative(([step, name], published, tense) => namedMonth(name, STEPS.get(step), published, tense)),
  ],
  [
    `(?:${ABOUT})?(last|this|next|past|coming|previous|current) (week|weekend|month|year|decade|century)`,
    relative(([step, unit], published) => stepUnit(unit, STEPS.get(step)!, published)),
  ],
  // "earlier" and "later" count from a day that the text gave, not from publication
  [`(?:about |some |nearly |almost |over |more than )?(${NUMBER}) (${UNIT})s? ago`, ago],
  [`(?:about |some )?(${NUMBER}) (${UNIT})s? from now`, ahead],
  [`(?:last|past|next|coming|previous|first) (${NUMBER}) (${UNIT})s?`, duration],
  [`(?:about |some |nearly |almost |over |more than |at least )?(${NUMBER}) (${UNIT})s?`, duration],
];

const COMPILED = RULES.map(([pattern, resolve]) => [new RegExp(`^(?:${pattern})$`, 'u'), resolve] as const);
/** No date is longer. */
const LONGEST = 60;

/**
 * Value of a date or duration: an ISO 8601 date, month, year, week or duration, or an EDTF decade (`199X`).
 * @param published day that relative dates start from; without it they have no value, and no year is made up.
 * @param tense whether the clause looks ahead (1) or back (-1), which bare weekdays and months go by.
 */
export function dateValue(text: string, published: Day | null, tense: Tense = 0): string | undefined {
  if (text.length > LONGEST) return undefined;
  const plain = text
    .toLowerCase()
    .replace(/[,\s]+/gu, ' ')
    .replace(/^(?:the|in|on|during|since|by|for|over) /u, '')
    .replace(/^the /u, '')
    .trim();
  for (const [pattern, resolve] of COMPILED) {
    const match = pattern.exec(plain);
    if (match !== null) return resolve(match.slice(1), published, tense);
  }
  return undefined;
}
