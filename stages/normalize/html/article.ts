import { readFileSync } from 'node:fs';
import { dateLine } from '../dates.ts';
import { namesInByline } from '../names.ts';
import { endsSentence } from '../plain/cues.ts';
import { PAGE_RULES } from '../rules.ts';
import type { Block } from './blocks.ts';
import { type BoostedTrees, logOdds } from './boosting.ts';
import { blockFeatures, FEATURES } from './features.ts';

const model: BoostedTrees = JSON.parse(readFileSync(new URL('../model/article-blocks.json', import.meta.url), 'utf8'));
if (model.features.join() !== FEATURES.join()) {
  throw new Error('stages/normalize/model was trained for other features; run npm run train:extract -- DIR');
}

/** What the page says of its article, to compare blocks with. */
export interface Hints {
  /** The article's text as the page's JSON-LD gives it. */
  articleBody: string | null;
  title: string | null;
  /** Names of its authors. */
  byline: readonly string[];
}

const BLOCKS = PAGE_RULES['article-blocks'].settings;
const WITNESS = PAGE_RULES['article-body-as-witness'].settings;
const HEAD = PAGE_RULES['head-of-article'].settings;
const PULL_QUOTE = PAGE_RULES['pull-quotes'].settings;

/** Log odds from which a block belongs to the article; the later ones where the earlier leave too little. */
const THRESHOLDS = [BLOCKS.logOdds, BLOCKS.lower, BLOCKS.lowest];

const grams = (text: string): string[] => {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < 3) return words.length === 0 ? [] : [words.join(' ')];
  return words.slice(0, -2).map((word, i) => `${word} ${words[i + 1]} ${words[i + 2]}`);
};

/**
 * How much of each block stands in the article's text as the page itself gives it in JSON-LD; null where that text is missing, short,
 * or not what the page shows.
 */
function agreement(blocks: readonly Block[], articleBody: string | null): number[] | null {
  if (articleBody === null || articleBody.length < WITNESS.shortest) return null;
  const known = new Set(grams(articleBody));
  const covered = new Set<string>();
  const shares = blocks.map((block) => {
    const own = grams(block.text);
    const shared = own.filter((gram) => known.has(gram));
    if (own.length > 4) for (const gram of shared) covered.add(gram);
    return own.length === 0 ? 0 : shared.length / own.length;
  });
  return covered.size / known.size >= WITNESS.shown ? shares : null;
}

/** Log odds that each block is part of the article. */
export function scoreBlocks(blocks: readonly Block[], hints: Hints): number[] {
  const scores = blockFeatures(blocks, hints.title).map((vector) => logOdds(model, vector));
  const shares = agreement(blocks, hints.articleBody);
  if (shares === null) return scores;
  return scores.map((score, i) => {
    if (blocks[i].text.length < 30) return score;
    return score + (shares[i] >= 0.8 ? WITNESS.agrees : shares[i] < 0.2 ? WITNESS.differs : 0);
  });
}

const sizeOf = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + block.text.length, 0);

/** The blocks that make up a page's article, in order; all of them where the page has too little text to choose from. */
export function selectArticle(blocks: readonly Block[], hints: Hints): Block[] {
  const scores = scoreBlocks(blocks, hints);
  for (const threshold of THRESHOLDS) {
    const chosen = blocks.filter((_, i) => scores[i] > threshold);
    if (sizeOf(chosen) >= BLOCKS.tooLittle) return withoutRepeats(withoutHead(chosen, hints.byline), hints.title);
  }
  const unlinked = blocks.filter((block) => block.linked < 0.5);
  return withoutRepeats(unlinked.length > 0 ? unlinked : [...blocks], null);
}

const key = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Takes out rules drawn with characters, and bylines and dates above the first paragraph, which the metadata hold. */
function withoutHead(blocks: readonly Block[], byline: readonly string[]): Block[] {
  const worded = blocks.filter(({ text }) => /[\p{L}\p{N}\p{S}]/u.test(text));
  if (worded.length === 0) return [...blocks];
  const names = key(byline.join(' '));
  const isHead = ({ text }: Block): boolean => {
    if (text.length > HEAD.characters) return false;
    const own = key(text);
    if (dateLine(text) !== null || (names !== '' && (own === names || own === `by ${names}`))) return true;
    if (/^(?:by\s+)?\p{L}*\s?staff(?: and agencies| reports?| writers?)?$/iu.test(text)) return true;
    return /^by:?\s+\p{Lu}/iu.test(text) && !endsSentence(text) && namesInByline(text).length > 0;
  };
  const isProse = ({ text }: Block): boolean =>
    text.length > HEAD.characters || (text.length > 80 && endsSentence(text));
  const first = worded.findIndex(isProse);
  const head = Math.min(HEAD.blocks, first === -1 ? 0 : first);
  return worded.filter((block, i) => i >= head || !isHead(block));
}

/** Takes out the headline above the text, and text that stands on the page a second time: pull quotes, copies for other screens. */
function withoutRepeats(blocks: Block[], title: string | null): Block[] {
  const keys = blocks.map((block) => key(block.text));
  const titleKey = title === null ? '' : key(title);
  const whole = new Set<string>();
  // Sentences of longer blocks, which a pull quote repeats. A paragraph that opens a quotation is not its own copy.
  const parts = new Set<string>();
  for (const [i, block] of blocks.entries()) {
    for (const piece of block.text.split(/(?<=[.!?]["'”’]?)\s+|["“”]/u)) {
      const own = key(piece);
      if (own !== keys[i]) parts.add(own);
    }
  }
  return blocks.filter((block, i) => {
    if (i < 2 && titleKey !== '' && keys[i] === titleKey) return false;
    if (keys[i].length >= PULL_QUOTE.shortest && whole.has(keys[i])) return false;
    whole.add(keys[i]);
    const quote =
      block.element.name === 'blockquote' || block.element.parent?.name === 'blockquote' || /^["“]/u.test(block.text);
    const short = keys[i].length >= PULL_QUOTE.shortest && keys[i].length < 300 && block.element.name !== 'p';
    return !((quote || short) && keys[i].length >= PULL_QUOTE.shortest && parts.has(keys[i]));
  });
}
