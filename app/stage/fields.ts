import type { AttributionAnnotations } from '../../stages/attribution/types.ts';
import type { EntityAnnotations } from '../../stages/entities/types.ts';
import type { NormalizedText } from '../../stages/normalize/types.ts';
import type { Span } from '../../stages/text/span.ts';

/** Where the spans of an answer point: into the normalised text, or into the decoded raw text. */
export type Place = (span: Span) => Span;

const asGiven: Place = ({ start, end }) => ({ start, end });

const asPair = ({ start, end }: Span): [number, number] => [start, end];

/** What the contract says of a text itself. */
export type ContractText = Pick<
  NormalizedText,
  'title' | 'byline' | 'publishedAt' | 'language' | 'paragraphs' | 'sentences'
>;

/** The fields of the contract (docs/stage-command.md) that are the text's own. @param text that the spans refer to. */
export function textFields(normalized: ContractText, text: string, place: Place = asGiven) {
  return {
    title: normalized.title,
    byline: normalized.byline,
    publishedAt: normalized.publishedAt,
    language: normalized.language,
    text,
    paragraphs: normalized.paragraphs.map(place),
    sentences: normalized.sentences.map(place),
  };
}

/** The field `entities` of the contract: a mention each. */
export function entityFields({ entities, mentions }: EntityAnnotations, place: Place = asGiven) {
  return {
    entities: mentions.map((mention) => ({
      ...place(mention),
      text: mention.text,
      type: mention.type,
      kind: mention.kind,
      canonical: entities[mention.entity].canonical,
      role: mention.role,
      metonymFor: mention.metonymFor,
      value: mention.value,
      place: entities[mention.entity].place,
      confidence: mention.confidence,
    })),
  };
}

/** The fields `attributions` and `credits` of the contract. */
export function attributionFields({ attributions, credits }: AttributionAnnotations, place: Place = asGiven) {
  const pairs = (spans: Span[]) => spans.map((span) => asPair(place(span)));
  return {
    attributions: attributions.map((attribution) => ({
      source: pairs(attribution.source),
      cue: pairs(attribution.cue),
      content: pairs(attribution.content),
      type: attribution.type,
      speakers: attribution.speakers.map((speaker) => speaker.name),
      polarity: attribution.polarity,
      level: attribution.level,
      confidence: attribution.confidence,
    })),
    credits: credits.map(({ kind, name, role, outlet, email, ...span }) => ({
      kind,
      name,
      role,
      outlet,
      email,
      ...place(span),
    })),
  };
}
