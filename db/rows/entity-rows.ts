import type { EntityAnnotations } from '../../stages/entities/types.ts';
import type { Span } from '../../stages/text/span.ts';
import { containing, Surface } from '../surface.ts';
import type { Payload } from './payload.ts';

/** The text that offsets count in, and its sentences. */
export interface TextSpans {
  text: string;
  sentences: Span[];
}

/**
 * Rows of an artifact of the entities stage.
 * @throws RangeError when a mention's surface form is not what the text has at its span.
 */
export function entityRows({ text, sentences }: TextSpans, { entities, mentions }: EntityAnnotations): Payload {
  const surface = new Surface(text);
  const sentenceOf = containing(sentences);
  return {
    entities: entities.map(({ type, canonical, roles, aliases, gender, place }, ordinal) => ({
      ordinal,
      type,
      canonical,
      roles,
      aliases,
      gender,
      country: place?.country ?? null,
      region: place?.region ?? null,
      geonames_id: place?.geonamesId ?? null,
      latitude: place?.latitude ?? null,
      longitude: place?.longitude ?? null,
    })),
    mentions: mentions.map((mention, ordinal) => {
      const found = surface.at(mention, 'Mention');
      if (found !== mention.text) {
        throw new RangeError(
          `Mention [${mention.start}, ${mention.end}) says ${JSON.stringify(mention.text)}, the text ${JSON.stringify(found)}: the entities stage is wrong.`,
        );
      }
      return {
        ordinal,
        entity: mention.entity,
        start: mention.start,
        end: mention.end,
        text: mention.text,
        type: mention.type,
        kind: mention.kind,
        role: mention.role ?? null,
        metonym_for: mention.metonymFor ?? null,
        value: mention.value ?? null,
        confidence: mention.confidence,
        sentence: sentenceOf(mention.start),
      };
    }),
  };
}
