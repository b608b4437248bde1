/**
 * Zeros for the features of `length` tokens, a column each time it is called, `count` times at most. They share one
 * allocation: one for each would cost more than filling them.
 */
export function columns(count: number, length: number): () => Int32Array {
  const buffer = new ArrayBuffer(4 * count * length);
  let next = 0;
  return () => {
    const column = new Int32Array(buffer, 4 * length * next, length);
    next += 1;
    return column;
  };
}
