/**
 * Houses and places that stand for who sits in them: name, whom it stands for, country. Written for Copydesk from general
 * knowledge.
 */
const TABLE = `
Kremlin|Government of Russia|Russia
White House|Government of the United States|United States
Oval Office|Government of the United States|United States
Pentagon|Department of Defense of the United States|United States
Foggy Bottom|Department of State of the United States|United States
Capitol Hill|Congress of the United States|United States
Downing Street|Government of the United Kingdom|United Kingdom
Number 10|Government of the United Kingdom|United Kingdom
Whitehall|Government of the United Kingdom|United Kingdom
Westminster|Parliament of the United Kingdom|United Kingdom
Buckingham Palace|Monarchy of the United Kingdom|United Kingdom
Stormont|Government of Northern Ireland|United Kingdom
Holyrood|Government of Scotland|United Kingdom
Elysee|Presidency of France|France
Élysée|Presidency of France|France
Elysee Palace|Presidency of France|France
Élysée Palace|Presidency of France|France
Quai d'Orsay|Ministry of Foreign Affairs of France|France
Matignon|Government of France|France
Zhongnanhai|Government of China|China
Blue House|Presidency of South Korea|South Korea
Kantei|Government of Japan|Japan
Kasumigaseki|Government of Japan|Japan
Casa Rosada|Government of Argentina|Argentina
Planalto|Government of Brazil|Brazil
Miraflores|Government of Venezuela|Venezuela
Moncloa|Government of Spain|Spain
Quirinale|Presidency of Italy|Italy
Palazzo Chigi|Government of Italy|Italy
Bankova|Presidency of Ukraine|Ukraine
Brussels|European Union|
`;

export interface Seat {
  name: string;
  standsFor: string;
  /** Name of the country, empty where it is none. */
  country: string;
  /** Houses stand for who sits in them unless the text says otherwise; cities the other way round. */
  house: boolean;
}

const CITIES = new Set(['Brussels']);

export const SEATS: readonly Seat[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [name, standsFor, country] = line.split('|');
    return { name, standsFor, country, house: !CITIES.has(name) };
  });
