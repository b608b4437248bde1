/**
 * Kinds of roles, by the last word of a role. Words that belong to several kinds are in none: a director may be of films, of
 * a company or of a museum. Written for Copydesk from general knowledge.
 */
const FAMILIES: Record<string, string> = {
  office: `premier minister senator sen congressman congresswoman governor mayor ambassador envoy lawmaker mp msp mep deputy
    councillor councilor councilman councilwoman legislator parliamentarian alderman consul diplomat king queen emperor
    monarch sultan emir`,
  law: 'judge justice magistrate prosecutor lawyer attorney solicitor barrister counsel',
  police: 'inspector superintendent sheriff constable detective',
  military: 'admiral adm colonel col lieutenant lt sergeant sgt brigadier marshal corporal soldier',
  science: `professor scientist physicist chemist biologist economist historian researcher epidemiologist virologist astronomer
    sociologist psychologist archaeologist geologist anthropologist mathematician`,
  medicine: 'surgeon physician cardiologist oncologist paediatrician pediatrician psychiatrist',
  media: 'journalist reporter correspondent columnist presenter broadcaster photographer newsreader',
  arts: `actor actress singer rapper musician comedian filmmaker novelist poet painter composer guitarist drummer pianist
    sculptor playwright screenwriter dancer soprano violinist`,
  sport: `coach goalkeeper midfielder defender quarterback striker winger footballer cricketer golfer boxer sprinter swimmer
    jockey batsman bowler skier cyclist gymnast wrestler`,
  religion: 'pope bishop archbishop cardinal imam rabbi ayatollah pastor priest vicar monk nun',
  everyday: `farmer teacher nurse student pupil resident neighbour neighbor passer-by pensioner shopkeeper fisherman plumber
    electrician builder waiter waitress cashier hairdresser carpenter`,
};

/** Kinds that one person often has together. All others exclude each other. */
const TOGETHER = `
office law
office military
office science
office medicine
office media
office police
office religion
law police
law science
law media
military police
science medicine
science media
arts media
sport media
`;

/** Family by the word. */
export const FAMILY_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(FAMILIES).flatMap(([family, words]) =>
    words
      .trim()
      .split(/\s+/u)
      .map((word) => [word, family] as const),
  ),
);

const together = new Set(
  TOGETHER.trim()
    .split('\n')
    .flatMap((pair) => [pair, pair.split(' ').reverse().join(' ')]),
);

/** Whether one person may well have roles of both families. */
export function goTogether(one: string, other: string): boolean {
  return one === other || together.has(`${one} ${other}`);
}

/** Kinds of roles whose `of` with a country names whom the holder serves: not so the historian of Japan. */
export const SERVING: ReadonlySet<string | undefined> = new Set([undefined, 'office', 'law', 'military', 'sport']);
