import { DocumentError } from '../../../stages/errors.ts';
import type { Bytes, Stamp } from '../../sources/bytes.ts';
import { isCompressedWhole, type RecordPlace, readRecords, recordSuffix } from '../../sources/web-archive.ts';
import type { Listing } from './entry.ts';
import { checkUnchanged } from './stamp.ts';
import { storedDocument } from './stored.ts';

/** The record that came last. */
export interface RecordPosition extends RecordPlace {
  isWhole: boolean;
  stamp: Stamp;
}

/** Lists the articles of a web archive, with their bytes; other records are passed over. */
export async function* listRecords(
  bytes: Bytes,
  from: RecordPosition | null,
  maxBytes: number,
): Listing<RecordPosition> {
  const { source } = bytes;
  const start = from ? { offset: from.offset, index: from.index + 1 } : { offset: 0, index: 0 };
  const isWhole = from ? from.isWhole : await isCompressedWhole(bytes);
  const opened = await bytes.open(start.offset);
  try {
    checkUnchanged(source, from?.stamp, opened.stamp);
    for await (const { offset, index, content } of readRecords(opened, source, start, { maxBytes, isWhole })) {
      const name = source + recordSuffix({ offset, index });
      const position = { offset, index, isWhole, stamp: opened.stamp };
      const share = opened.share();
      if (content === null) yield { document: null, position, share };
      // What is wrong with it, a run of its own tells, which reads it again.
      else if (content instanceof DocumentError) {
        yield { document: { source: name, input: { source: name } }, position, share };
      } else yield { ...storedDocument(content), position, share };
    }
  } finally {
    await opened.close();
  }
}
