import type { LexicalSentence } from './lexical.ts';
import { UPOS_TEMPLATES, uposRows, XPOS_TEMPLATES, xposRows } from './tag-features.ts';
import { argmax, type WeightTable } from './weight-table.ts';
import type { WordTable } from './word-table.ts';

/** Words that have one tag practically always; they skip the model. */
export interface CertainTags {
  words: WordTable;
  xpos: Uint8Array;
}

export interface TaggerModel {
  certain: CertainTags;
  xpos: WeightTable;
  upos: WeightTable;
}

/** Numbers of the tags of one sentence. */
export interface TagNumbers {
  xpos: Int32Array;
  upos: Int32Array;
}

/** Greedy tagging from left to right, the universal tags in a second pass. */
export class Tagger {
  readonly #model: TaggerModel;
  readonly #xposRows = new Int32Array(XPOS_TEMPLATES.count);
  readonly #uposRows = new Int32Array(UPOS_TEMPLATES.count);
  readonly #scores: Int32Array;

  constructor(model: TaggerModel) {
    this.#model = model;
    this.#scores = new Int32Array(Math.max(model.xpos.classes, model.upos.classes));
  }

  tag(sentence: LexicalSentence): TagNumbers {
    const xpos = this.xpos(sentence);
    return { xpos, upos: this.upos(sentence, xpos) };
  }

  /** Numbers of the Penn Treebank tags. */
  xpos(sentence: LexicalSentence): Int32Array {
    const { certain, xpos: xposTable } = this.#model;
    const scores = this.#scores;
    const xpos = new Int32Array(sentence.length);
    for (let i = 0; i < sentence.length; i += 1) {
      const known = certain.words.find(sentence.word[i]);
      if (known >= 0) {
        xpos[i] = certain.xpos[known];
        continue;
      }
      xposRows(sentence, i, i > 0 ? xpos[i - 1] : -1, i > 1 ? xpos[i - 2] : -1, xposTable.mask, this.#xposRows);
      xposTable.score(this.#xposRows, scores);
      xpos[i] = argmax(scores, xposTable.classes);
    }
    return xpos;
  }

  /** Numbers of the universal tags, given those of the Penn Treebank. */
  upos(sentence: LexicalSentence, xpos: Int32Array): Int32Array {
    const { upos: uposTable } = this.#model;
    const scores = this.#scores;
    const upos = new Int32Array(sentence.length);
    for (let i = 0; i < sentence.length; i += 1) {
      uposRows(sentence, xpos, i, uposTable.mask, this.#uposRows);
      uposTable.score(this.#uposRows, scores);
      upos[i] = argmax(scores, uposTable.classes);
    }
    return upos;
  }
}
