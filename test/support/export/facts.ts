import type { ExportedArticle } from '../../../db/reading/export-articles.ts';
import type { Place } from '../../../stages/entities/types.ts';
import type { Span } from '../../../stages/text/span.ts';

type Pair = [start: number, end: number];

/** What an article says, in one shape for all formats, so that each can be compared with the database. */
export interface Facts {
  key: string;
  version: number;
  title: string | null;
  byline: string[];
  published: string | null;
  language: string | null;
  outlet: string | null;
  text: string;
  sentences: Pair[];
  entities: {
    type: string;
    canonical: string;
    roles: string[];
    aliases: string[];
    gender: string | null;
    place: Place | null;
    knownId: number | null;
  }[];
  mentions: {
    entity: number;
    start: number;
    end: number;
    text: string;
    type: string;
    kind: string;
    role: string | null;
    metonymFor: string | null;
    value: string | null;
    confidence: number;
  }[];
  attributions: {
    source: Pair[];
    cue: Pair[];
    content: Pair[];
    sourceText: string | null;
    cueText: string | null;
    words: string | null;
    type: string;
    polarity: string;
    level: number;
    confidence: number;
    speakers: string[];
    speakerIds: (number | null)[];
  }[];
  credits: {
    kind: string;
    name: string;
    role: string | null;
    outlet: string | null;
    email: string | null;
    start: number;
    end: number;
    text: string;
  }[];
}

/** What a format has of it: some fields, and of lists some of their rows' fields. */
export type Part = {
  [Field in keyof Facts]?: Facts[Field] extends (infer Row)[]
    ? Row extends object
      ? Partial<Row>[]
      : Row[]
    : Facts[Field];
};

const pair = ({ start, end }: Span): Pair => [start, end];

/** The facts that an export is made of. */
export function factsOf(article: ExportedArticle): Facts {
  const { key, version, title, byline, published, language, outlet, text } = article;
  return {
    ...{ key, version, title, byline, published, language, outlet, text },
    sentences: article.sentences.map(pair),
    entities: article.entities,
    mentions: article.mentions,
    attributions: article.attributions.map(({ source, cue, content, speakers, ...attribution }) => ({
      ...attribution,
      source: source.map(pair),
      cue: cue.map(pair),
      content: content.map(pair),
      speakers: speakers.map(({ name }) => name),
      speakerIds: speakers.map(({ knownId }) => knownId),
    })),
    credits: article.credits,
  };
}

/** The same fields of the facts as a format was read back to have. */
export function likeRead(facts: Facts, read: Part): Part {
  return Object.fromEntries(
    Object.entries(read).map(([field, value]) => {
      const known = facts[field as keyof Facts];
      if (!Array.isArray(known) || !Array.isArray(value)) return [field, known];
      return [field, known.map((row, i) => sameFields(row, value[i]))];
    }),
  );
}

function sameFields(row: unknown, like: unknown): unknown {
  if (typeof row !== 'object' || row === null || Array.isArray(row) || typeof like !== 'object' || like === null)
    return row;
  return Object.fromEntries(Object.keys(like).map((field) => [field, (row as Record<string, unknown>)[field]]));
}
