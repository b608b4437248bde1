import { analyze } from '../../syntax/index.ts';
import type { Analysis, Dependencies } from '../../syntax/types.ts';
import type { Token } from '../../text/tokens.ts';

/** A token of a unit; `quotation` is the index of the whole quotation it stands for, or -1. */
export interface UnitToken extends Token {
  lower: string;
  quotation: number;
}

/** First and last token of a stretch, both included. */
export interface Range {
  first: number;
  last: number;
}

/**
 * What is parsed as one sentence: a sentence of the text in which every whole quotation is represented by a few tokens,
 * or a sentence inside such a quotation.
 */
export class Unit {
  readonly tokens: UnitToken[];
  readonly sentence: number;
  readonly paragraph: number;
  /** The quotation that encloses the unit, -1 for none. */
  readonly inside: number;
  #analysis: Analysis | undefined;
  #tree: Dependencies | undefined;
  #left: Int32Array | undefined;
  #right: Int32Array | undefined;
  #children: number[][] | undefined;

  constructor(tokens: UnitToken[], sentence: number, paragraph: number, inside: number) {
    this.tokens = tokens;
    this.sentence = sentence;
    this.paragraph = paragraph;
    this.inside = inside;
  }

  /** Tagged when first needed. */
  get #tagged(): Analysis {
    this.#analysis ??= analyze(this.tokens);
    return this.#analysis;
  }

  /** Parsed when first needed; tags need no parse. */
  get tree(): Dependencies {
    this.#tree ??= this.#tagged.parse();
    return this.#tree;
  }

  get children(): number[][] {
    if (!this.#children) {
      const children: number[][] = this.tokens.map(() => []);
      this.tree.head.forEach((head, i) => {
        if (head >= 0) children[head].push(i);
      });
      this.#children = children;
    }
    return this.#children;
  }

  #extents(): void {
    const { head } = this.tree;
    const left = Int32Array.from(this.tokens, (_, i) => i);
    const right = Int32Array.from(left);
    // each token widens its ancestors; units are short
    for (let i = 0; i < head.length; i += 1)
      for (let up = head[i]; up >= 0; up = head[up]) {
        if (i < left[up]) left[up] = i;
        if (i > right[up]) right[up] = i;
      }
    this.#left = left;
    this.#right = right;
  }

  /** First token of a token's subtree. */
  left(i: number): number {
    if (!this.#left) this.#extents();
    return this.#left![i];
  }

  /** Last token of a token's subtree. */
  right(i: number): number {
    if (!this.#right) this.#extents();
    return this.#right![i];
  }

  /** Empty beyond the unit: a root's head has none. */
  relation(i: number): string {
    return this.tree.relation[i] ?? '';
  }

  head(i: number): number {
    return this.tree.head[i];
  }

  tag(i: number): string {
    return this.#tagged.xpos[i] ?? '';
  }

  lower(i: number): string {
    return this.tokens[i]?.lower ?? '';
  }

  child(i: number, ...relations: string[]): number {
    return this.children[i]?.find((c) => relations.includes(this.relation(c))) ?? -1;
  }

  isPunctuation(i: number): boolean {
    const token = this.tokens[i];
    return token !== undefined && token.quotation < 0 && !/[\p{L}\p{N}$%€£#@&]/u.test(token.text);
  }
}
