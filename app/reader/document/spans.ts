import { CodePoints } from '../../../stages/text/code-points.ts';
import type { Span } from '../../../stages/text/span.ts';

/** Something marked in a text. Offsets count code points. */
export interface LayeredSpan extends Span {
  /** Where spans cross, the one of the higher layer is cut and the other stays whole. */
  layer: number;
}

/** A stretch of text, or a stretch of a span with what stands in it. */
export type Piece<S extends LayeredSpan> = string | SpanPiece<S>;

export interface SpanPiece<S extends LayeredSpan> {
  span: S;
  /** Whether the span begins with this piece. */
  isFirst: boolean;
  /** Whether it ends with it. */
  isLast: boolean;
  children: Piece<S>[];
}

interface Open<S extends LayeredSpan> {
  span: S;
  end: number;
  order: number;
  piece: SpanPiece<S>;
}

type Waiting<S extends LayeredSpan> = Omit<Open<S>, 'piece'> & { isFirst: boolean };

/**
 * Cuts spans that overlap and nest in any way into pieces that only nest, as elements of a page do. The pieces' text is the
 * text; at each place, the pieces around it are of just the spans that cover it, lower layers outside, then longer ones.
 * What lies beyond the text is left out. Linear in the text, the spans (once sorted) and the pieces.
 */
export function nestSpans<S extends LayeredSpan>(text: string, spans: readonly S[]): Piece<S>[] {
  const points = new CodePoints(text);
  const starting = new Map<number, Waiting<S>[]>();
  const ending = new Map<number, number>();
  for (const [order, span] of spans.entries()) {
    const start = Math.max(span.start, 0);
    const end = Math.min(span.end, points.length);
    if (start >= end) continue;
    const together = starting.get(start) ?? [];
    starting.set(start, together);
    together.push({ span, end, order, isFirst: true });
    ending.set(end, (ending.get(end) ?? 0) + 1);
  }

  const pieces: Piece<S>[] = [];
  const stack: Open<S>[] = [];
  const inside = () => stack.at(-1)?.piece.children ?? pieces;
  let at = 0;
  for (const cut of [...new Set([...starting.keys(), ...ending.keys()])].sort((a, b) => a - b)) {
    if (cut > at) inside().push(text.slice(points.toUtf16(at), points.toUtf16(cut)));
    at = cut;
    const waiting = starting.get(cut) ?? [];
    const lowest = waiting.reduce((least, { span }) => Math.min(least, span.layer), Number.POSITIVE_INFINITY);
    let toEnd = ending.get(cut) ?? 0;
    while (toEnd > 0 || (stack.at(-1)?.span.layer ?? Number.NEGATIVE_INFINITY) > lowest) {
      const { piece, ...open } = stack.pop() as Open<S>;
      if (open.end === cut) {
        piece.isLast = true;
        toEnd -= 1;
      } else waiting.push({ ...open, isFirst: false });
    }
    waiting.sort((a, b) => a.span.layer - b.span.layer || b.end - a.end || a.order - b.order);
    for (const { isFirst, ...open } of waiting) {
      const piece = { span: open.span, isFirst, isLast: false, children: [] };
      inside().push(piece);
      stack.push({ ...open, piece });
    }
  }
  if (at < points.length) pieces.push(text.slice(points.toUtf16(at)));
  return pieces;
}
