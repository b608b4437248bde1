/** PostgreSQL types of the columns that artifacts' rows have. */
type ColumnType = 'text' | 'text[]' | 'integer' | 'integer[]' | 'boolean[]' | 'double precision' | 'timestamptz';

/** Tables whose rows make up an artifact, with their columns but for the artifacts' numbers. */
export const PAYLOAD_COLUMNS = {
  texts: {
    text: 'text',
    title: 'text',
    byline: 'text[]',
    published: 'text',
    published_at: 'timestamptz',
    modified: 'text',
    modified_at: 'timestamptz',
    language: 'text',
    outlet: 'text',
    canonical_url: 'text',
    quotation_starts: 'integer[]',
    quotation_ends: 'integer[]',
    quotation_inner_starts: 'integer[]',
    quotation_inner_ends: 'integer[]',
    quotation_depths: 'integer[]',
    quotation_paragraphs: 'integer[]',
    quotation_continues: 'boolean[]',
    foreign_paragraphs: 'integer[]',
    foreign_languages: 'text[]',
  },
  paragraphs: { ordinal: 'integer', start: 'integer', end: 'integer', text: 'text' },
  sentences: { ordinal: 'integer', start: 'integer', end: 'integer', text: 'text', paragraph: 'integer' },
  entities: {
    ordinal: 'integer',
    type: 'text',
    canonical: 'text',
    roles: 'text[]',
    aliases: 'text[]',
    gender: 'text',
    country: 'text',
    region: 'text',
    geonames_id: 'integer',
    latitude: 'double precision',
    longitude: 'double precision',
  },
  mentions: {
    ordinal: 'integer',
    entity: 'integer',
    start: 'integer',
    end: 'integer',
    text: 'text',
    type: 'text',
    kind: 'text',
    role: 'text',
    metonym_for: 'text',
    value: 'text',
    confidence: 'double precision',
    sentence: 'integer',
  },
  attributions: {
    ordinal: 'integer',
    type: 'text',
    polarity: 'text',
    level: 'integer',
    confidence: 'double precision',
    source_text: 'text',
    cue_text: 'text',
    content_text: 'text',
    sentence: 'integer',
  },
  attribution_spans: {
    attribution: 'integer',
    role: 'text',
    ordinal: 'integer',
    start: 'integer',
    end: 'integer',
    text: 'text',
  },
  attribution_speakers: { attribution: 'integer', ordinal: 'integer', name: 'text', entity: 'integer' },
  credits: {
    ordinal: 'integer',
    kind: 'text',
    name: 'text',
    role: 'text',
    outlet: 'text',
    email: 'text',
    start: 'integer',
    end: 'integer',
    text: 'text',
  },
} as const satisfies Record<string, Record<string, ColumnType>>;

export type PayloadTable = keyof typeof PAYLOAD_COLUMNS;

export const PAYLOAD_TABLES = Object.keys(PAYLOAD_COLUMNS) as PayloadTable[];

/**
 * The rows of one artifact, by table. They do not say which artifact they belong to, so that they can be built before it
 * has a number, and in another thread.
 */
export type Payload = Partial<Record<PayloadTable, Record<string, unknown>[]>>;
