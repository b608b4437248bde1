import { tagEntities } from '../../../stages/entities/index.ts';
import type { EntityAnnotations, EntityInput, Mention } from '../../../stages/entities/types.ts';
import type { Span } from '../../../stages/text/span.ts';

/** An article of one paragraph from its sentences. */
export function articleOf(sentences: string[], rest: Partial<EntityInput> = {}): EntityInput {
  const spans: Span[] = [];
  let at = 0;
  for (const sentence of sentences) {
    const { length } = [...sentence];
    spans.push({ start: at, end: at + length });
    at += length + 1;
  }
  const text = sentences.join(' ');
  return {
    text,
    paragraphs: [{ start: 0, end: [...text].length }],
    sentences: spans,
    title: null,
    publishedAt: null,
    language: 'en',
    ...rest,
  };
}

/** What the stage finds in an article of these sentences. */
export function read(sentences: string[], rest: Partial<EntityInput> = {}): Reading {
  return new Reading(tagEntities(articleOf(sentences, rest)));
}

export class Reading {
  readonly annotations: EntityAnnotations;

  constructor(annotations: EntityAnnotations) {
    this.annotations = annotations;
  }

  /** The n-th mention with this text, from 0. */
  mention(text: string, n = 0): Mention {
    const found = this.annotations.mentions.filter((mention) => mention.text === text)[n];
    if (found === undefined)
      throw new Error(
        `No mention ${n} of "${text}" among ${this.annotations.mentions.map((mention) => `"${mention.text}"`).join(', ')}.`,
      );
    return found;
  }

  /** Canonical name of the n-th mention with this text. */
  canonical(text: string, n = 0): string {
    return this.annotations.entities[this.mention(text, n).entity].canonical;
  }

  /** Texts of all mentions of one type. */
  texts(type: string): string[] {
    return this.annotations.mentions.filter((mention) => mention.type === type).map((mention) => mention.text);
  }
}
