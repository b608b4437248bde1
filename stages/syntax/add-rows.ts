/** What is used of WebAssembly, whose types come with a browser's only. */
declare const WebAssembly: {
  Memory: new (size: { initial: number }) => { buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: { env: { memory: object } }) => { exports: { addRows: AddRows } };
};

/** Bytes by which a memory is sized. */
const PAGE = 2 ** 16;

// the binary format: https://webassembly.github.io/spec/core/binary/
const I32 = 0x7f;
const V128 = 0x7b;
const EMPTY = 0x40;

/** Numbers as the format has them, seven bits a byte. */
function number(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...number(value >>> 7)];
}
const vector = (items: readonly number[][]) => [...number(items.length), ...items.flat()];
const section = (id: number, content: readonly number[]) => [id, ...number(content.length), ...content];
const name = (text: string) => [text.length, ...Buffer.from(text)];

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
/** Sets a local and leaves its value. */
const tee = (local: number) => [0x22, local];
const i32 = (value: number) => [0x41, value];
const ADD = [0x6a];
const MULTIPLY = [0x6c];
const SHIFT_LEFT = [0x74];
const LESS = [0x48];
const LOAD = [0x28, 2, 0];
/** A loop that goes on as long as `condition` is true at its end. */
const loop = (body: readonly number[], condition: readonly number[]) => [
  0x03,
  EMPTY,
  ...body,
  ...condition,
  0x0d,
  0,
  0x0b,
];

const LOAD_16_BYTES = [0xfd, 0, 0, 0];
const storeVector = (offset: number) => [0xfd, 11, 0, offset];
const ZEROS = [0xfd, 12, ...Array<number>(16).fill(0)];
/** The lower or upper eight signed bytes as 16 bits each. */
const WIDEN_LOW = [0xfd, ...number(0x87)];
const WIDEN_HIGH = [0xfd, ...number(0x88)];
const ADD_EIGHT = [0xfd, ...number(0x8e)];

// parameters
const [TABLE, STRIDE, CLASSES, ROWS, COUNT, SUMS] = [0, 1, 2, 3, 4, 5];
// locals
const [END, COLUMN, ROW, FIRST, LOW, HIGH, WEIGHTS] = [6, 7, 8, 9, 10, 11, 12];

const ADD_ROWS = [
  ...[...get(ROWS), ...get(COUNT), ...i32(2), ...SHIFT_LEFT, ...ADD, ...set(END)],
  ...loop(
    [
      ...[...ZEROS, ...set(LOW), ...ZEROS, ...set(HIGH)],
      ...[...get(TABLE), ...get(COLUMN), ...ADD, ...set(FIRST)],
      ...[...get(ROWS), ...set(ROW)],
      ...loop(
        [
          ...[
            ...get(FIRST),
            ...get(ROW),
            ...LOAD,
            ...get(STRIDE),
            ...MULTIPLY,
            ...ADD,
            ...LOAD_16_BYTES,
            ...set(WEIGHTS),
          ],
          ...[...get(LOW), ...get(WEIGHTS), ...WIDEN_LOW, ...ADD_EIGHT, ...set(LOW)],
          ...[...get(HIGH), ...get(WEIGHTS), ...WIDEN_HIGH, ...ADD_EIGHT, ...set(HIGH)],
        ],
        [...get(ROW), ...i32(4), ...ADD, ...tee(ROW), ...get(END), ...LESS],
      ),
      ...[...get(SUMS), ...get(COLUMN), ...i32(1), ...SHIFT_LEFT, ...ADD, ...tee(ROW), ...get(LOW), ...storeVector(0)],
      ...[...get(ROW), ...get(HIGH), ...storeVector(16)],
    ],
    [...get(COLUMN), ...i32(16), ...ADD, ...tee(COLUMN), ...get(CLASSES), ...LESS],
  ),
  0x0b,
];
const LOCALS = vector([
  [4, I32],
  [3, V128],
]);

const MODULE = new WebAssembly.Module(
  Uint8Array.from([
    ...[0, ...Buffer.from('asm'), 1, 0, 0, 0],
    ...section(1, vector([[0x60, ...vector(Array<number[]>(6).fill([I32])), ...vector([])]])),
    ...section(2, vector([[...name('env'), ...name('memory'), 2, 0, 1]])),
    ...section(3, vector([[0]])),
    ...section(7, vector([[...name('addRows'), 0, 0]])),
    ...section(10, vector([[...number(LOCALS.length + ADD_ROWS.length), ...LOCALS, ...ADD_ROWS]])),
  ]),
);

/**
 * Adds up rows of signed bytes, 16 columns at a time; all places are bytes of one memory. Up to 15 bytes beyond a row are read.
 * @param table where the first row stands; @param stride bytes from one row to the next; @param classes columns to add up.
 * @param rows where the rows' numbers stand, 32 bits each, at least one; @param count how many.
 * @param sums where the sums go, 16 bits each, for as many columns as fill whole vectors.
 */
type AddRows = (table: number, stride: number, classes: number, rows: number, count: number, sums: number) => void;

/** A new memory of zeros, with the function that adds up rows in it. */
export function vectorMemory(bytes: number): { buffer: ArrayBuffer; addRows: AddRows } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
  return { buffer: memory.buffer, addRows: new WebAssembly.Instance(MODULE, { env: { memory } }).exports.addRows };
}
