/** Tables whose rows make up an artifact. */
export const PAYLOAD_TABLES = [
  'texts',
  'paragraphs',
  'sentences',
  'entities',
  'mentions',
  'attributions',
  'attribution_spans',
  'attribution_speakers',
  'credits',
] as const;

export type PayloadTable = (typeof PAYLOAD_TABLES)[number];

/**
 * The rows of one artifact, by table. They do not say which artifact they belong to, so that they can be built before it
 * has a number, and in another thread.
 */
export type Payload = Partial<Record<PayloadTable, Record<string, unknown>[]>>;
