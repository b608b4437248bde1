import { z } from 'zod';
import { DocumentError } from '../../stages/errors.ts';
import { contentTypeSchema, describeIssues, keySchema, urlSchema } from './input.ts';
import { LINE_BYTES_PER_DOCUMENT_BYTE, type Line, readLines } from './lines.ts';
import { checkSize, encodeText, type Loaded, tooLarge } from './loaded.ts';

/** A source that names one line of a file of lines: `raw/NAME.jsonl#ID` or `.jsonl.gz`; also the file alone. */
const JSON_LINES_SOURCE = /^(?<path>.*?\.jsonl(?:\.gz)?)(?:#(?<id>.*))?$/isu;

/** `#L12` is line 12, where no document has that id. */
const LINE_NUMBER = /^L(?<number>[1-9]\d{0,11})$/u;

const document = z
  .looseObject({
    id: z.union([z.string(), z.number()]).optional(),
    text: z.string().optional(),
    contentBase64: z.base64().optional(),
    contentType: contentTypeSchema.nullish(),
    url: urlSchema.nullish(),
    key: keySchema.nullish(),
  })
  .refine(({ text, contentBase64 }) => (text === undefined) !== (contentBase64 === undefined), {
    error: 'needs either "text" or "contentBase64", and not both',
  });

/** The file and the id that a source names; null where it names no file of lines. */
export function parseJsonLinesSource(source: string): { path: string; id: string | null } | null {
  const groups = JSON_LINES_SOURCE.exec(source)?.groups;
  return groups ? { path: groups.path, id: groups.id ?? null } : null;
}

/** One line that is wanted: its number from 1, and its bytes (none where it is too long). */
interface Found {
  number: number;
  bytes: Buffer | null;
}

/**
 * Reads one document of a file of lines, each a JSON object
 * `{id, text | contentBase64, contentType?, url?, key?}`. Holds one line at a time; other lines may be broken.
 *
 * @param stream all bytes of the file.
 * @param source the file's, `raw/NAME.jsonl`.
 * @param id of the line, or `L` and its number; null takes the only line of a file that has one.
 * @throws DocumentError: NotFound, MultipleDocuments, MalformedInput (naming the line), TooLarge, EmptyDocument.
 */
export async function readJsonLine(
  stream: AsyncIterable<Buffer>,
  source: string,
  id: string | null,
  maxBytes: number,
): Promise<Loaded> {
  const lines = readLines(stream, maxBytes * LINE_BYTES_PER_DOCUMENT_BYTE);
  const found = await (id === null ? onlyLine(lines, source) : lineById(lines, source, id));
  const name = id === null ? source : `${source}#${id}`;
  if (found.bytes === null) throw tooLarge(`line ${found.number} of ${source} is too long`, maxBytes);
  return loadLine(found as Found & { bytes: Buffer }, name, maxBytes);
}

/**
 * What follows the file's name in the source of one of its lines: `#ID` where the line has an id that a name can hold,
 * else `#L` and its number.
 */
export function lineSuffix({ bytes, truncated }: Line, number: number): string {
  const id = truncated ? null : idOf(parseLine(bytes).value);
  return `#${id !== null && keySchema.safeParse(id).success ? id : `L${number}`}`;
}

async function onlyLine(lines: AsyncIterable<Line>, source: string): Promise<Found> {
  let only: Found | undefined;
  let number = 0;
  for await (const line of lines) {
    const bytes = line.truncated ? null : line.bytes;
    number += 1;
    if (isBlank(bytes)) continue;
    if (only) {
      throw new DocumentError(
        'MultipleDocuments',
        `the file ${source} holds several documents: name one by its id, "${source}#ID", or by its line, "${source}#L${number}"`,
      );
    }
    only = { number, bytes };
  }
  if (!only) throw new DocumentError('EmptyDocument', `the file ${source} holds no document: put one on each line`);
  return only;
}

async function lineById(lines: AsyncIterable<Line>, source: string, id: string): Promise<Found> {
  const wanted = Number(LINE_NUMBER.exec(id)?.groups?.number ?? Number.NaN);
  let byNumber: Found | undefined;
  let broken: string | undefined;
  let number = 0;
  for await (const line of lines) {
    const bytes = line.truncated ? null : line.bytes;
    number += 1;
    if (isBlank(bytes)) continue;
    const found = { number, bytes };
    if (number === wanted) byNumber = found;
    if (bytes === null) {
      broken ??= `line ${number} is too long to be read`;
      continue;
    }
    const parsed = parseLine(bytes);
    if (parsed.error !== undefined) broken ??= `line ${number} is not JSON: ${parsed.error}`;
    else if (idOf(parsed.value) === id) return found;
  }
  if (byNumber) return byNumber;
  if (broken !== undefined) {
    throw new DocumentError(
      'MalformedInput',
      `no document "${id}" in ${source}, of which ${broken}: correct that line`,
    );
  }
  throw new DocumentError('NotFound', `no document "${id}" in ${source}, which has ${number} lines: check the id`);
}

/**
 * Reads the document of one line.
 * @param number of the line, from 1.
 * @param source that of the document, `raw/NAME.jsonl#ID`.
 * @throws DocumentError: MalformedInput (naming the line), TooLarge, EmptyDocument.
 */
export function loadLine(
  { number, bytes }: { number: number; bytes: Buffer },
  source: string,
  maxBytes: number,
): Loaded {
  const where = `line ${number} of ${source.replace(/#.*$/su, '')}`;
  const parsed = parseLine(bytes);
  if (parsed.error !== undefined) {
    throw new DocumentError('MalformedInput', `${where} is not JSON: ${parsed.error}; correct that line`);
  }
  const { data, error } = document.safeParse(parsed.value);
  if (error) throw new DocumentError('MalformedInput', `${where}: ${describeIssues(error)}`);
  const declared = data.contentType ?? undefined;
  const content =
    data.text === undefined
      ? { bytes: Buffer.from(data.contentBase64 as string, 'base64'), contentType: declared ?? null }
      : encodeText(data.text, declared);
  checkSize(content.bytes.length, maxBytes, where);
  const url = data.url ?? null;
  return { ...content, source, url, key: data.key ?? null, fallbackKey: url ?? source };
}

function parseLine(bytes: Buffer): { value?: unknown; error?: string } {
  try {
    return { value: JSON.parse(bytes.toString('utf8').replace(/^\ufeff/u, '')) };
  } catch (error) {
    if (error instanceof SyntaxError) return { error: error.message };
    throw error;
  }
}

function idOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const { id } = value as { id?: unknown };
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

function isBlank(bytes: Buffer | null): boolean {
  return bytes !== null && bytes.toString('latin1').trim() === '';
}
