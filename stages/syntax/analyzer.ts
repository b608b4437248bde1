import { type LexicalSentence, type LexicalToken, readLexical } from './lexical.ts';
import type { SyntaxModel } from './model.ts';
import { Parser } from './parser.ts';
import { parserInput } from './parser-input.ts';
import { Tagger, type TagNumbers } from './tagger.ts';
import type { Analysis, Dependencies, TaggedSentence, Tree } from './types.ts';

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
    return { ...this.#tagNames(tags), ...this.#dependencies(sentence, tags) };
  }

  analyze(tokens: readonly LexicalToken[]): Analysis {
    const sentence = readLexical(tokens, this.#model.clusters);
    const xpos = this.#tagger.xpos(sentence);
    return {
      xpos: named(xpos, this.#model.labels.xpos),
      parse: () => this.#dependencies(sentence, { xpos, upos: this.#tagger.upos(sentence, xpos) }),
    };
  }

  #dependencies(sentence: LexicalSentence, tags: TagNumbers): Dependencies {
    const { length } = sentence;
    const { head: heads, relation } = this.#parser.parse(parserInput(sentence, tags));
    const head = heads.slice(0, length);
    for (let i = 0; i < length; i += 1) if (head[i] === length) head[i] = -1;
    return { head, relation: named(relation.subarray(0, length), this.#model.labels.relations) };
  }

  #tagNames({ xpos, upos }: TagNumbers): TaggedSentence {
    const { labels } = this.#model;
    return { upos: named(upos, labels.upos), xpos: named(xpos, labels.xpos) };
  }
}

function named(numbers: Int32Array, names: readonly string[]): string[] {
  const result: string[] = [];
  for (const number of numbers) result.push(names[number]);
  return result;
}
