import { describeIssues, exactly, keySchema, malformed, urlSchema, whole } from '../sources/input.ts';
import type { FeedInput } from './types.ts';

const FEED = exactly({
  url: urlSchema,
  key: keySchema.optional(),
  concurrency: whole({ least: 1, most: 50, usual: 4 }),
  maxItems: whole({ least: 1, most: 10_000, usual: 500 }),
});

const EXPECTED = 'ingestFeed takes {"url": "https://…"} of an RSS, Atom or JSON feed, or of a sitemap';

/**
 * Checks what a person or program gave to `ingestFeed`.
 * @throws DocumentError: MalformedInput, with each field that is wrong.
 */
export function checkFeedInput(input: unknown): Required<FeedInput> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw malformed(`the input is ${JSON.stringify(input)?.slice(0, 80) ?? 'missing'}; ${EXPECTED}`);
  }
  const { data, error } = FEED.safeParse(input);
  if (error) throw malformed(`${describeIssues(error)}; ${EXPECTED}`);
  return { ...data, key: data.key ?? data.url };
}
