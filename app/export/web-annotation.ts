import type { ExportedArticle, ExportedAttribution, ExportedEntity } from '../../db/reading/export-articles.ts';
import { CodePoints } from '../../stages/text/code-points.ts';
import type { Span } from '../../stages/text/span.ts';
import type { ExportSettings, TextFormat } from './format.ts';
import { geonamesIri, knownIri, partIri, versionIri } from './identifiers.ts';

/** Code points on either side of a quotation, by which it can be found again in a text that has changed. */
const AROUND = 32;

/** The vocabulary of the recommendation, and a prefix for what it has no words for. */
export const WEB_ANNOTATION_CONTEXT = [
  'http://www.w3.org/ns/anno.jsonld',
  { copydesk: 'urn:copydesk:vocabulary:' },
] as const;

const textual = (purpose: 'classifying' | 'identifying' | 'describing', value: string) => ({
  type: 'TextualBody',
  purpose,
  value,
});

const resource = (source: string) => ({ type: 'SpecificResource', purpose: 'identifying', source });

/** Makes selectors for spans of one text. */
function selectorsOf(text: string) {
  const points = new CodePoints(text);
  const cut = (start: number, end: number) =>
    text.slice(points.toUtf16(Math.max(0, start)), points.toUtf16(Math.min(points.length, end)));
  return ({ start, end }: Span) => [
    { type: 'TextPositionSelector', start, end },
    {
      type: 'TextQuoteSelector',
      exact: cut(start, end),
      prefix: cut(start - AROUND, start),
      suffix: cut(end, end + AROUND),
    },
  ];
}

/**
 * An article as an AnnotationCollection with its one page inside: an annotation for each mention, attribution and
 * credit. Positions count code points of `copydesk:text`, as the recommendation has it.
 */
export function annotationCollection(article: ExportedArticle, settings: ExportSettings) {
  const source = versionIri(article, settings);
  const select = selectorsOf(article.text);
  const target = (span: Span) => ({ source, selector: select(span) });
  const parts = ({ source: named, cue, content }: ExportedAttribution) =>
    Object.entries({ source: named, cue, content }).flatMap(([part, spans]) =>
      spans.map((span) => ({ ...target(span), type: 'SpecificResource', 'copydesk:part': part })),
    );
  const known = (knownId: number | null) => (knownId === null ? [] : [resource(knownIri(knownId, settings))]);
  const city = ({ place }: ExportedEntity) =>
    place?.geonamesId === undefined ? [] : [resource(geonamesIri(place.geonamesId))];
  const mentions = article.mentions.map((mention, ordinal) => ({
    id: partIri(article, 'mention', ordinal, settings),
    type: 'Annotation',
    motivation: 'identifying',
    body: [
      textual('classifying', mention.type),
      textual('identifying', article.entities[mention.entity].canonical),
      ...(mention.role === null ? [] : [textual('describing', mention.role)]),
      ...city(article.entities[mention.entity]),
      ...known(article.entities[mention.entity].knownId),
    ],
    target: target(mention),
    'copydesk:entity': { id: partIri(article, 'entity', mention.entity, settings) },
    'copydesk:kind': mention.kind,
    'copydesk:metonymFor': mention.metonymFor ?? undefined,
    'copydesk:value': mention.value ?? undefined,
    'copydesk:confidence': mention.confidence,
  }));
  const attributions = article.attributions.map((attribution, ordinal) => ({
    id: partIri(article, 'attribution', ordinal, settings),
    type: 'Annotation',
    motivation: 'describing',
    body: attribution.speakers.flatMap(({ name, knownId }) => [textual('identifying', name), ...known(knownId)]),
    // What has no words of its own stands for the whole.
    target: parts(attribution).length > 0 ? parts(attribution) : source,
    'copydesk:speaker': attribution.speakers.map(({ entity }) => ({
      id: partIri(article, 'entity', entity, settings),
    })),
    'copydesk:kind': attribution.type,
    'copydesk:polarity': attribution.polarity,
    'copydesk:level': attribution.level,
    'copydesk:confidence': attribution.confidence,
  }));
  const credits = article.credits.map((credit, ordinal) => ({
    id: partIri(article, 'credit', ordinal, settings),
    type: 'Annotation',
    motivation: 'identifying',
    body: [
      textual('classifying', credit.kind),
      textual('identifying', credit.name),
      ...(credit.role === null ? [] : [textual('describing', credit.role)]),
    ],
    target: target(credit),
    'copydesk:outlet': credit.outlet ?? undefined,
    'copydesk:email': credit.email ?? undefined,
  }));
  const items = [...mentions, ...attributions, ...credits];
  return {
    '@context': WEB_ANNOTATION_CONTEXT,
    id: `${source}#annotations`,
    type: 'AnnotationCollection',
    label: article.title ?? article.key,
    total: items.length,
    'copydesk:document': article.key,
    'copydesk:version': article.version,
    'copydesk:text': article.text,
    'copydesk:language': article.language ?? undefined,
    first: {
      id: `${source}#annotations-1`,
      type: 'AnnotationPage',
      partOf: `${source}#annotations`,
      startIndex: 0,
      items,
    },
  };
}

/** W3C Web Annotation: a collection a line. */
export const webAnnotation: TextFormat = {
  name: 'webannotation',
  description: 'W3C Web Annotations as JSON-LD: an AnnotationCollection a line',
  kind: 'text',
  mediaType: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
  encode: (article, settings) => `${JSON.stringify(annotationCollection(article, settings))}\n`,
};
