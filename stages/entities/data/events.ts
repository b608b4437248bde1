/** Words that an event's name ends with. */
const LAST = new Set(
  [
    // sport
    'Cup Olympics Paralympics Games Championship Championships Prix Marathon Derby Regatta Masters Playoffs Bowl',
    // war and upheaval
    'War Wars Battle Siege Revolution Uprising Rebellion Intifada Massacre Genocide Holocaust Coup Offensive Blitz Troubles',
    // politics
    'Election Elections Referendum Summit Primary Inauguration',
    // culture and trade
    'Festival Biennale Biennial Expo Fair Carnival Parade Jubilee Eurovision',
    // nature, disease and economy
    'Earthquake Tsunami Hurricane Typhoon Cyclone Flood Floods Famine Pandemic Epidemic Depression Recession',
  ].flatMap((words) => words.split(' ')),
);
/** What an event's name begins with. */
const FIRST =
  /^(?:(?:Battle|Siege|Massacre|Festival|Feast|Tour) (?:of|de) |World War |Operation |(?:Hurricane|Typhoon|Cyclone|Storm|Tropical Storm|Super Bowl|Expo) \p{L})/u;
/** `Africa Cup of Nations`, `War of Independence`. */
const INNER = /(?:^| )(?:Cup|Championships?|Games|Festival|War|Battle) of \p{Lu}/u;
const YEAR = /^(?:[12]\d{3}|[IVX]+)$/u;

/** Whether a name that is no person's, place's or organisation's is an event's: `World Cup`, `Battle of Verdun`. */
export function isEvent(name: string): boolean {
  if (FIRST.test(name) || INNER.test(name)) return true;
  const words = name.split(/\s+/u);
  while (words.length > 1 && YEAR.test(words[words.length - 1])) words.pop();
  return LAST.has(words[words.length - 1]);
}
