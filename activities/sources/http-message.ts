/** An HTTP answer as web archives keep it. */
export interface HttpAnswer {
  status: number;
  /** By lower-case name; of several with one name the last. */
  headers: Map<string, string>;
  body: Buffer;
}

/** Bytes that the lines before the body may have. */
export const MAX_HEAD_BYTES = 64 * 1024;

const HEAD_END = /\r?\n\r?\n/u;
const STATUS_LINE = /^HTTP\/[\d.]+[ \t]+(?<status>\d{3})/iu;

/** Cuts an HTTP answer into its parts; null where the bytes are none. */
export function parseHttpAnswer(bytes: Buffer): HttpAnswer | null {
  const start = bytes.subarray(0, MAX_HEAD_BYTES).toString('latin1');
  const end = HEAD_END.exec(start);
  const [statusLine, ...lines] = start.slice(0, end?.index ?? start.length).split(/\r?\n/u);
  const status = STATUS_LINE.exec(statusLine)?.groups?.status;
  if (!end || status === undefined) return null;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { status: Number(status), headers, body: bytes.subarray(end.index + end[0].length) };
}
