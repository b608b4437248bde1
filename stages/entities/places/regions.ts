import { readFileSync } from 'node:fs';
import { placeKey } from './key.ts';

/** A state, province or other region of the first level. */
export interface RegionOfCountry {
  /** ISO 3166-2: `US-IL`. */
  code: string;
  name: string;
  /** ISO 3166-1, two letters. */
  country: string;
}

/** Words that name the kind of region, before or after its own name, in English and in the lists of ISO 3166-2. */
const KIND =
  /^(?:state|province|region|prefecture|governorate|county|department|district|territory|oblast|krai|republic) of (?:the )?|^(?:département|provincia|wilaya|muhafazat|ostan-e) |[ -](?:state|province|region|prefecture|governorate|county|department|district|territory|canton|oblasts?|oblys|krai|kray|ken|fu|do|sheng|shi|zizhiqu|voblasts|viloyati|velayat|apskritis|judet|megye|kraj|ili|land|lan)$/u;

/** Names by which running English knows a region that its country writes otherwise. */
const ENGLISH = `
DE-BY|Bavaria
DE-NI|Lower Saxony
DE-NW|North Rhine-Westphalia
DE-RP|Rhineland-Palatinate
DE-SN|Saxony
DE-ST|Saxony-Anhalt
DE-TH|Thuringia
DE-HE|Hesse
ES-AN|Andalusia
ES-AR|Aragon
ES-CT|Catalonia
ES-PV|Basque Country
ES-NC|Navarre
FR-BRE|Brittany
FR-NOR|Normandy
FR-COR|Corsica
IT-25|Lombardy
IT-21|Piedmont
IT-52|Tuscany
IT-82|Sicily
IT-88|Sardinia
IT-75|Apulia
IT-62|Lazio
PL-14|Masovia
CN-XJ|Xinjiang
CN-XZ|Tibet
CN-NM|Inner Mongolia
CN-GX|Guangxi
CN-NX|Ningxia
RU-MOW|Moscow
RU-SPE|Saint Petersburg
RU-TA|Tatarstan
RU-CE|Chechnya
RU-DA|Dagestan
RU-SAK|Sakhalin
RU-KDA|Krasnodar
RU-PRI|Primorye
UA-43|Crimea
UA-14|Donetsk
UA-09|Luhansk
UA-63|Kharkiv
UA-65|Kherson
UA-23|Zaporizhzhia
UA-51|Odesa
UA-46|Lviv
US-DC|D.C.
MX-CMX|Mexico City
PK-KP|Khyber Pakhtunkhwa
PK-PB|Punjab
PK-SD|Sindh
PK-BA|Balochistan
AF-HEL|Helmand
AF-KAN|Kandahar
AF-HER|Herat
AF-GHA|Ghazni
AF-KHO|Khost
AF-KNR|Kunar
AF-URU|Uruzgan
AF-ZAB|Zabul
AF-PIA|Paktia
AF-PKA|Paktika
IQ-AN|Anbar
IQ-DI|Diyala
IQ-NI|Nineveh
IQ-BA|Basra
SY-HL|Aleppo
SY-ID|Idlib
SY-DR|Daraa
SY-HI|Homs
`;

/** As journalists shorten the states of the United States after a town. */
const SHORT_STATES = `AL Ala|AZ Ariz|AR Ark|CA Calif|CO Colo|CT Conn|DE Del|FL Fla|GA Ga|IL Ill|IN Ind|KS Kan|KS Kans|KY Ky|LA La|MD Md|MA Mass|MI Mich|MN Minn|MS Miss|MO Mo|MT Mont|NE Neb|NV Nev|NH N.H|NJ N.J|NM N.M|NY N.Y|NC N.C|ND N.D|OK Okla|OR Ore|PA Pa|RI R.I|SC S.C|SD S.D|TN Tenn|TX Tex|VT Vt|VA Va|WA Wash|WV W.Va|WI Wis|WY Wyo|DC D.C`;

const byKey = new Map<string, RegionOfCountry[]>();
const afterTown = new Map<string, RegionOfCountry>();

function add(key: string, region: RegionOfCountry): void {
  const same = byKey.get(key);
  if (same === undefined) byKey.set(key, [region]);
  else if (!same.some(({ code }) => code === region.code)) same.push(region);
}

function withoutKind(key: string): string {
  return key.replace(KIND, '').trim();
}

for (const line of [
  ...readFileSync(new URL('data/regions.txt', import.meta.url), 'utf8').split('\n'),
  ...ENGLISH.split('\n'),
]) {
  if (line === '') continue;
  const [code, name] = line.split('|');
  const region = { code, name, country: code.slice(0, 2) };
  add(withoutKind(placeKey(name)), region);
  if (region.country === 'US') afterTown.set(code.slice(3).toLowerCase(), region);
}
for (const entry of SHORT_STATES.split('|')) {
  const [state, short] = entry.split(' ');
  afterTown.set(placeKey(short), afterTown.get(state.toLowerCase())!);
}

/** Regions of a name, whatever kind of region the name says. */
export function regionsNamed(name: string): readonly RegionOfCountry[] {
  return byKey.get(withoutKind(placeKey(name))) ?? [];
}

/** State that stands shortened after a town: `Ill.`, `IL`. */
export function stateAfterTown(short: string): RegionOfCountry | null {
  return afterTown.get(placeKey(short)) ?? null;
}

/** Whether a name itself, or the word after it, says that it is a region: `Khost province`. */
export function saysRegion(name: string, next: string): boolean {
  return (
    withoutKind(placeKey(name)) !== placeKey(name) ||
    /^(?:state|province|region|prefecture|governorate|county|oblast|krai|territory|provinces|states)$/iu.test(next)
  );
}
