import { COUNTRIES, ORGANISATION_NAMES, ORGANISATIONS, TOWNS } from './names.ts';
import type { Random } from './random.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** Fills in what a template leaves open; see `Story` for its notation. */
export type Fill = (template: string) => string;

/** Templates of one article: names are the same throughout, numbers and alternatives are chosen each time. */
export function createFill(random: Random): Fill {
  const [country, capital, people] = random.pick(COUNTRIES);
  const town = random.pick(TOWNS);
  const organisation = (kind: keyof typeof ORGANISATIONS) =>
    random
      .pick(ORGANISATIONS[kind])
      .replace('{head}', random.pick(ORGANISATION_NAMES))
      .replace('{town}', random.pick(TOWNS));
  const names: Record<string, string> = {
    country,
    capital,
    people,
    town,
    company: organisation('company'),
    body: organisation('body'),
    union: organisation('union'),
    club: organisation('club'),
  };
  const values: Record<string, () => string> = {
    number: () => String(random.between(2, 97)),
    percent: () => `${random.between(1, 38)}${random.chance(0.5) ? `.${random.between(1, 9)}` : ''} percent`,
    money: () =>
      `${random.between(2, 480)} ${random.pick(['million', 'million', 'billion'])} ${random.pick(['pounds', 'dollars', 'euros'])}`,
    day: () => random.pick(DAYS),
    month: () => random.pick(MONTHS),
    year: () => String(random.between(1998, 2025)),
  };
  const fill: Fill = (template) => {
    let text = template;
    // Alternatives may hold slots, and not the other way round.
    while (text.includes('['))
      text = text.replace(/\[([^[\]]*)\]/gu, (_, choices: string) => random.pick(choices.split('|')));
    return text
      .replace(/\{(\w+)\}/gu, (_, slot: string) => names[slot] ?? values[slot]())
      .replace(/\s{2,}/gu, ' ')
      .trim();
  };
  return fill;
}
