/** Words that a model reads at once, `[start, end)`, and those whose labels are taken from there, `[from, to)`. */
export interface Window {
  start: number;
  end: number;
  from: number;
  to: number;
}

/** Share of a window that the next one reads again, so that words at its edges are seen with what surrounds them. */
const OVERLAP = 1 / 4;

/**
 * Cuts a sentence that is too long for a model into windows that overlap. Each word's label is taken from one of them.
 * @param sizes pieces of each word.
 * @param most pieces that a window may have; a single word of more has one of its own.
 */
export function windowsOf(sizes: readonly number[], most: number): Window[] {
  const windows: Window[] = [];
  let start = 0;
  while (start < sizes.length) {
    let end = start + 1;
    for (let sum = sizes[start]; end < sizes.length && sum + sizes[end] <= most; end += 1) sum += sizes[end];
    windows.push({ start, end, from: start, to: end });
    if (end === sizes.length) break;
    start = Math.max(start + 1, end - Math.floor((end - start) * OVERLAP));
  }
  for (let i = 1; i < windows.length; i += 1) {
    const middle = Math.ceil((windows[i].start + windows[i - 1].end) / 2);
    windows[i - 1].to = middle;
    windows[i].from = middle;
  }
  return windows;
}
