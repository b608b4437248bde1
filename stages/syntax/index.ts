import type { Token } from '../text/tokens.ts';
import { Analyzer } from './analyzer.ts';
import { loadModel } from './model.ts';
import type { Analysis, TaggedSentence, Tree } from './types.ts';

export type { Analysis, Dependencies, TaggedSentence, Tree } from './types.ts';

let analyzer: Analyzer | undefined;

/** The model is read when it is first needed. */
function shippedAnalyzer(): Analyzer {
  analyzer ??= new Analyzer(loadModel(new URL('model/', import.meta.url)));
  return analyzer;
}

/**
 * Parts of speech and dependency tree of one English sentence: Universal Dependencies v2 as the GUM corpus uses them.
 * Greedy and linear in the sentence.
 * @param tokens the sentence's tokens, as `stages/text` cuts them.
 */
export function parse(tokens: readonly Token[]): Tree {
  return shippedAnalyzer().parse(tokens);
}

/** Parts of speech alone, several times faster than `parse`; the tags are the same. */
export function tag(tokens: readonly Token[]): TaggedSentence {
  return shippedAnalyzer().tag(tokens);
}

/** Penn Treebank tags, and the tree when it is asked for: for callers that may see from the tags that they need none. */
export function analyze(tokens: readonly Token[]): Analysis {
  return shippedAnalyzer().analyze(tokens);
}
