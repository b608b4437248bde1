import { annotate } from './annotate.ts';
import { readModel } from './tagger/model-file.ts';
import { Tagger } from './tagger/tagger.ts';
import type { EntityAnnotations, EntityInput } from './types.ts';

export type { Entity, EntityAnnotations, EntityInput, EntityType, Mention, MentionKind } from './types.ts';

let tagger: Tagger | undefined;

/** The model is read when it is first needed. */
function shippedTagger(): Tagger {
  tagger ??= new Tagger(readModel(new URL('model/', import.meta.url)));
  return tagger;
}

/**
 * Finds who and what an English text names, and which mentions are one entity. Linear in the text.
 * @param input offsets count code points of `text`; `publishedAt` is what relative dates are resolved against.
 * @returns offsets count code points of `text`. A language other than English gives `unsupported-language`, an unknown
 * one is read as English.
 */
export function tagEntities(input: EntityInput): EntityAnnotations {
  if (input.language !== null && !/^en(?:-|$)/iu.test(input.language))
    return { status: 'unsupported-language', entities: [], mentions: [] };
  return annotate(input, shippedTagger());
}
