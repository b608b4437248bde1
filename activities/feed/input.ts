import { z } from 'zod';
import { DocumentError } from '../../stages/errors.ts';
import { describeIssues, exactly, keySchema, urlSchema } from '../sources/input.ts';
import type { FeedInput } from './types.ts';

const whole = (least: number, most: number, usual: number) => {
  const error = `is no whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error }).default(usual);
};

const FEED = exactly({
  url: urlSchema,
  key: keySchema.optional(),
  concurrency: whole(1, 50, 4),
  maxItems: whole(1, 10_000, 500),
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

function malformed(message: string): DocumentError {
  return new DocumentError('MalformedInput', message);
}
