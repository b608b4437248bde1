import { annotate, annotateBy } from './annotate.ts';
import { readModel } from './tagger/model-file.ts';
import { type OtherTagger, Tagger } from './tagger/tagger.ts';
import type { EntityAnnotations, EntityInput } from './types.ts';

export type { OtherTagger } from './tagger/tagger.ts';
export type { Entity, EntityAnnotations, EntityInput, EntityType, Mention, MentionKind } from './types.ts';

let tagger: Tagger | undefined;

/** The model is read when it is first needed. */
function shippedTagger(): Tagger {
  tagger ??= new Tagger(readModel(new URL('model/', import.meta.url)));
  return tagger;
}

const isEnglish = (language: string | null): boolean => language === null || /^en(?:-|$)/iu.test(language);

const unsupported = (): EntityAnnotations => ({ status: 'unsupported-language', entities: [], mentions: [] });

/**
 * Finds who and what an English text names, and which mentions are one entity. Linear in the text.
 * @param input offsets count code points of `text`; `publishedAt` is what relative dates are resolved against.
 * @returns offsets count code points of `text`. A language other than English gives `unsupported-language`, an unknown
 * one is read as English.
 */
export function tagEntities(input: EntityInput): EntityAnnotations {
  return isEnglish(input.language) ? annotate(input, shippedTagger()) : unsupported();
}

/** The same with names that another tagger finds. @throws what it throws. */
export async function tagEntitiesBy(other: OtherTagger, input: EntityInput): Promise<EntityAnnotations> {
  return isEnglish(input.language) ? annotateBy(input, other, shippedTagger()) : unsupported();
}
