/** Milliseconds of many runs. */
export interface Latency {
  runs: number;
  p50: number;
  p95: number;
}

/** Sums up durations in milliseconds (nearest rank). */
export function summarise(durations: readonly number[]): Latency {
  const sorted = durations.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return { runs: sorted.length, p50: at(0.5), p95: at(0.95) };
}
