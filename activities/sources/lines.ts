/** Base64 takes four characters for three bytes, and an escaped character of JSON up to six for one. */
export const LINE_BYTES_PER_DOCUMENT_BYTE = 6;

/** One line of a stream, without its line feed; `truncated` when it went past the limit and was not kept whole. */
export interface Line {
  bytes: Buffer;
  truncated: boolean;
  /** Bytes of the whole line. */
  length: number;
}

/** What is kept of a line that is too long: enough to find its id. */
const KEPT_OF_TOO_LONG = 4096;
const LINE_FEED = 0x0a;

/**
 * Cuts a byte stream into lines. Holds at most one line of `limit` bytes; a longer one is read past, and comes with
 * its first 4,096 bytes. The last line need not end in a line feed; an empty rest is no line.
 */
export async function* readLines(stream: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let size = 0;
  let truncated = false;
  const take = (): Line => {
    const bytes = Buffer.concat(parts);
    const line = { bytes, truncated, length: size };
    parts = [];
    size = 0;
    truncated = false;
    return line;
  };
  const keep = (piece: Buffer): void => {
    size += piece.length;
    if (truncated || piece.length === 0) return;
    parts.push(piece);
    if (size > limit) {
      truncated = true;
      parts = [Buffer.concat(parts).subarray(0, KEPT_OF_TOO_LONG)];
    }
  };
  for await (const chunk of stream) {
    let at = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, at)) {
      keep(chunk.subarray(at, end));
      yield take();
      at = end + 1;
    }
    keep(chunk.subarray(at));
  }
  if (size > 0) yield take();
}
