import { createHash } from 'node:crypto';
import type { Database } from '../../db/connection.ts';
import { findRawDocument } from '../../db/raw-documents.ts';
import { DocumentError } from '../../stages/errors.ts';
import type { SourceInput } from '../types.ts';
import { fileBytes } from './bytes.ts';
import { mediaTypeOf, openRawFile, readWhole } from './file.ts';
import type { CheckedInput } from './input.ts';
import { checkSize, encodeText, type Loaded } from './loaded.ts';
import { loadPart, type Part, parsePart } from './part.ts';
import type { Fetched } from './web.ts';

export interface LoadSettings {
  /** Folder that `raw/…` stands for, absolute. */
  rawRoot: string;
  /** Bytes of the largest document. */
  maxBytes: number;
}

/** Gets the bytes of an address. */
export type Fetch = (address: string) => Promise<Fetched>;

/** Gets one document of several from an address. */
export type FetchPart = (address: string, part: Part) => Promise<Loaded>;

/**
 * Gets a document's bytes from wherever the input says.
 * @param fetchPart without it, a line or record at an address is left to a run of its own.
 * @throws DocumentError, and what `fetch` and `fetchPart` throw.
 */
export async function loadDocument(
  input: CheckedInput,
  { rawRoot, maxBytes }: LoadSettings,
  db: Database,
  fetch: Fetch,
  fetchPart: FetchPart = refusePart,
): Promise<Loaded> {
  switch (input.form) {
    case 'text': {
      const content = encodeText(input.text, input.contentType);
      checkSize(content.bytes.length, maxBytes, 'the text');
      const url = input.url ?? null;
      const fallbackKey = url ?? `text:${createHash('sha256').update(content.bytes).digest('hex')}`;
      return { ...content, source: 'inline', url, key: input.key ?? null, fallbackKey };
    }
    case 'rawSha256': {
      const stored = await findRawDocument(db, input.rawSha256);
      if (stored === null) {
        throw new DocumentError('NotFound', `no bytes are stored under ${input.rawSha256}: store them first`);
      }
      checkSize(stored.bytes.length, maxBytes, `the stored document ${input.rawSha256}`);
      return {
        bytes: stored.bytes,
        source: input.origin ?? 'stored',
        contentType: input.contentType ?? stored.contentType,
        url: input.url ?? null,
        key: input.key ?? null,
        fallbackKey: (input.key ?? input.url ?? input.origin) as string,
      };
    }
    case 'source':
      return /^[a-z][a-z\d+.-]*:/iu.test(input.source)
        ? loadAddress(input, fetch, fetchPart)
        : loadFile(input, rawRoot, maxBytes);
  }
}

async function loadAddress(
  { source, key, contentType }: SourceInput,
  fetch: Fetch,
  fetchPart: FetchPart,
): Promise<Loaded> {
  // An address alone is that of a document, whatever its name; one with a place in it is not.
  const part = source.includes('#') ? parsePart(source) : null;
  if (part) return withGiven(await fetchPart(part.path, part), key, contentType);
  const fetched = await fetch(source);
  const address = new URL(source);
  address.hash = '';
  return {
    ...fetched,
    source,
    contentType: contentType ?? fetched.contentType,
    key: key ?? null,
    // Not the address after redirects: a page that asks for consent or a login would be one document for all.
    fallbackKey: address.href,
  };
}

async function loadFile({ source, key, contentType }: SourceInput, rawRoot: string, maxBytes: number): Promise<Loaded> {
  const part = parsePart(source);
  const opened = await openRawFile(part?.path ?? source, rawRoot);
  try {
    if (part) return withGiven(await loadPart(fileBytes(opened.file, opened.source), part, maxBytes), key, contentType);
    return {
      bytes: await readWhole(opened.file, opened.size, maxBytes, source),
      source: opened.source,
      contentType: contentType ?? mediaTypeOf(opened.source),
      url: null,
      key: key ?? null,
      fallbackKey: opened.source,
    };
  } finally {
    await opened.file.close();
  }
}

/** What the sender says goes before what the document says. */
function withGiven(loaded: Loaded, key: string | undefined, contentType: string | undefined): Loaded {
  return { ...loaded, key: key ?? loaded.key, contentType: contentType ?? loaded.contentType };
}

async function refusePart(address: string): Promise<Loaded> {
  throw new DocumentError('MultipleDocuments', `${address} holds several documents: read one by a run of its own`);
}
