import type { Claim, NewsArticle, Organization, Person, Place, Quotation, Role, Thing, WithContext } from 'schema-dts';
import type {
  ExportedArticle,
  ExportedAttribution,
  ExportedCredit,
  ExportedEntity,
  ExportedSpeaker,
} from '../../db/reading/export-articles.ts';
import type { Place as KnownPlace } from '../../stages/entities/types.ts';
import type { ExportSettings, TextFormat } from './format.ts';
import { geonamesIri, knownIri, partIri, versionIri } from './identifiers.ts';

/** Where else it has an IRI: a city in GeoNames; who and what is known across documents the same in all of them. */
function sameAs(settings: ExportSettings, knownId: number | null, geonamesId?: number): { sameAs?: string[] } {
  const iris = [
    ...(geonamesId === undefined ? [] : [geonamesIri(geonamesId)]),
    ...(knownId === null ? [] : [knownIri(knownId, settings)]),
  ];
  return iris.length === 0 ? {} : { sameAs: iris };
}

/** What an entity is, with its names. An empty list is left out. */
function thing(
  { type, canonical: name, roles, aliases, gender, place, knownId }: ExportedEntity,
  iri: string,
  settings: ExportSettings,
  value?: string,
): Thing {
  const known = {
    '@id': iri,
    name,
    ...(aliases.length > 0 && { alternateName: aliases }),
    ...sameAs(settings, knownId, place?.geonamesId),
  };
  switch (type) {
    case 'PER':
      return {
        '@type': 'Person',
        ...known,
        ...(roles.length > 0 && { jobTitle: roles }),
        ...(gender !== null && { gender }),
      };
    case 'ORG':
      return { '@type': 'Organization', ...known };
    case 'LOC':
      return { '@type': 'Place', ...known, ...(place !== null && whereabouts(place)) };
    case 'EVENT':
      return { '@type': 'Event', ...known };
    case 'DATE':
      return { '@type': 'PropertyValue', ...known, propertyID: 'date', ...(value !== undefined && { value }) };
    case 'EMAIL':
      return { '@type': 'ContactPoint', ...known, email: name };
    default:
      return { '@type': 'Thing', ...known };
  }
}

/** Which place it is. */
function whereabouts({ country, region, latitude, longitude }: KnownPlace) {
  return {
    address: {
      '@type': 'PostalAddress',
      addressCountry: country,
      ...(region !== undefined && { addressRegion: region }),
    },
    ...((latitude ?? longitude) !== undefined && { geo: { '@type': 'GeoCoordinates', latitude, longitude } }),
  } satisfies Partial<Place>;
}

/** Whoever speaks is a person or an organisation; a government that a place stands for is not that place. */
function speakerOf(article: ExportedArticle, { name, entity, knownId }: ExportedSpeaker, settings: ExportSettings) {
  const { type, canonical } = article.entities[entity];
  const isSame = name === canonical && (type === 'PER' || type === 'ORG');
  const who = {
    ...(isSame && { '@id': partIri(article, 'entity', entity, settings) }),
    name,
    ...sameAs(settings, knownId),
  };
  return type === 'PER'
    ? ({ '@type': 'Person', ...who } satisfies Person)
    : ({ '@type': 'Organization', ...who } satisfies Organization);
}

/** Words in quotation marks as a Quotation, others as a Claim. What was denied or left open is on nobody's account. */
function statement(
  article: ExportedArticle,
  attribution: ExportedAttribution,
  ordinal: number,
  settings: ExportSettings,
) {
  const { type, polarity, words, sourceText } = attribution;
  const speakers = attribution.speakers.map((speaker) => speakerOf(article, speaker, settings));
  const shared = {
    '@id': partIri(article, 'attribution', ordinal, settings),
    position: ordinal,
    ...(words !== null && { text: words }),
    ...(sourceText !== null && { creditText: sourceText }),
    ...(polarity !== 'positive' && {
      disambiguatingDescription: `polarity: ${polarity}`,
      ...(speakers.length > 0 && { mentions: speakers }),
    }),
  };
  const isStated = polarity === 'positive' && speakers.length > 0;
  if (type === 'indirect') {
    return { '@type': 'Claim', ...shared, ...(isStated && { author: speakers }) } satisfies Claim;
  }
  return { '@type': 'Quotation', ...shared, ...(isStated && { spokenByCharacter: speakers }) } satisfies Quotation;
}

const NOT_PEOPLE = new Set<ExportedCredit['kind']>(['agency', 'outlet']);

/** Somebody who is credited, in the role that it is for. */
function contributor({ kind, name, role, outlet, email }: ExportedCredit): Role<Person | Organization, 'contributor'> {
  const reached = email === null ? {} : { email };
  return {
    '@type': 'Role',
    roleName: kind,
    contributor: NOT_PEOPLE.has(kind)
      ? { '@type': 'Organization', name, ...reached }
      : {
          '@type': 'Person',
          name,
          ...(role !== null && { jobTitle: role }),
          ...(outlet !== null && { worksFor: { '@type': 'Organization', name: outlet } }),
          ...reached,
        },
  };
}

/** An article in the words of schema.org. */
export function newsArticle(article: ExportedArticle, settings: ExportSettings): WithContext<NewsArticle> {
  const { credits, canonicalUrl, outlet } = article;
  const dateline = credits.find(({ kind }) => kind === 'dateline');
  const publisher = outlet ?? credits.find(({ kind }) => kind === 'outlet')?.name;
  // Of several mentions of a date the first that could be resolved.
  const values = new Map(
    article.mentions.toReversed().flatMap(({ entity, value }) => (value === null ? [] : [[entity, value] as const])),
  );
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': versionIri(article, settings),
    identifier: article.key,
    version: article.version,
    ...(article.title !== null && { headline: article.title }),
    ...(article.language !== null && { inLanguage: article.language }),
    ...(article.published !== null && { datePublished: article.published }),
    ...(article.modified !== null && { dateModified: article.modified }),
    ...(canonicalUrl !== null && URL.canParse(canonicalUrl) && { url: canonicalUrl }),
    ...(article.byline.length > 0 && { author: article.byline.map((name): Person => ({ '@type': 'Person', name })) }),
    ...(publisher !== undefined && { publisher: { '@type': 'Organization', name: publisher } }),
    ...(dateline !== undefined && { dateline: dateline.name }),
    articleBody: article.text,
    contributor: credits.filter(({ kind }) => kind !== 'dateline').map(contributor),
    mentions: article.entities.map((entity, i) =>
      thing(entity, partIri(article, 'entity', i, settings), settings, values.get(i)),
    ),
    hasPart: article.attributions.map((attribution, i) => statement(article, attribution, i, settings)),
  };
}

/** schema.org: a NewsArticle a line. */
export const schemaOrg: TextFormat = {
  name: 'schema.org',
  description: 'schema.org as JSON-LD: a NewsArticle with its Quotations and Claims a line',
  kind: 'text',
  mediaType: 'application/ld+json',
  encode: (article, settings) => `${JSON.stringify(newsArticle(article, settings))}\n`,
};
