const LINE_FEED = 0x0a;

/**
 * Cuts a byte stream into lines, without their line feeds; null stands for a line of more than `limit` bytes, which is
 * read past and not kept. An empty rest after the last line feed is no line.
 */
export async function* readLines(stream: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Buffer | null> {
  let parts: Buffer[] = [];
  let size = 0;
  const keep = (piece: Buffer) => {
    size += piece.length;
    if (size <= limit) parts.push(piece);
    else parts = [];
  };
  const take = () => {
    const line = size <= limit ? Buffer.concat(parts) : null;
    parts = [];
    size = 0;
    return line;
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
