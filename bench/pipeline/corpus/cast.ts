import { FAMILY_NAMES, MEN, WOMEN } from './names.ts';
import type { Random } from './random.ts';

/** A person of an article. */
export interface Person {
  given: string;
  family: string;
  pronoun: 'he' | 'she';
  /** As in `Story.cast`, filled in. */
  role: string;
  /** Whether the article has introduced them. */
  isKnown: boolean;
}

/** Some people with different family names. @param roles as in `Story.cast`, filled in; one a person. */
export function castPeople(roles: readonly string[], random: Random): Person[] {
  const families = new Set<string>();
  while (families.size < roles.length) families.add(random.pick(FAMILY_NAMES));
  return [...families].map((family, i) => {
    const pronoun = random.chance(0.5) ? 'she' : 'he';
    return {
      given: random.pick(pronoun === 'she' ? WOMEN : MEN),
      family,
      pronoun,
      role: roles[i],
      isKnown: false,
    };
  });
}

/** How a person is named here: in full and with the role the first time, then by family name. */
export function nameOf(person: Person, place: 'subject' | 'end'): string {
  if (person.isKnown) return person.family;
  person.isKnown = true;
  const { given, family, role } = person;
  if (!role.startsWith(',')) return `${role} ${given} ${family}`;
  return `${given} ${family}${role}${place === 'subject' ? ',' : ''}`;
}
