const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const MONTH = `(?<month>${MONTHS.map((month) => `${month.slice(0, 3)}(?:${month.slice(3) || '(?!)'})?`).join('|')}|sept)\\.?`;
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '(?<year>(?:19|20)\\d\\d)';
const B = '(?<![\\p{L}\\p{N}])';
const E = '(?![\\p{L}\\p{N}])';

/** Written dates that can be read in one way only. */
const WRITTEN = [
  new RegExp(`${B}${DAY}\\s*(?:of\\s+)?[-. ]?${MONTH}[-,. ]{0,2}\\s*${YEAR}${E}`, 'iu'),
  new RegExp(`${B}${MONTH}\\s*${DAY}(?:,|\\s)\\s*${YEAR}${E}`, 'iu'),
];
const ISO = new RegExp(
  `${B}${YEAR}-(?<m>\\d\\d)-(?<day>\\d\\d)(?:[T ](?<hour>\\d\\d):(?<minute>\\d\\d)(?<second>:\\d\\d)?(?:[.,]\\d+)?\\s*(?<zone>Z|UTC|GMT|[+-]\\d\\d:?\\d\\d|[+-]\\d\\d(?!\\d))?)?`,
  'iu',
);
const COMPACT =
  /^(?<year>(?:19|20)\d\d)(?<m>\d\d)(?<day>\d\d)(?:T(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)?(?<zone>Z|[+-]\d\d:?\d\d)?)?$/u;
const SLASHES = new RegExp(
  `${B}(?:${YEAR}[/.](?<m>\\d{1,2})[/.](?<day>\\d{1,2})|(?<first>\\d{1,2})[/.](?<second_>\\d{1,2})[/.](?<year2>(?:19|20)\\d\\d))${E}`,
  'u',
);

const two = (value: number | string): string => String(value).padStart(2, '0');

/** `YYYY-MM-DD`, or null where there is no such day. */
function day(year: number, month: number, date: number): string | null {
  if (month < 1 || month > 12 || date < 1 || date > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${two(month)}-${two(date)}`;
}

function time(groups: Record<string, string | undefined>): string {
  const { hour, minute, second, zone } = groups;
  if (hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59) return '';
  const seconds = second === undefined ? ':00' : `:${two(second.replace(':', ''))}`;
  return `T${hour}:${minute}${seconds}${zoneOf(zone)}`;
}

function zoneOf(zone: string | undefined): string {
  if (zone === undefined) return '';
  if (/^(?:Z|UTC|GMT)$/iu.test(zone)) return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/**
 * The first date in a text that can be read in one way only, as `YYYY-MM-DD` or, where a time stands with an ISO date, as ISO date-time
 * with its zone. `3/4/2025` is not read; `25/4/2025` is. Null where there is none.
 */
export function readDate(text: string): string | null {
  const iso = ISO.exec(text) ?? COMPACT.exec(text.trim());
  if (iso?.groups) {
    const date = day(Number(iso.groups.year), Number(iso.groups.m), Number(iso.groups.day));
    if (date !== null) return date + time(iso.groups);
  }
  for (const pattern of WRITTEN) {
    const groups = pattern.exec(text)?.groups;
    if (!groups) continue;
    const month = MONTHS.findIndex((name) => name.startsWith(groups.month.slice(0, 3).toLowerCase())) + 1;
    const date = day(Number(groups.year), month, Number(groups.day));
    if (date !== null) return date;
  }
  const numbers = SLASHES.exec(text)?.groups;
  if (numbers === undefined) return null;
  if (numbers.year !== undefined) return day(Number(numbers.year), Number(numbers.m), Number(numbers.day));
  const [first, second] = [Number(numbers.first), Number(numbers.second_)];
  if (first > 12) return day(Number(numbers.year2), second, first);
  if (second > 12 || first === second) return day(Number(numbers.year2), first, second);
  return null;
}

/** A date in a path, as news sites write them: `/2025/04/11/`, `/2025-04-11-`, `/20250411/`, `/2025/apr/11/`. */
export function dateInUrl(url: string): string | null {
  const numeric = /[/_-]((?:19|20)\d\d)([/_-]?)(\d\d)\2(\d\d)(?:[/_-]|\.|$)/u.exec(url);
  if (numeric !== null) return day(Number(numeric[1]), Number(numeric[3]), Number(numeric[4]));
  const named = /\/((?:19|20)\d\d)\/([a-z]{3})[a-z]*\/(\d{1,2})(?:\/|$)/u.exec(url);
  const month = named === null ? 0 : MONTHS.findIndex((name) => name.startsWith(named[2])) + 1;
  return named === null ? null : day(Number(named[1]), month, Number(named[3]));
}

/** The date of a text that is nothing but a date, perhaps with "Published" or a time; null for any other. */
export function dateLine(text: string): string | null {
  const date = readDate(text);
  if (date === null) return null;
  const rest = text
    .replace(/\p{Nd}+(?:st|nd|rd|th)?/gu, ' ')
    .replace(
      /(?<!\p{L})(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*|(?<!\p{L})(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?(?!\p{L})/giu,
      ' ',
    )
    .replace(
      /(?<!\p{L})(?:published|updated|posted|first|last|modified|date|on|at|of|am|pm|a\.m|p\.m|gmt|utc|bst|est|edt|et|t|z)(?!\p{L})/giu,
      ' ',
    );
  return (rest.match(/\p{L}/gu)?.length ?? 0) === 0 ? date : null;
}
