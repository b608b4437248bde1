// Inventions, put together from parts, so that a hundred thousand articles have names enough. Countries and capitals are
// real: the entities stage knows them, as it would in real news.

/** Given names, with the pronouns that go with them. */
export const WOMEN =
  'Aoife Amara Beatriz Catherine Chiara Claire Dana Delphine Elena Esther Fatima Freya Grace Hannah Helen Ines Ioana Judith Karin Leila Lucia Marta Mei Miriam Nadia Naomi Olga Petra Priya Rachel Rosa Ruth Sabine Samira Sofia Tamsin Ursula Valeria Wanjiru Yara Zofia Ingrid'.split(
    ' ',
  );
export const MEN =
  'Adrian Ahmed Anders Bruno Carlos Daniel David Dmitri Edward Emeka Ewan Farid Felix Gareth Giorgio Hamish Henrik Hugo Ivan Jakub Joseph Karl Kenji Kofi Liam Lucas Marco Martin Mateus Nathaniel Oliver Omar Pavel Peter Rafael Ravi Samuel Stefan Tariq Thomas Viktor William'.split(
    ' ',
  );

const FAMILY_HEADS =
  'Ash Bar Black Brad Brook Cald Carl Cart Chand Cob Crow Dal Den Eld Fair Farn Glen Green Had Hal Hart Hav Kel Kings Lan Lock Mar Mer Mor Nor Oak Pem Ren Rod Rush Sel Sher Stan Thorn Tre Ul Wal Wex Whit Win'.split(
    ' ',
  );
const FAMILY_TAILS =
  'bourne bridge by combe croft den field ford ham hurst ley more ridge son stead ton wick wood worth'.split(' ');
const FAMILIES =
  'Abara Adeyemi Almeida Bakker Banerjee Castellanos Cernea Dumitru Ekström Fenech Ferreira Haddad Hoang Ibarra Ivanova Jankowski Kamau Kaplan Kowalczyk Laurent Lindqvist Mbeki Mendoza Moreau Nakamura Novak Nwosu Okafor Olmedo Osei Pellegrini Petrov Quintela Raman Rossi Sandoval Schuster Silveira Tanaka Tulloch Varga Verdaguer Weiss Yilmaz Zhou'.split(
    ' ',
  );

/** Some 900 family names. */
export const FAMILY_NAMES: readonly string[] = [
  ...FAMILIES,
  ...FAMILY_HEADS.flatMap((head) => FAMILY_TAILS.map((tail) => head + tail)),
];

const TOWN_HEADS =
  'Alder Ash Birch Black Brant Bray Castle Clay Cold Copper Cran East Elm Fal Gannet Glas Grey Harrow Hazel High Iron Kes Lang Linden Long Low Maple Mill Nether North Pen Port Quarry Raven Red River Salt Sand Silver South Stone Swan Tarn Thistle Upper Wal West White Wind'.split(
    ' ',
  );
const TOWN_TAILS =
  'bridge brook bury cliffe dale field ford gate ham haven holm kirk ley mere mouth pool port stead ton wick'.split(
    ' ',
  );

/** A thousand towns. */
export const TOWNS: readonly string[] = TOWN_HEADS.flatMap((head) => TOWN_TAILS.map((tail) => head + tail));

export const COUNTRIES = [
  ['Portugal', 'Lisbon', 'Portuguese'],
  ['Spain', 'Madrid', 'Spanish'],
  ['France', 'Paris', 'French'],
  ['Germany', 'Berlin', 'German'],
  ['Norway', 'Oslo', 'Norwegian'],
  ['Poland', 'Warsaw', 'Polish'],
  ['Romania', 'Bucharest', 'Romanian'],
  ['Greece', 'Athens', 'Greek'],
  ['Turkey', 'Ankara', 'Turkish'],
  ['Egypt', 'Cairo', 'Egyptian'],
  ['Kenya', 'Nairobi', 'Kenyan'],
  ['Ghana', 'Accra', 'Ghanaian'],
  ['India', 'New Delhi', 'Indian'],
  ['Japan', 'Tokyo', 'Japanese'],
  ['Brazil', 'Brasilia', 'Brazilian'],
  ['Chile', 'Santiago', 'Chilean'],
  ['Canada', 'Ottawa', 'Canadian'],
  ['Australia', 'Canberra', 'Australian'],
] as const;

const ORGANISATION_HEADS =
  'Meridian Northern Coastal Harland Pennine Solway Albion Cambrian Caledon Severn Tamar Mercia Wessex Atlantic Boreal Caxton Delphi Everard Falcon Granite Harbour Juniper Keystone Lantern Monarch Orchard Pinnacle Quadrant Regent Summit'.split(
    ' ',
  );

/** What organisations are called, by what they are. `{head}` and `{town}` are filled in. */
export const ORGANISATIONS = {
  company: [
    '{head} Holdings',
    '{head} Energy',
    '{head} Foods',
    '{head} Rail',
    '{head} Logistics',
    '{head} Bank',
    '{town} Steel',
  ],
  body: [
    '{head} Institute',
    '{town} University',
    '{head} Research Council',
    'National {head} Agency',
    '{town} Hospital Trust',
  ],
  union: ['{head} Workers’ Union', '{town} Residents’ Association', '{head} Federation', '{town} Chamber of Commerce'],
  club: ['{town} United', '{town} Rovers', '{town} City', '{town} Athletic'],
} as const;

export const ORGANISATION_NAMES: readonly string[] = ORGANISATION_HEADS;

/** Newspapers and the hosts that they publish under. */
export const OUTLETS = [
  ['The Merrin Courier', 'courier.example'],
  ['Northern Weekly', 'northern-weekly.example'],
  ['The Quay Review', 'quay-review.example'],
  ['Harbour Post', 'harbour-post.example'],
  ['The Evening Ledger', 'ledger.example'],
  ['County Gazette', 'gazette.example'],
  ['The Daily Beacon', 'beacon.example'],
  ['Capital Observer', 'observer.example'],
] as const;

export const AGENCIES = ['Meridian News Agency', 'Continental Press', 'Union Wire'] as const;
