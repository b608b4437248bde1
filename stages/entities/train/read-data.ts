import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A sentence as the data files have it: tokens with strict BIO tags, and which tokens a space follows, where known. */
export interface TaggedTokens {
  tokens: string[];
  tags: string[];
  spaces?: string;
}

export interface DataFile {
  text: string;
  /** Of the file as it stands. */
  sha256: string;
}

export function readData(folder: string, file: string): DataFile {
  const bytes = readFileSync(join(folder, file));
  return {
    text: (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

export interface TaggedDocument {
  id: string;
  sentences: TaggedTokens[];
}

/** The documents of a JSONL text. */
export function parseDocuments(text: string): TaggedDocument[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TaggedDocument);
}
