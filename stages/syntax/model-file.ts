import { deflateSync, inflateSync } from 'node:zlib';
import type { WeightMemory } from './weight-memory.ts';
import { strideFor, WeightTable } from './weight-table.ts';

/** One deflated stretch of the weights file. */
export interface Section {
  offset: number;
  bytes: number;
}

/** Where a table's weights stand: the zeros before each weight that is not zero, then these weights. */
interface SparseSections {
  gaps: Section;
  values: Section;
}

/** The same where a row is four cells and few rows differ: half as long, and read twice as fast. */
interface CodedSections {
  /** A byte for each row, the number of its distinct row; 255 for all from 255 on. */
  codes: Section;
  /** The numbers from 255 on, 16 bits each, in the order of the rows that have them. */
  rare: Section;
  /** The four cells of each distinct row, the most frequent first. */
  distinct: Section;
}

export type TableSections = { classes: number; bits: number } & (SparseSections | CodedSections);

/** The code of a row whose distinct row has this number or a higher one. */
const RARE = 255;

/** A gap that is not followed by a weight; longer gaps are made up of several bytes. */
const LONG_GAP = 255;

/** Node's 16 KiB pieces take a third longer for megabytes. */
const INFLATED_CHUNK = 2 ** 20;

/** Collects the sections of a weights file. */
export class SectionWriter {
  readonly #parts: Buffer[] = [];
  #offset = 0;

  add(data: Uint8Array | Uint16Array | Int32Array): Section {
    const part = deflateSync(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), { level: 9 });
    this.#parts.push(part);
    const section = { offset: this.#offset, bytes: part.length };
    this.#offset += part.length;
    return section;
  }

  addTable(table: WeightTable): TableSections {
    const { classes, mask } = table;
    return { classes, bits: Math.log2(mask + 1), ...(this.#addCoded(table) ?? this.#addSparse(table)) };
  }

  /** Null where rows are longer or too many of them differ. */
  #addCoded({ stride, weights }: WeightTable): CodedSections | null {
    if (stride !== 4) return null;
    const rows = new Int32Array(Int8Array.from(weights).buffer);
    const counts = new Map<number, number>();
    for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1);
    if (counts.size > 2 ** 16) return null;
    const distinct = [...counts].sort((a, b) => b[1] - a[1]).map(([row]) => row);
    const numbers = new Map(distinct.map((row, number) => [row, number]));
    const all = Array.from(rows, (row) => numbers.get(row)!);
    return {
      codes: this.add(Uint8Array.from(all, (number) => Math.min(number, RARE))),
      rare: this.add(Uint16Array.from(all.filter((number) => number >= RARE))),
      distinct: this.add(Int32Array.from(distinct)),
    };
  }

  #addSparse({ weights }: WeightTable): SparseSections {
    const gaps: number[] = [];
    const values: number[] = [];
    let gap = 0;
    for (const weight of weights) {
      if (weight === 0) {
        gap += 1;
        continue;
      }
      for (; gap >= LONG_GAP; gap -= LONG_GAP) gaps.push(LONG_GAP);
      gaps.push(gap);
      values.push(weight);
      gap = 0;
    }
    return {
      gaps: this.add(Uint8Array.from(gaps)),
      values: this.add(Uint8Array.from(values)),
    };
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

/** Cells of a table. */
export function cellsOf(table: TableSections): number {
  return 2 ** table.bits * strideFor(table.classes);
}

export function readBytes(file: Buffer, { offset, bytes }: Section): Uint8Array {
  return inflateSync(file.subarray(offset, offset + bytes), { chunkSize: INFLATED_CHUNK });
}

export function readShorts(file: Buffer, section: Section): Uint16Array {
  // copied, so that it is aligned for wider numbers
  return new Uint16Array(new Uint8Array(readBytes(file, section)).buffer);
}

export function readIntegers(file: Buffer, section: Section): Int32Array {
  return new Int32Array(new Uint8Array(readBytes(file, section)).buffer);
}

/** @param memory where the weights are put. */
export function readTable(file: Buffer, sections: TableSections, memory: WeightMemory): WeightTable {
  const weights = memory.allocate(cellsOf(sections));
  if ('codes' in sections) readCoded(file, sections, weights);
  else readSparse(file, sections, weights);
  return new WeightTable(sections.classes, sections.bits, weights, memory);
}

function readCoded(file: Buffer, { codes, rare, distinct }: CodedSections, weights: Int8Array): void {
  const short = readBytes(file, codes);
  const long = readShorts(file, rare);
  const known = readIntegers(file, distinct);
  const rows = new Int32Array(weights.buffer, weights.byteOffset, short.length);
  let next = 0;
  for (let row = 0; row < rows.length; row += 1) {
    let number = short[row];
    if (number === RARE) {
      number = long[next];
      next += 1;
    }
    rows[row] = known[number];
  }
}

function readSparse(file: Buffer, { gaps, values }: SparseSections, weights: Int8Array): void {
  const zeros = readBytes(file, gaps);
  const others = readBytes(file, values);
  let cell = 0;
  let next = 0;
  for (let i = 0; i < zeros.length; i += 1) {
    cell += zeros[i];
    if (zeros[i] === LONG_GAP) continue;
    // as a signed number
    weights[cell] = others[next];
    cell += 1;
    next += 1;
  }
}
