import type { AttributionAnnotations, Polarity } from '../../stages/attribution/types.ts';
import type { EntityAnnotations, EntityType } from '../../stages/entities/types.ts';
import type { NormalizedText } from '../../stages/normalize/types.ts';
import { CodePoints } from '../../stages/text/code-points.ts';
import type { Span } from '../../stages/text/span.ts';

/** An article as a test tells it: what stands in it, by the words themselves. */
export interface Told {
  paragraphs: string[];
  title?: string;
  published?: string;
  language?: string;
  entities?: { name: string; type?: EntityType; mentions: string[]; roles?: string[] }[];
  attributions?: {
    source?: string;
    cue?: string;
    /** Several where the text interrupts it. */
    content: string | string[];
    speakers?: string[];
    polarity?: Polarity;
  }[];
  authors?: string[];
}

export interface Article {
  text: NormalizedText;
  entities: EntityAnnotations;
  attributions: AttributionAnnotations;
}

/** What the three stages would give for it: each paragraph is a sentence, each word is found where it first stands. */
export function article(told: Told): Article {
  const text = told.paragraphs.join('\n\n');
  const points = new CodePoints(text);
  const find = (words: string): Span => {
    const at = text.indexOf(words);
    if (at < 0) throw new Error(`${words} is not in the article`);
    return points.span(at, at + words.length);
  };
  const paragraphs = told.paragraphs.map(find);
  const entities = told.entities ?? [];
  const length = points.length;
  return {
    text: {
      text,
      title: told.title ?? null,
      byline: told.authors ?? [],
      publishedAt: told.published ?? null,
      modifiedAt: null,
      language: told.language ?? 'en',
      outlet: null,
      canonicalUrl: null,
      paragraphs,
      sentences: paragraphs,
      quotations: [],
      foreignParagraphs: [],
      encoding: 'utf-8',
      offsets: [{ start: 0, length, rawStart: 0, rawLength: length }],
      warnings: [],
    },
    entities: {
      status: 'tagged',
      entities: entities.map(({ name, type = 'PER', mentions, roles = [] }) => ({
        type,
        canonical: name,
        roles,
        aliases: mentions.filter((mention) => mention !== name),
        gender: null,
      })),
      mentions: entities
        .flatMap(({ type = 'PER' as const, mentions }, entity) =>
          mentions.map((words) => ({
            ...find(words),
            text: words,
            type,
            kind: 'name' as const,
            entity,
            confidence: 0.9,
          })),
        )
        .sort((a, b) => a.start - b.start || b.end - a.end),
    },
    attributions: {
      status: 'attributed',
      attributions: (told.attributions ?? []).map(({ source, cue, content, speakers = [], polarity = 'positive' }) => ({
        source: source === undefined ? [] : [find(source)],
        cue: cue === undefined ? [] : [find(cue)],
        content: [content].flat().map(find),
        type: 'direct',
        speakers: speakers.map((name) => ({ name, entity: entities.findIndex((entity) => entity.name === name) })),
        polarity,
        level: 0,
        confidence: 0.8,
      })),
      credits: (told.authors ?? []).map((name) => ({ kind: 'author', name, ...find(name) })),
    },
  };
}

/** Two statements on a bridge; astral characters stand before and inside the spans. */
export const BRIDGE: Told = {
  title: 'Bridge to close',
  published: '2026-03-04',
  paragraphs: [
    'Bridge to close 🌉',
    'Mayor Ada Okoye said on Monday: “The 𝔅ridge shuts in May.”',
    'Okoye did not say “never”. According to Tom Reyes, an engineer, repairs cost “a 🍀 fortune”.',
    'By Lena Holm',
  ],
  entities: [
    { name: 'Ada Okoye', mentions: ['Ada Okoye'], roles: ['Mayor'] },
    { name: 'Tom Reyes', mentions: ['Tom Reyes'], roles: ['engineer'] },
  ],
  attributions: [
    { source: 'Mayor Ada Okoye', cue: 'said', content: '“The 𝔅ridge shuts in May.”', speakers: ['Ada Okoye'] },
    {
      source: 'Tom Reyes, an engineer',
      cue: 'According to',
      content: ['repairs', 'cost “a 🍀 fortune”'],
      speakers: ['Tom Reyes'],
    },
  ],
  authors: ['Lena Holm'],
};
