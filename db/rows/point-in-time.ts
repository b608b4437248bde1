const ISO_DATE =
  /^(?!0000)\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?<zone>Z|[+-]\d\d(?::?\d\d)?)?)?)?)?$/u;

/** ISO 8601 to the second in UTC. Null also for what is no date, or one that does not exist. A time without a zone is taken as UTC. */
export function pointInTime(date: string | null): string | null {
  const match = date === null ? null : ISO_DATE.exec(date);
  if (!match) return null;
  const [given] = match;
  const zone = match.groups?.zone?.replace(
    /^([+-]\d\d):?(\d\d)?$/u,
    (_, hours, minutes = '00') => `${hours}:${minutes}`,
  );
  const local = given.slice(0, given.length - (match.groups?.zone?.length ?? 0)).replace(',', '.');
  const time = Date.parse(local.includes('T') ? `${local}${zone ?? 'Z'}` : local);
  return Number.isNaN(time) || time < YEAR_ONE ? null : new Date(time).toISOString();
}

const YEAR_ONE = Date.parse('0001-01-01');
