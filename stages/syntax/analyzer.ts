import { type LexicalToken, readLexical } from './lexical.ts';
import type { SyntaxModel } from './model.ts';
import { Parser } from './parser.ts';
import { parserInput } from './parser-input.ts';
import { Tagger, type TagNumbers } from './tagger.ts';
import type { TaggedSentence, Tree } from './types.ts';

/** Tags and parses sentences with one model. */
export class Analyzer {
  readonly #model: SyntaxModel;
  readonly #tagger: Tagger;
  readonly #parser: Parser;

  constructor(model: SyntaxModel) {
    this.#model = model;
    this.#tagger = new Tagger(model.tagger);
    this.#parser = new Parser(model.parser);
  }

  tag(tokens: readonly LexicalToken[]): TaggedSentence {
    return this.#tagNames(this.#tagger.tag(readLexical(tokens, this.#model.clusters)));
  }

  parse(tokens: readonly LexicalToken[]): Tree {
    const sentence = readLexical(tokens, this.#model.clusters);
    const tags = this.#tagger.tag(sentence);
    const { head: heads, relation } = this.#parser.parse(parserInput(sentence, tags));
    const { length } = sentence;
    const head = heads.slice(0, length);
    for (let i = 0; i < length; i += 1) if (head[i] === length) head[i] = -1;
    const { relations } = this.#model.labels;
    return {
      ...this.#tagNames(tags),
      head,
      relation: Array.from(relation.subarray(0, length), (number) => relations[number]),
    };
  }

  #tagNames({ xpos, upos }: TagNumbers): TaggedSentence {
    const { labels } = this.#model;
    return {
      upos: Array.from(upos, (number) => labels.upos[number]),
      xpos: Array.from(xpos, (number) => labels.xpos[number]),
    };
  }
}
