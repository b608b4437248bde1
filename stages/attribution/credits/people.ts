import type { Span } from '../../text/span.ts';

/** A person a credit names; the span is the name's alone, in UTF-16 offsets of the text. */
export interface Person extends Span {
  name: string;
  role?: string;
  outlet?: string;
}

/** Particles inside names of many languages. */
const PARTICLE = '(?:de|da|do|dos|del|della|der|den|di|du|el|al|bin|ibn|la|le|van|von|ter|ten|y|e)';
const WORD = `\\p{Lu}[\\p{L}\\p{M}.'’-]*`;
/** A person's name: two to five capitalised words, particles between them. */
export const NAME = `${WORD}(?:\\s(?:${PARTICLE}\\s){0,2}${WORD}){1,4}`;
/** What newsrooms call those who work for them. */
const JOB = `(?:(?:staff|senior|chief|deputy|political|foreign|diplomatic|special|freelance|sports|science|business|health|environment|education|economics|arts|crime|local|assistant|contributing|managing|news|defence|defense|legal|city|regional|associate|guest)\\s)*(?:reporters?|correspondents?|writers?|editors?|journalists?|columnists?|photographers?|interns?|contributors?|producers?|bureau chief)`;
const OUTLET = `(?:[Tt]he\\s)?${WORD}(?:\\s(?:of\\s|the\\s|and\\s|&\\s)?${WORD})*`;

const PERSON = new RegExp(
  `^(?:(?:(?<outlet>${OUTLET})(?:['’]s)?\\s)?(?<before>${JOB}|${JOB.replaceAll('reporters', 'Reporters')})\\s)?(?<name>${NAME})(?:,?\\s(?:of|at|for|from)\\s(?<of>${OUTLET}))?(?:\\sin\\s.{2,40})?$`,
  'u',
);
const JOB_ALONE = new RegExp(`^(?<role>${JOB})$`, 'iu');
const OUTLET_JOB = new RegExp(`^(?<outlet>${OUTLET})\\s(?<role>${JOB})$`, 'iu');
const SEPARATOR = /\s*(?:,\s*and\s|,|;|\band\b|&|\bwith\b|\|)\s*/gu;
const NOT_NAMES =
  /^(?:The|A|An|This|That|These|In|On|At|For|From|Our|Editor|Reporter|Staff|News|Press|Agency|Team|Desk)\s/u;

/** JANE DOE as Jane Doe; other names as they are. */
function properCase(name: string): string {
  if (/\p{Ll}/u.test(name)) return name;
  return name.replace(/(\p{Lu})([\p{Lu}\p{M}]+)/gu, (_, first: string, rest: string) => first + rest.toLowerCase());
}

/**
 * Reads a list of people: "Global Times reporter Wang Xiaonan", "JANE DOE and John Roe, Staff Writers", "X in Geneva and
 * Y in Kyiv". Stops at the first part that is no person.
 */
export function readPeople(text: string, { start, end }: Span): Person[] {
  const people: Person[] = [];
  const list = text.slice(start, end);
  let at = 0;
  SEPARATOR.lastIndex = 0;
  const parts: { from: number; to: number }[] = [];
  for (const match of list.matchAll(SEPARATOR)) {
    parts.push({ from: at, to: match.index });
    at = match.index + match[0].length;
  }
  parts.push({ from: at, to: list.length });
  for (const { from, to } of parts) {
    const raw = list.slice(from, to);
    const part = raw.trim();
    if (!part) continue;
    const offset = start + from + raw.indexOf(part);
    const job = JOB_ALONE.exec(part) ?? OUTLET_JOB.exec(part);
    if (job && people.length > 0) {
      for (const person of people) {
        person.role ??= job.groups!.role;
        if (job.groups!.outlet) person.outlet ??= job.groups!.outlet;
      }
      continue;
    }
    const match = part.length < 160 ? PERSON.exec(part) : null;
    if (!match || NOT_NAMES.test(match.groups!.name)) {
      if (people.length > 0) break;
      return [];
    }
    const { name, before, outlet, of } = match.groups!;
    const prefix = before ? match[0].indexOf(name, match[0].indexOf(before) + before.length) : 0;
    const person: Person = { name: properCase(name), start: offset + prefix, end: offset + prefix + name.length };
    if (before) person.role = outlet ? `${outlet} ${before}` : before;
    if (outlet ?? of) person.outlet = outlet ?? of;
    people.push(person);
  }
  return people;
}
