import { z } from 'zod';
import { DocumentError } from '../../stages/errors.ts';
import type { IngestInput, SourceInput, StoredInput, TextInput } from '../types.ts';

/** Bytes of a key or source that the database takes. */
const MAX_NAME_BYTES = 2048;

const name = z
  .string()
  .min(1, { error: 'is empty' })
  .refine((value) => value.trim() === value, { error: 'begins or ends with white space' })
  .refine((value) => !/\p{Cc}|\p{Cs}/u.test(value), { error: 'holds a control character or half a character' })
  .refine((value) => Buffer.byteLength(value) <= MAX_NAME_BYTES, { error: `is longer than ${MAX_NAME_BYTES} bytes` });

/** A document's stable key. */
export const keySchema = name;

/** A path that begins with `raw/`, or an address. */
export const sourceSchema = name;

export const contentTypeSchema = z
  .string()
  .max(200)
  .regex(/^[\w.+-]+\/[\w.+-]+(?:\s*;.*)?$/u, { error: 'is no media type such as text/html' });

export const urlSchema = name.refine((value) => /^https?:/iu.test(value) && URL.canParse(value), {
  error: 'is no http(s) address',
});

/** An object that has no other fields than these. */
export function exactly<Fields extends z.ZodRawShape>(fields: Fields) {
  const error = (issue: { code?: string; keys?: string[] }) =>
    issue.code === 'unrecognized_keys'
      ? `the input has ${quoted(issue.keys ?? []).join(', ')}, which is not known: beside ${quoted(Object.keys(fields)).join(', ')} nothing is read`
      : undefined;
  return z.strictObject(fields, { error });
}

function quoted(names: string[]): string[] {
  return names.map((each) => `"${each}"`);
}

const FORMS = {
  source: exactly({ source: sourceSchema, key: keySchema.optional(), contentType: contentTypeSchema.optional() }),
  text: exactly({
    text: z.string(),
    key: keySchema.optional(),
    contentType: contentTypeSchema.optional(),
    url: urlSchema.optional(),
  }),
  rawSha256: exactly({
    rawSha256: z.string().regex(/^[0-9a-f]{64}$/u, { error: 'is not 64 lower-case hexadecimal digits' }),
    key: keySchema.optional(),
    contentType: contentTypeSchema.optional(),
    url: urlSchema.optional(),
    origin: name.optional(),
  }).refine(({ key, url, origin }) => (key ?? url ?? origin) !== undefined, {
    error: 'the input needs a "key", or a "url" or "origin" to make one from',
  }),
};

const EXPECTED =
  'ingestDocument takes {"source": "raw/NAME" or "https://…"}, {"text": "…"} or {"rawSha256": "…", "key": "…"}';

/** A workflow's input, checked, with its form. */
export type CheckedInput =
  | ({ form: 'source' } & SourceInput)
  | ({ form: 'text' } & TextInput)
  | ({ form: 'rawSha256' } & StoredInput);

/**
 * Checks what a person or program gave to `ingestDocument`.
 * @throws DocumentError: MalformedInput, with each field that is wrong.
 */
export function checkInput(input: unknown): CheckedInput {
  if (Array.isArray(input) && input.length > 1) {
    throw malformed(
      `${input.length} inputs were given, and one document is ingested by a run: start one for each; ${EXPECTED}`,
    );
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw malformed(`the input is ${JSON.stringify(input)?.slice(0, 80) ?? 'missing'}; ${EXPECTED}`);
  }
  const forms = (Object.keys(FORMS) as (keyof typeof FORMS)[]).filter((form) => Object.hasOwn(input, form));
  if (forms.length !== 1) {
    const got = forms.length === 0 ? 'none of "source", "text", "rawSha256"' : quoted(forms).join(' and ');
    throw malformed(`the input has ${got}; ${EXPECTED}`);
  }
  const [form] = forms;
  const { data, error } = FORMS[form].safeParse(input);
  if (error) throw malformed(describeIssues(error));
  return { form, ...(data as IngestInput) } as CheckedInput;
}

/** An error that says what is wrong with what was given. */
export function malformed(message: string): DocumentError {
  return new DocumentError('MalformedInput', message);
}

/** A whole number within bounds, `usual` where it is not given. */
export function whole({ least, most, usual }: { least: number; most: number; usual: number }) {
  const error = `is no whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error }).default(usual);
}

/** What is wrong with which field, in one line. */
export function describeIssues({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => (path.length > 0 ? `"${path.join('.')}" ${lowerFirst(message)}` : message))
    .join('; ');
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
