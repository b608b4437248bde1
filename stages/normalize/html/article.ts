import type { Block } from './blocks.ts';
import type { ElementNode } from './tree.ts';

/** What the page says of its article, to compare blocks with. */
export interface Hints {
  articleBody: string | null;
  title: string | null;
}

const ENDS = /[.!?…:;]["'”’»)\]]*$/u;

/** Short texts that pages put between paragraphs and that are never part of the article. */
const BOILERPLATE =
  /^(?:advertisement|advertising|story continues below|continue reading|read (?:more|also|next|the full)|see also|related(?: (?:articles?|stories|content|topics|links|coverage|news))?:?$|more (?:from|on|stories|coverage)\b|you (?:may|might) (?:also )?(?:like|be interested)|recommended|most (?:read|popular|viewed)|trending|sign up|sign in|log in|subscribe|newsletter|follow (?:us|me|him|her|@)|share (?:this|on|via)|share$|tweet$|email$|print$|comments?\b.{0,12}$|leave a (?:reply|comment)|click here|tap here|watch:|watch now|listen:|photo:|photos:|image:|video:|getty images|file photo|all rights reserved|copyright|©|\(c\) \d{4}|tags?:|topics?:|filed under|categories:|posted in|published (?:on|at)?|updated?:|last (?:updated|modified)|by using|we use cookies|this (?:site|website) uses|terms (?:of|and)|privacy policy|skip to|back to top|loading|please (?:enable|sign|log|subscribe)|already a (?:subscriber|member)|get the latest|download (?:the|our) app|join (?:the|our) (?:conversation|newsletter)|support (?:our|quality) journalism|have a (?:tip|story|news tip)|contact (?:us|the author)|email the author|follow .{2,40} on (?:twitter|facebook|instagram|x)\b|report (?:a typo|an error|this ad)|view comments|show comments|what do you think|sponsored|promoted|paid (?:content|post)|affiliate|enlarge|hide caption|toggle caption)/iu;

const linkDensity = (block: Block): number =>
  block.text.length === 0 ? 0 : block.linked / block.text.replace(/\s/gu, '').length;

/** Whether a block reads like running text. */
function isProse(block: Block): boolean {
  return block.text.length >= 70 && linkDensity(block) < 0.4 && /[.!?…,]/u.test(block.text) && /\s/u.test(block.text);
}

const HEADING = /^h[1-6]$/u;

/** Weight of a block for its container: long text with commas counts, links do not. */
const weight = (block: Block): number =>
  isProse(block) ? 1 + Math.min(4, block.text.length / 100) + Math.min(4, block.text.split(/[,，、]/u).length - 1) : 0;

/** The element that holds the article: the one nearest above most of the page's prose. */
function findContainer(blocks: readonly Block[]): ElementNode | null {
  const scores = new Map<ElementNode, number>();
  for (const block of blocks) {
    if (block.apart) continue;
    const own = weight(block) * (block.inBody ? 1.5 : 1);
    if (own === 0) continue;
    let share = own;
    let element: ElementNode | null = HOLDERS.has(block.tag) ? block.element : block.element.parent;
    for (let level = 0; element !== null && level < 5; level += 1) {
      scores.set(element, (scores.get(element) ?? 0) + share);
      share *= level === 0 ? 0.75 : 0.8;
      element = element.parent;
    }
  }
  let best: ElementNode | null = null;
  for (const [element, score] of scores) if (best === null || score > (scores.get(best) as number)) best = element;
  return best;
}

/** Blocks of loose text are held by their own element, others by the element around. */
const HOLDERS = new Set(['div', 'section', 'article', 'main', 'td', 'body', '#root', 'center']);

function within(element: ElementNode, container: ElementNode): boolean {
  for (let node: ElementNode | null = element; node !== null; node = node.parent) if (node === container) return true;
  return false;
}

const grams = (text: string): string[] => {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < 3) return [words.join(' ')];
  return words.slice(0, -2).map((word, i) => `${word} ${words[i + 1]} ${words[i + 2]}`);
};

/** The blocks whose words stand in the article's text as the page gives it in JSON-LD; null where that does not cover enough. */
function agreeing(blocks: readonly Block[], articleBody: string | null): Set<Block> | null {
  if (articleBody === null || articleBody.length < 300) return null;
  const known = new Set(grams(articleBody));
  const found = new Set(
    blocks.filter((block) => {
      const own = grams(block.text);
      return own.filter((gram) => known.has(gram)).length / own.length >= 0.7;
    }),
  );
  const covered = new Set([...found].flatMap((block) => grams(block.text)));
  return [...known].filter((gram) => covered.has(gram)).length / known.size >= 0.6 ? found : null;
}

/** The blocks that make up the page's article, in order. */
export function selectArticle(blocks: readonly Block[], hints: Hints): Block[] {
  const agreed = agreeing(blocks, hints.articleBody);
  const container = findContainer(agreed === null ? blocks : [...agreed].map((block) => ({ ...block, apart: false })));
  if (container === null) return fallback(blocks);
  const inside = blocks.filter((block) => within(block.element, container));
  const kept = inside.map((block) => keeps(block, hints, agreed));
  const last = kept.lastIndexOf(true);
  const first = kept.indexOf(true);
  const chosen: Block[] = [];
  for (const [i, block] of inside.entries()) {
    if (i < first || i > last) continue;
    if (kept[i] || isBetween(inside, kept, i)) chosen.push(block);
  }
  return withoutRepeats(chosen.length > 0 ? chosen : fallback(blocks));
}

function keeps(block: Block, hints: Hints, agreed: Set<Block> | null): boolean {
  if (agreed?.has(block)) return true;
  if (block.apart || BOILERPLATE.test(block.text)) return false;
  if (block.tag === 'h1' || block.text === hints.title) return false;
  const density = linkDensity(block);
  if (HEADING.test(block.tag)) return false;
  if (block.text.length >= 70) return density < 0.6;
  if (block.tag === 'p' || block.inQuote)
    return density < 0.6 && (ENDS.test(block.text) || block.text.split(' ').length > 4);
  if (block.tag === 'li') return density < 0.5 && block.text.split(' ').length > 3;
  return ENDS.test(block.text) && density < 0.4 && block.text.split(' ').length > 5;
}

/** Subheads and short lines count where prose stands on both sides close by. */
function isBetween(blocks: readonly Block[], kept: readonly boolean[], index: number): boolean {
  const block = blocks[index];
  if (block.apart || BOILERPLATE.test(block.text) || linkDensity(block) > 0.5 || block.tag === 'h1') return false;
  const heading = HEADING.test(block.tag);
  const after = kept.slice(index + 1, index + 3).some(Boolean);
  return heading ? after : after && kept[index - 1] === true && (block.tag === 'p' || block.tag === 'li');
}

/** Pull quotes: a block whose text stands in another one that is longer. */
function withoutRepeats(blocks: Block[]): Block[] {
  const seen = new Set<string>();
  return blocks.filter((block) => {
    const key = block.text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    if (key.length > 40 && seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Pages without any running text: all that is not apart. */
function fallback(blocks: readonly Block[]): Block[] {
  const own = blocks.filter((block) => !block.apart && linkDensity(block) < 0.5);
  return own.length > 0 ? own : [...blocks];
}
