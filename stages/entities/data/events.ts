/** Words that an event's name ends with. */
const LAST = new Set(
  [
    // sport
    'Cup Olympics Paralympics Championship Championships Prix Marathon Derby Regatta Playoffs',
    // war and upheaval
    'War Battle Siege Revolution Uprising Rebellion Intifada Massacre Genocide Holocaust Coup Offensive Blitz Troubles',
    // politics
    'Election Elections Referendum Summit Primary Inauguration',
    // culture and trade
    'Festival Biennale Biennial Expo Carnival Parade Jubilee Eurovision',
    // nature, disease and economy
    'Earthquake Tsunami Hurricane Typhoon Cyclone Flood Floods Famine Pandemic Epidemic Depression Recession',
  ].flatMap((words) => words.split(' ')),
);
/** Words that works end with as well (`Star Wars`, `Vanity Fair`): an event's only behind one of these. */
const QUALIFIED =
  /(?:^| )(?:(?:Olympic|Paralympic|Commonwealth|Asian|African|European|American|Mediterranean|Pacific|World|National|University|Youth|Winter|Summer|Island|Highland|Invictus) Games|(?:World|Balkan|Napoleonic|Punic|Opium|Gulf|Crusader|Chechen|Boer|Yugoslav|Indian|Roman|Persian) Wars|(?:World['’]s|Trade|Book|Art|State|County|Science) Fair|(?:Super|Rose|Orange|Sugar|Cotton) Bowl)$/u;
/** What an event's name begins with. */
const FIRST =
  /^(?:(?:Battle|Siege|Massacre|Festival|Feast|Tour) (?:of|de) |World War |Operation |(?:Hurricane|Typhoon|Cyclone|Storm|Tropical Storm|Super Bowl|Expo) [\p{L}\p{N}])/u;
/** `Africa Cup of Nations`, `War of Independence`. */
const INNER = /(?:^| )(?:Cup|Championships?|Games|Festival|War|Battle) of \p{Lu}/u;
const YEAR = /^(?:[12]\d{3}|[IVX]+)$/u;

/** Whether a name that is no person's, place's or organisation's is an event's: `World Cup`, `Battle of Verdun`. */
export function isEvent(name: string): boolean {
  if (FIRST.test(name) || INNER.test(name)) return true;
  const words = name.split(/\s+/u);
  while (words.length > 1 && YEAR.test(words[words.length - 1])) words.pop();
  return LAST.has(words[words.length - 1]) || QUALIFIED.test(words.join(' '));
}
