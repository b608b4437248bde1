import { deflateSync, inflateSync } from 'node:zlib';
import type { WeightMemory } from './weight-memory.ts';
import { strideFor, WeightTable } from './weight-table.ts';

/** One deflated stretch of the weights file. */
export interface Section {
  offset: number;
  bytes: number;
}

/** Where a table's weights stand: the zeros before each weight that is not zero, then these weights. */
export interface TableSections {
  classes: number;
  bits: number;
  gaps: Section;
  values: Section;
}

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
    const gaps: number[] = [];
    const values: number[] = [];
    let gap = 0;
    for (const weight of table.weights) {
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
      classes: table.classes,
      bits: Math.log2(table.mask + 1),
      gaps: this.add(Uint8Array.from(gaps)),
      values: this.add(Uint8Array.from(values)),
    };
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

function inflate(file: Buffer, { offset, bytes }: Section): Uint8Array<ArrayBuffer> {
  const data = inflateSync(file.subarray(offset, offset + bytes), { chunkSize: INFLATED_CHUNK });
  // Copied, so that it is aligned for wider numbers.
  return new Uint8Array(data);
}

/** Cells of a table. */
export function cellsOf({ classes, bits }: Pick<TableSections, 'classes' | 'bits'>): number {
  return 2 ** bits * strideFor(classes);
}

export function readBytes(file: Buffer, section: Section): Uint8Array {
  return inflate(file, section);
}

export function readShorts(file: Buffer, section: Section): Uint16Array {
  return new Uint16Array(inflate(file, section).buffer);
}

export function readIntegers(file: Buffer, section: Section): Int32Array {
  return new Int32Array(inflate(file, section).buffer);
}

/** @param memory where the weights are put. */
export function readTable(
  file: Buffer,
  { classes, bits, gaps, values }: TableSections,
  memory: WeightMemory,
): WeightTable {
  const zeros = inflate(file, gaps);
  const weights = new Int8Array(inflate(file, values).buffer);
  const cells = memory.allocate(cellsOf({ classes, bits }));
  let cell = 0;
  let next = 0;
  for (let i = 0; i < zeros.length; i += 1) {
    cell += zeros[i];
    if (zeros[i] === LONG_GAP) continue;
    cells[cell] = weights[next];
    cell += 1;
    next += 1;
  }
  return new WeightTable(classes, bits, cells, memory);
}
