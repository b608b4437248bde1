import type { ExportedArticle, ExportedEntity } from '../../db/reading/export-articles.ts';
import type { Place } from '../../stages/entities/types.ts';
import { CodePoints } from '../../stages/text/code-points.ts';
import type { ExportSettings, TextFormat } from './format.ts';
import { knownIri, partIri, versionIri } from './identifiers.ts';

/** The version of the standard that is written, and where its schema is. */
const STANDARD = {
  name: 'ninjs',
  version: '2.2',
  schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_2.2.json',
};

/** A word for each way in which an article has to do with somebody, as the standard leaves it to the provider. */
type Relation = 'mentions' | 'speaker';

/** As exact as it is known: a city by its number in GeoNames, a region or country by its ISO 3166 code. */
function placeCode({ geonamesId, region, country }: Place): string {
  return geonamesId === undefined ? (region ?? country) : `geonames:${geonamesId}`;
}

/** An article as a ninjs item. `rel` is `speaker` for whom a statement is attributed to, else `mentions`. */
export function ninjsItem(article: ExportedArticle, settings: ExportSettings) {
  const { title, byline, text, credits, canonicalUrl } = article;
  const speaking = new Set(article.attributions.flatMap(({ speakers }) => speakers.map(({ entity }) => entity)));
  const named = (...types: ExportedEntity['type'][]) =>
    article.entities.flatMap(({ type, canonical, roles, place, knownId }, i) => {
      if (!types.includes(type)) return [];
      const rel: Relation = speaking.has(i) ? 'speaker' : 'mentions';
      const literal = place === null ? roles.join('; ') : placeCode(place);
      const uri = knownId === null ? partIri(article, 'entity', i, settings) : knownIri(knownId, settings);
      return [{ name: canonical, rel, uri, ...(literal !== '' && { literal }) }];
    });
  const dateline = credits.find(({ kind }) => kind === 'dateline');
  const altids = [
    { role: 'key', value: article.key },
    { role: 'source', value: article.source },
    { role: 'sha256', value: article.rawSha256 },
    ...(canonicalUrl === null ? [] : [{ role: 'canonical', value: canonicalUrl }]),
  ];
  return {
    uri: versionIri(article, settings),
    standard: STANDARD,
    type: 'text',
    representationtype: 'full',
    version: String(article.version),
    versioncreated: article.versionedAt,
    ...(article.publishedAt !== null && { contentcreated: article.publishedAt }),
    ...(article.language !== null && { language: article.language }),
    ...(title !== null && { title, headlines: [{ role: 'main', contenttype: 'text/plain', value: title }] }),
    ...(byline.length > 0 && { by: byline.join(', ') }),
    ...(dateline !== undefined && { located: dateline.name }),
    bodies: [
      {
        role: 'main',
        contenttype: 'text/plain',
        charcount: new CodePoints(text).length,
        wordcount: text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu)?.length ?? 0,
        value: text,
      },
    ],
    people: named('PER'),
    organisations: named('ORG'),
    places: named('LOC'),
    events: named('EVENT'),
    subjects: named('MISC', 'DATE', 'EMAIL'),
    infosources: [
      ...credits
        .filter(({ kind }) => kind !== 'dateline')
        .map(({ kind, name, role, outlet, email }) => ({
          name,
          role: kind as string,
          ...((role ?? outlet) !== null && { literal: [role, outlet].filter((part) => part !== null).join(', ') }),
          ...(email !== null && { contactinfo: [{ type: 'email', value: email }] }),
        })),
      ...(article.outlet === null ? [] : [{ name: article.outlet, role: 'publisher' }]),
    ],
    descriptions: article.attributions.map(({ type, polarity, words, cueText, speakers, sourceText }) => ({
      role: `attribution:${type}:${polarity}`,
      contenttype: 'application/json',
      value: JSON.stringify({
        speakers: speakers.map(({ name }) => name),
        speakerIds: speakers.map(({ knownId }) => knownId),
        source: sourceText,
        cue: cueText,
        words,
      }),
    })),
    altids,
  };
}

/** IPTC ninjs: an item a line. */
export const ninjs: TextFormat = {
  name: 'ninjs',
  description: 'IPTC ninjs 2.2: a news item a line',
  kind: 'text',
  mediaType: 'application/jsonl',
  encode: (article, settings) => `${JSON.stringify(ninjsItem(article, settings))}\n`,
};
