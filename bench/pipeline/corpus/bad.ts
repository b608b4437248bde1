import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentErrorType } from '../../../stages/errors.ts';
import { documentAt } from './documents.ts';

/** A document that cannot be processed, and how what is wrong with it is put right. */
export interface BadDocument {
  kind: string;
  /** What `ingestDocument` is given as `source`. */
  source: string;
  /** Type of the error that it must fail with. */
  type: DocumentErrorType;
  /** Afterwards the same source is an article. */
  mend(): Promise<void>;
}

export interface BadDocumentsOptions {
  /** Folder that `raw/` stands for; the documents lie in `bad/` in it. */
  rawRoot: string;
  /** Folder outside of it, for what must not be read. */
  outside: string;
  /** `COPYDESK_MAX_BYTES` of the workers, above 64 KiB. */
  maxBytes: number;
  /** Address that the workers must refuse; mended by whoever serves it. */
  refused: string;
}

type Kind = (paths: { file: string; source: string; number: number }) => Promise<Omit<BadDocument, 'kind' | 'mend'>>;

/** Number of the first article that stands in for a bad document, far from those of a corpus. */
const MENDED_WITH = 5_000_000;

/** Makes ten kinds of bad documents. @param count of each. */
export async function writeBadDocuments(options: BadDocumentsOptions, count: number): Promise<BadDocument[]> {
  const { rawRoot, outside, maxBytes, refused } = options;
  const folder = join(rawRoot, 'bad');
  await Promise.all([folder, outside].map((each) => mkdir(each, { recursive: true })));
  const kinds: Record<string, Kind> = {
    empty: async ({ file, source }) => {
      await writeFile(file, '');
      return { source, type: 'EmptyDocument' };
    },
    pdf: async ({ file, source }) => {
      await writeFile(
        file,
        '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n',
        'latin1',
      );
      return { source, type: 'UnsupportedType' };
    },
    picture: async ({ file, source }) => {
      await writeFile(file, Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'));
      return { source, type: 'UnsupportedType' };
    },
    tooLarge: async ({ file, source }) => {
      await writeFile(file, 'All work and no play makes a long article. '.repeat(Math.ceil(maxBytes / 40)));
      return { source, type: 'TooLarge' };
    },
    brokenLine: async ({ file, source }) => {
      await writeFile(`${file}.jsonl`, '{"id": "a", "text": "It was never clo\n');
      return { source: `${source}.jsonl#L1`, type: 'MalformedInput' };
    },
    lineWithoutText: async ({ file, source }) => {
      await writeFile(`${file}.jsonl`, '{"id": "a", "url": "https://courier.example/none"}\n');
      return { source: `${source}.jsonl#L1`, type: 'MalformedInput' };
    },
    missing: async ({ source }) => ({ source, type: 'NotFound' }),
    deadLink: async ({ file, source }) => {
      await symlink(`${file}.gone`, file);
      return { source, type: 'NotFound' };
    },
    linkToOutside: async ({ file, source, number }) => {
      const target = join(outside, `outside-${number}.txt`);
      await writeFile(target, documentAt(number).text);
      await symlink(target, file);
      return { source, type: 'OutsideRawRoot' };
    },
    refusedAddress: async ({ number }) => ({ source: `${refused}/${number}.html`, type: 'RefusedAddress' }),
  };
  const documents: BadDocument[] = [];
  for (const [kind, make] of Object.entries(kinds)) {
    for (let i = 0; i < count; i += 1) {
      const number = MENDED_WITH + documents.length;
      const file = join(folder, `${kind}-${i}`);
      const made = await make({ file, source: `raw/bad/${kind}-${i}`, number });
      documents.push({ kind, ...made, mend: () => mend(rawRoot, made.source, number) });
    }
  }
  return documents;
}

/** Puts an article where the source points; an address is its server's to mend. */
async function mend(rawRoot: string, source: string, number: number): Promise<void> {
  if (!source.startsWith('raw/')) return;
  const [path] = source.slice('raw/'.length).split('#');
  const file = join(rawRoot, path);
  const { text } = documentAt(number);
  await rm(file, { force: true });
  await writeFile(file, file.endsWith('.jsonl') ? `${JSON.stringify({ id: 'a', text })}\n` : text);
}
