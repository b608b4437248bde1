/** A stretch of text, `[start, end)` in Unicode code points of the text it belongs to. */
export interface Span {
  start: number;
  end: number;
}
