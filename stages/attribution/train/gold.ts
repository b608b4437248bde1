/** A span as the scorer of ../shared has it: start and end in code points, end exclusive. */
export type Pair = [number, number];

export interface GoldAttribution {
  source: Pair[];
  cue: Pair[];
  content: Pair[];
  type: string;
  /** Lies inside another one's content. */
  nested?: boolean;
}

export interface GoldDocument {
  id: string;
  text: string;
  attributions: GoldAttribution[];
}

/** Marks the attributions that lie in another one's content. */
export function withNesting(attributions: readonly GoldAttribution[]): GoldAttribution[] {
  return attributions.map((a) => ({ ...a, nested: attributions.some((b) => b !== a && lies(a, b)) }));
}

function lies(a: GoldAttribution, b: GoldAttribution): boolean {
  const all = [...a.source, ...a.cue, ...a.content];
  return all.every(([start, end]) => b.content.some(([s, e]) => s <= start && end <= e));
}

/** How much two span lists cover in common, of all that they cover; 1 where both are empty. */
export function jaccard(a: readonly Pair[], b: readonly Pair[]): number {
  const cover = (spans: readonly Pair[]) =>
    new Set(spans.flatMap(([s, e]) => Array.from({ length: e - s }, (_, i) => s + i)));
  const [x, y] = [cover(a), cover(b)];
  if (x.size + y.size === 0) return 1;
  let both = 0;
  for (const i of x) if (y.has(i)) both += 1;
  return both / (x.size + y.size - both);
}
