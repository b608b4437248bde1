import { createHash } from 'node:crypto';
import type { Database } from '../../db/connection.ts';
import { findRawDocument } from '../../db/raw-documents.ts';
import { DocumentError } from '../../stages/errors.ts';
import type { SourceInput } from '../types.ts';
import { mediaTypeOf, openRawFile, readWhole } from './file.ts';
import type { CheckedInput } from './input.ts';
import { parseJsonLinesSource, readJsonLine } from './json-lines.ts';
import { checkSize, encodeText, type Loaded } from './loaded.ts';
import type { Fetched } from './web.ts';

export interface LoadSettings {
  /** Folder that `raw/…` stands for, absolute. */
  rawRoot: string;
  /** Bytes of the largest document. */
  maxBytes: number;
}

/** Gets the bytes of an address. */
export type Fetch = (address: string) => Promise<Fetched>;

/** Gets a document's bytes from wherever the input says. @throws DocumentError, and what `fetch` throws. */
export async function loadDocument(
  input: CheckedInput,
  { rawRoot, maxBytes }: LoadSettings,
  db: Database,
  fetch: Fetch,
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
        key: input.key,
        fallbackKey: input.key,
      };
    }
    case 'source':
      return /^[a-z][a-z\d+.-]*:/iu.test(input.source) ? loadAddress(input, fetch) : loadFile(input, rawRoot, maxBytes);
  }
}

async function loadAddress({ source, key, contentType }: SourceInput, fetch: Fetch): Promise<Loaded> {
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
  const lines = parseJsonLinesSource(source);
  const opened = await openRawFile(lines?.path ?? source, rawRoot);
  try {
    if (lines) {
      const loaded = await readJsonLine(opened.file, opened.source, lines.id, maxBytes);
      return { ...loaded, key: key ?? loaded.key, contentType: contentType ?? loaded.contentType };
    }
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
