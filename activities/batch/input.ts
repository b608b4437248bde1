import { z } from 'zod';
import { describeIssues, exactly, malformed, sourceSchema, whole } from '../sources/input.ts';
import type { BatchOptions } from './types.ts';

/** Chunks under way at once. */
const WINDOW = { least: 1, most: 200, usual: 8 };
/** Documents in a chunk. */
const CHUNK_SIZE = { least: 25, most: 100, usual: 50 };
/** Documents a second: as good as no limit. */
const MAX_RATE = 100_000;

/** How any workflow of many documents runs. */
export const OPTIONS = {
  window: whole(WINDOW),
  chunkSize: whole(CHUNK_SIZE),
  rate: z
    .number({ error: 'is no number of documents a second' })
    .positive({ error: 'is not above 0: leave it out for no limit' })
    .max(MAX_RATE, { error: `is above ${MAX_RATE}: leave it out for no limit` })
    .nullable()
    .default(null),
};

const FORMS = {
  source: exactly({ source: sourceSchema, ...OPTIONS }),
  documents: exactly({
    documents: z
      .array(z.looseObject({}, { error: 'is no object such as {"source": "raw/NAME"}' }))
      .min(1, { error: 'is empty: name at least one document' }),
    ...OPTIONS,
  }),
};

const EXPECTED =
  'ingestBatch takes {"source": "raw/FOLDER", "raw/**/*.html", "raw/NAME.jsonl", "raw/NAME.warc.gz" or "https://…"} or {"documents": [{"source": "raw/NAME"}, …]}';

/** What JSON in PostgreSQL has no room for: U+0000, and half a surrogate pair. */
const NOT_STORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/u;

/** What `ingestBatch` was given, checked: where the documents come from, and how to run. */
export interface CheckedBatch {
  /** What is listed, as it was given. */
  listed: { source: string } | { documents: Record<string, unknown>[] };
  options: BatchOptions;
}

/**
 * Checks what a person or program gave to `ingestBatch`. The documents of a list are checked when it is their turn.
 * @throws DocumentError: MalformedInput, with each field that is wrong.
 */
export function checkBatchInput(input: unknown): CheckedBatch {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw malformed(`the input is ${JSON.stringify(input)?.slice(0, 80) ?? 'missing'}; ${EXPECTED}`);
  }
  const forms = (['source', 'documents'] as const).filter((form) => Object.hasOwn(input, form));
  if (forms.length !== 1) {
    throw malformed(`the input has ${forms.length === 0 ? 'neither' : 'both'} "source" and "documents"; ${EXPECTED}`);
  }
  const [form] = forms;
  const { data, error } = FORMS[form].safeParse(input);
  if (error) throw malformed(describeIssues(error));
  const { window, chunkSize, rate, ...listed } = data;
  if (NOT_STORABLE.test(JSON.stringify(listed))) {
    throw malformed('the list holds U+0000 or half a character: put such documents in a file, one on each line');
  }
  return { listed, options: { window, chunkSize, rate } };
}
