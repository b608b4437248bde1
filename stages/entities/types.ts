import type { NormalizedText } from '../normalize/types.ts';
import type { Span } from '../text/span.ts';

/** What the stage reads of a normalised text. */
export type EntityInput = Pick<
  NormalizedText,
  'text' | 'paragraphs' | 'sentences' | 'title' | 'publishedAt' | 'language'
>;

export type EntityType = 'PER' | 'LOC' | 'ORG' | 'DATE' | 'MISC' | 'EVENT' | 'EMAIL';

/** How a mention refers to its entity. */
export type MentionKind = 'name' | 'alias' | 'acronym' | 'metonym' | 'demonym' | 'role' | 'nominal' | 'pronoun';

/** Where a place is, as far as it is known which one is meant. */
export interface Place {
  /** ISO 3166-1, two letters. */
  country: string;
  /** ISO 3166-2: `US-IL`; of regions of the first level, and of towns of the United States. */
  region?: string;
  /** Of a city: its number in GeoNames, degrees north and east. */
  geonamesId?: number;
  latitude?: number;
  longitude?: number;
}

/** Somebody or something that the text speaks of; all its mentions form one chain. */
export interface Entity {
  type: EntityType;
  /** The fullest form of the name in the document (`Shinzo Abe`); unique within a document. */
  canonical: string;
  /** Titles and offices the text gives: `Prime Minister of Japan`. */
  roles: string[];
  /** Other forms the text uses, each once: `Abe`, `Northern Territories`. */
  aliases: string[];
  /** As the text shows it by title or pronoun; null where it does not. */
  gender: 'female' | 'male' | null;
  /** Of a place whose country is known. */
  place?: Place;
}

/** One place in the text that refers to an entity. */
export interface Mention extends Span {
  /** The surface form, exactly `text` between `start` and `end`. */
  text: string;
  type: EntityType;
  kind: MentionKind;
  /** Index into `EntityAnnotations.entities`. */
  entity: number;
  /** Title or office, for persons. */
  role?: string;
  /** What a metonym stands for: `Government of Japan`. */
  metonymFor?: string;
  /** For dates and durations: ISO 8601 (`2012-11-02`, `2012-11`, `P6M`); absent where it cannot be resolved. */
  value?: string;
  /** 0 to 1. */
  confidence: number;
}

/** What `tagEntities` gives. Mentions are ordered by start, the longer first where two start together. */
export interface EntityAnnotations {
  /** `unsupported-language` comes with no entities: only English is tagged. */
  status: 'tagged' | 'unsupported-language';
  entities: Entity[];
  mentions: Mention[];
}
