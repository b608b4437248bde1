import type { Place } from '../../../stages/entities/types.ts';
import type { Part } from './facts.ts';
import { expand, type Node, value, values } from './json-ld.ts';

const S = 'https://schema.org/';
const TYPES: Record<string, string> = {
  Person: 'PER',
  Organization: 'ORG',
  Place: 'LOC',
  Event: 'EVENT',
  PropertyValue: 'DATE',
  ContactPoint: 'EMAIL',
  Thing: 'MISC',
};

const typeOf = (node: Node) => node['@type']?.[0].replace(S, '') as string;

/** Which place it is; null where that is not said. */
function placeOf(node: Node): Place | null {
  const [address] = node[`${S}address`] ?? [];
  if (!address) return null;
  const [geo] = node[`${S}geo`] ?? [];
  const geonamesId = sameAs(node, /^https:\/\/sws\.geonames\.org\/(\d+)\/$/u);
  const region = value<string>(address, `${S}addressRegion`);
  return {
    country: value<string>(address, `${S}addressCountry`) as string,
    ...(region !== null && { region }),
    ...(geonamesId !== null && { geonamesId }),
    ...degrees(geo, 'latitude'),
    ...degrees(geo, 'longitude'),
  };
}

/** The number in the one of the IRIs that are of a form; null where none is. */
function sameAs(node: Node, form: RegExp): number | null {
  const found = values<string>(node, `${S}sameAs`).flatMap((iri) => form.exec(iri) ?? []);
  return found.length === 0 ? null : Number(found[1]);
}

const KNOWN = /^urn:copydesk:names\/(\d+)$/u;

function degrees(geo: Node | undefined, axis: 'latitude' | 'longitude') {
  const known = geo ? value<number>(geo, `${S}${axis}`) : null;
  return known === null ? {} : { [axis]: known };
}

/** Reads a line of the schema.org format, as JSON-LD and no otherwise. */
export async function readSchemaOrg(line: string): Promise<Part> {
  const article = await expand(JSON.parse(line));
  const one = <Value = string>(node: Node, property: string) => value<Value>(node, `${S}${property}`);
  const parts = (node: Node, property: string) => node[`${S}${property}`] ?? [];
  if (typeOf(article) !== 'NewsArticle') throw new Error(`${typeOf(article)} is no NewsArticle.`);
  return {
    key: one(article, 'identifier') as string,
    version: Number(one(article, 'version')),
    title: one(article, 'headline'),
    byline: parts(article, 'author').map((author) => one(author, 'name') as string),
    published: one(article, 'datePublished'),
    language: one(article, 'inLanguage'),
    text: one(article, 'articleBody') as string,
    entities: parts(article, 'mentions').map((entity) => {
      const type = TYPES[typeOf(entity)];
      return {
        type,
        canonical: one(entity, 'name') as string,
        aliases: values<string>(entity, `${S}alternateName`),
        knownId: sameAs(entity, KNOWN),
        ...(type === 'LOC' && { place: placeOf(entity) }),
        ...(type === 'PER' && { roles: values<string>(entity, `${S}jobTitle`), gender: one(entity, 'gender') }),
      };
    }),
    attributions: parts(article, 'hasPart').map((statement) => {
      const [, polarity = 'positive'] =
        /^polarity: (.*)$/u.exec(one(statement, 'disambiguatingDescription') ?? '') ?? [];
      const isClaim = typeOf(statement) === 'Claim';
      const by = polarity !== 'positive' ? 'mentions' : isClaim ? 'author' : 'spokenByCharacter';
      return {
        ...(isClaim && { type: 'indirect' }),
        polarity,
        words: one(statement, 'text'),
        sourceText: one(statement, 'creditText'),
        speakers: parts(statement, by).map((speaker) => one(speaker, 'name') as string),
        speakerIds: parts(statement, by).map((speaker) => sameAs(speaker, KNOWN)),
      };
    }),
  };
}

/** Those whom the article rests on, by the part that they have in it. */
export async function contributorsOf(line: string) {
  const article = await expand(JSON.parse(line));
  return (article[`${S}contributor`] ?? []).map((role) => {
    const [who] = role[`${S}contributor`] ?? [];
    const [outlet] = who[`${S}worksFor`] ?? [];
    return {
      kind: value(role, `${S}roleName`),
      name: value(who, `${S}name`),
      role: value(who, `${S}jobTitle`),
      outlet: outlet ? value(outlet, `${S}name`) : null,
      email: value(who, `${S}email`),
    };
  });
}
