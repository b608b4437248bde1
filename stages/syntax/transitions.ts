import { columns } from './columns.ts';

/** The moves of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011). */
export const SHIFT = 0;
/** The stack's top becomes a dependent of the buffer's first. */
export const LEFT_ARC = 1;
/** The stack's top becomes a dependent of the one under it. */
export const RIGHT_ARC = 2;

/**
 * The state of a parse. The root stands behind the last token; it takes its dependent only when nothing else is left
 * on the stack, so that each sentence ends with exactly one root.
 */
export class Configuration {
  /** Number of tokens; also the position of the root. */
  readonly length: number;
  /** First token (or root) of the buffer. */
  buffer = 0;
  depth = 0;
  readonly stack: Int32Array;
  /** Head of each token, -1 as long as it has none. */
  readonly head: Int32Array;
  readonly relation: Int32Array;
  /** Outermost and second outermost children on both sides, -1 where there is none. */
  readonly left1: Int32Array;
  readonly left2: Int32Array;
  readonly right1: Int32Array;
  readonly right2: Int32Array;
  readonly leftCount: Int32Array;
  readonly rightCount: Int32Array;
  /** The relations of the children on a side, as a set of 64 bits in two halves. */
  readonly leftLow: Int32Array;
  readonly leftHigh: Int32Array;
  readonly rightLow: Int32Array;
  readonly rightHigh: Int32Array;

  constructor(length: number) {
    this.length = length;
    const zeros = columns(13, length + 1);
    const column = (value: number) => (value === 0 ? zeros() : zeros().fill(value));
    this.stack = column(0);
    this.head = column(-1);
    this.relation = column(-1);
    this.left1 = column(-1);
    this.left2 = column(-1);
    this.right1 = column(-1);
    this.right2 = column(-1);
    this.leftCount = column(0);
    this.rightCount = column(0);
    this.leftLow = column(0);
    this.leftHigh = column(0);
    this.rightLow = column(0);
    this.rightHigh = column(0);
  }

  get done(): boolean {
    return this.buffer === this.length && this.depth === 0;
  }

  /** The `n`th token from the stack's top, 0 being the top; -1 where the stack is not that deep. */
  onStack(n: number): number {
    return this.depth > n ? this.stack[this.depth - 1 - n] : -1;
  }

  allows(action: number): boolean {
    if (action === SHIFT) return this.buffer < this.length;
    if (action === LEFT_ARC) return this.depth >= 1 && (this.buffer < this.length || this.depth === 1);
    return this.depth >= 2;
  }

  shift(): void {
    this.stack[this.depth] = this.buffer;
    this.depth += 1;
    this.buffer += 1;
  }

  /** Head that an arc action would give the stack's top. */
  headFor(action: number): number {
    return action === LEFT_ARC ? this.buffer : this.stack[this.depth - 2];
  }

  /** Takes the top off the stack and makes it a dependent of `head`. */
  reduce(head: number, relation: number): void {
    this.depth -= 1;
    const dependent = this.stack[this.depth];
    this.head[dependent] = head;
    this.relation[dependent] = relation;
    const low = relation < 32 ? 1 << relation : 0;
    const high = relation < 32 ? 0 : 1 << (relation - 32);
    if (dependent < head) {
      this.left2[head] = this.left1[head];
      this.left1[head] = dependent;
      this.leftCount[head] += 1;
      this.leftLow[head] |= low;
      this.leftHigh[head] |= high;
    } else {
      this.right2[head] = this.right1[head];
      this.right1[head] = dependent;
      this.rightCount[head] += 1;
      this.rightLow[head] |= low;
      this.rightHigh[head] |= high;
    }
  }
}
