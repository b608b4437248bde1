import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCompatible } from '../../../stages/known-names/evidence.ts';
import {
  choose,
  type Evidence,
  fold,
  grown,
  type Identity,
  identify,
  type Known,
  type NamedEntity,
} from '../../../stages/known-names/index.ts';

const entity = (given: Partial<NamedEntity>): NamedEntity => ({
  type: 'PER',
  canonical: 'Ada Okoye',
  roles: [],
  country: null,
  region: null,
  geonamesId: null,
  ...given,
});

const keyOf = (given: Partial<NamedEntity>) => {
  const { key, reason } = identify(entity(given));
  return key ?? reason;
};

test.each<[string, Partial<NamedEntity>, string]>([
  ['a full name', { canonical: 'Ada Okoye' }, 'ada okoye'],
  ['capitals and odd spaces', { canonical: 'ADA  OKOYE' }, 'ada okoye'],
  ['another apostrophe', { canonical: 'Sinéad O’Connor' }, "sinéad o'connor"],
  ['another hyphen', { canonical: 'Ban Ki‐moon' }, 'ban ki-moon'],
  ['initials and a surname', { canonical: 'J. K. Rowling' }, 'j. k. rowling'],
  ['initials in one word', { canonical: 'J.K. Rowling' }, 'j.k. rowling'],
  ['one initial', { canonical: 'J. Rowling' }, 'short-name'],
  ['a surname', { canonical: 'Okoye' }, 'short-name'],
  ['somebody without a name', { canonical: 'unnamed senior official' }, 'unnamed'],
  ['signs only', { canonical: '– *' }, 'unnamed'],
  ['what is too long for a name', { canonical: 'Ada Okoye '.repeat(100) }, 'unnamed'],
  ['the second of one name in a document', { canonical: 'Ada Okoye (2)' }, 'namesake'],
  ['an organisation', { type: 'ORG', canonical: 'European Commission' }, 'european commission'],
  ['a body that many countries have', { type: 'ORG', canonical: 'Ministry of Health' }, 'generic-name'],
  ['a body with its country', { type: 'ORG', canonical: 'Ministry of Health of Spain' }, 'ministry of health of spain'],
  ['a city', { type: 'LOC', canonical: 'Kiev', country: 'UA', geonamesId: 703448 }, 'geonames:703448'],
  ['a country', { type: 'LOC', canonical: 'Japan', country: 'JP' }, 'JP'],
  ['a state', { type: 'LOC', canonical: 'Illinois', country: 'US', region: 'US-IL' }, 'US-IL:illinois'],
  ['a town of a country', { type: 'LOC', canonical: 'Springfield', country: 'US' }, 'US:springfield'],
  ['a place that may be anywhere', { type: 'LOC', canonical: 'Middle East' }, 'middle east'],
  ['a street', { type: 'LOC', canonical: 'Fore Street' }, 'generic-name'],
  ['a part of any town', { type: 'LOC', canonical: 'Old Town' }, 'generic-name'],
])('%s is known by its key, or why it has none', (_, given, expected) => {
  expect(keyOf(given)).toBe(expected);
});

test.each<[string[], Evidence]>([
  [['Foreign Minister of the Netherlands'], { families: ['office'], countries: ['NL'] }],
  [['Senator', 'professor at Harvard'], { families: ['office', 'science'], countries: [] }],
  [['Attorney General'], { families: [], countries: [] }],
  [['U.N. Secretary-General'], { families: [], countries: [] }],
  [['goalkeeper'], { families: ['sport'], countries: [] }],
  [['former goalkeeper'], { families: [], countries: [] }],
  [['former Prime Minister of Lebanon'], { families: [], countries: [] }],
  [['former coach of Italy', 'coach of Brazil'], { families: ['sport'], countries: ['BR'] }],
  [['Minister of Foreign Affairs of Spain'], { families: ['office'], countries: ['ES'] }],
  [['President of the Republic of Korea'], { families: [], countries: ['KR'] }],
  [['Minister of Health of the Democratic Republic of the Congo'], { families: ['office'], countries: ['CD'] }],
  [['Minister of State'], { families: ['office'], countries: [] }],
  [['President of Russia'], { families: [], countries: ['RU'] }],
  [['historian of Japan'], { families: ['science'], countries: [] }],
])('the roles %j say %j', (roles, { families, countries }) => {
  expect(identify(entity({ roles }))).toMatchObject({ families, countries });
});

const known = (sameAs: number, families: string[] = [], countries: string[] = []): Known => ({
  id: sameAs,
  sameAs,
  isApart: false,
  families,
  countries,
});
const apart = (...given: Parameters<typeof known>): Known => ({ ...known(...given), isApart: true });
const person = (...roles: string[]): Identity => identify(entity({ roles }));

test.each<[string, Identity, Known[], number | undefined, string]>([
  ['the first of a name', person(), [], undefined, 'first'],
  ['the only one of a name', person(), [known(1, ['office'])], 1, 'same-name'],
  ['one with a role that fits', person('judge'), [known(1, ['office'])], 1, 'same-name'],
  ['one with the same kind of role', person('Senator'), [known(1, ['office'])], 1, 'same-name-and-role'],
  ['one whose role nobody has with it', person('goalkeeper'), [known(1, ['office'])], undefined, 'other-role'],
  ['a minister of another country', person('minister of Spain'), [known(1, [], ['PT'])], undefined, 'other-role'],
  ['somebody who may be either', person(), [known(1, ['office']), known(2, ['sport'])], undefined, 'ambiguous'],
  ['one of two by the role', person('coach'), [known(1, ['office']), known(2, ['sport'])], 2, 'same-name-and-role'],
  [
    'one of two who fits neither',
    person('singer'),
    [known(1, ['office']), known(2, ['sport'])],
    undefined,
    'other-role',
  ],
  ['whose the name was before another was set apart', person(), [known(1), apart(2)], 1, 'same-name'],
  ['who was set apart, by the role', person('coach'), [known(1), apart(2, ['sport'])], 2, 'same-name-and-role'],
  [
    'either, where the role is of both',
    person('coach'),
    [known(1, ['sport']), apart(2, ['sport'])],
    undefined,
    'ambiguous',
  ],
  [
    'neither, where only who was set apart has no role',
    person('coach'),
    [known(1, ['law']), apart(2)],
    undefined,
    'other-role',
  ],
  ['two who are the same by now', person(), [known(1, ['office']), known(1, ['sport'])], 1, 'same-name'],
])('%s', (_, identity, candidates, who, reason) => {
  const choice = choose(identity, candidates);
  expect([choice.known?.sameAs, choice.reason]).toEqual([who, reason]);
});

test.each<[string, Identity, Known[], number, number | undefined, string]>([
  ['who may be either', person(), [known(1, ['office']), known(2, ['sport'])], 2, 2, 'earlier-version'],
  ['who was set apart', person(), [known(1), apart(2)], 2, 2, 'earlier-version'],
  ['whose role has changed', person('judge'), [known(1, ['office']), known(2, ['sport'])], 2, 1, 'same-name'],
  ['who is gone', person(), [known(1), known(2)], 3, undefined, 'ambiguous'],
  ['who is found anew', person(), [known(1), apart(2)], 1, 1, 'same-name'],
])('of an article that was published before: %s', (_, identity, candidates, earlier, who, reason) => {
  const choice = choose(identity, candidates, earlier);
  expect([choice.known?.sameAs, choice.reason]).toEqual([who, reason]);
});

const roles = fc.constantFrom(
  'Senator',
  'minister of Spain',
  'minister of Portugal',
  'judge',
  'goalkeeper',
  'coach of Spain',
  'reporter',
  'singer',
  'former president of Spain',
  'farmer',
  'chief executive',
);

test('whoever comes in whatever order, no two of one name come to be able to be the same', () => {
  fc.assert(
    fc.property(fc.array(fc.array(roles, { maxLength: 3 }), { maxLength: 30 }), (people) => {
      const all: Known[] = [];
      for (const each of people) {
        const identity = person(...each);
        const choice = choose(identity, all);
        if (choice.known === null) all.push(known(all.length, [...identity.families], [...identity.countries]));
        else if (choice.known !== undefined) Object.assign(choice.known, grown(choice.known, identity));
      }
      for (const one of all) {
        for (const other of all) if (one !== other) expect(isCompatible(one, other)).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});

test('any text has a key that an index holds, and folding it again changes nothing', () => {
  const given = fc.record({
    type: fc.constantFrom<NamedEntity['type']>('PER', 'LOC', 'ORG'),
    canonical: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3000 }),
      fc.string({ unit: 'grapheme', maxLength: 3000 }),
    ),
    roles: fc.array(fc.string({ unit: 'binary' })),
    country: fc.constantFrom(null, 'JP'),
  });
  fc.assert(
    fc.property(given, (some) => {
      const { key, name } = identify(entity(some));
      expect(Buffer.byteLength(key ?? '')).toBeLessThanOrEqual(1_000);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(1_000);
      expect(fold(fold(some.canonical))).toBe(fold(some.canonical));
    }),
    { numRuns: 500 },
  );
});
