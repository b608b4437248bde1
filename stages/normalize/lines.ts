import type { Span } from '../text/span.ts';

/**
 * The lines of a text that are not empty, without their line feeds; UTF-16 offsets. A loop and not a pattern: the platform's
 * regular expressions run out of stack on lines of many megabytes.
 */
export function* lineSpans(text: string): Generator<Span> {
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    if (end > start) yield { start, end };
    start = end + 1;
  }
}
