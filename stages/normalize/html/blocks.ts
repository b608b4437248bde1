import { type MappedText, MappedTextBuilder } from '../mapped-text.ts';
import { BLOCK, isHidden, NO_TEXT } from './cues.ts';
import type { ElementNode, TextNode } from './tree.ts';

/** A piece of a page's text that stands by itself: a paragraph, a heading, a list item, a caption. */
export interface Block {
  /** As the page has it, white space included. */
  mapped: MappedText;
  /** With white space cleaned. */
  text: string;
  /** The nearest block element around it. */
  element: ElementNode;
  /** Shares of the text's characters that stand in links and in bold type, 0 to 1. */
  linked: number;
  bold: number;
}

/** One step of the walk: a node to read, or the end of an element that was opened. */
type Step = { node: ElementNode | TextNode; block: ElementNode } | { close: ElementNode };

const isBlock = (element: ElementNode): boolean => BLOCK.has(element.name) || element.name.includes('-');

/**
 * The blocks of a page in document order. A line break parts a block where another follows it, or where what stands before it
 * ends a sentence. Hidden elements are left out unless asked for.
 */
export function findBlocks(root: ElementNode, withHidden = false): Block[] {
  const blocks: Block[] = [];
  let builder = new MappedTextBuilder();
  let counts = { all: 0, linked: 0, bold: 0 };
  let links = 0;
  let bolds = 0;
  let breaks = 0;
  let tail = '';
  let current = root;

  const flush = () => {
    if (counts.all > 0) {
      const mapped = builder.build();
      const text = mapped.text
        .replace(/\s{1,5000}/gu, ' ')
        .replace(/ {2,}/gu, ' ')
        .trim();
      const { all, linked, bold } = counts;
      blocks.push({ mapped, text, element: current, linked: linked / all, bold: bold / all });
    }
    if (builder.length > 0) builder = new MappedTextBuilder();
    counts = { all: 0, linked: 0, bold: 0 };
    breaks = 0;
    tail = '';
  };
  const addText = (node: TextNode, block: ElementNode) => {
    const visible = node.data.trim();
    if (visible !== '') {
      if (breaks > 1 || (breaks === 1 && /[.!?:…]["'”’)]*$/u.test(tail))) flush();
      else if (breaks === 1) builder.put('\n', node.rawStart, 0);
      breaks = 0;
      tail = visible.slice(-4);
      counts.all += visible.length;
      if (links > 0) counts.linked += visible.length;
      if (bolds > 0) counts.bold += visible.length;
    } else if (builder.length === 0) return;
    current = block;
    if (node.exact) builder.copy(node.data, node.rawStart);
    else builder.put(node.data, node.rawStart, node.rawLength);
  };

  const steps: Step[] = [{ node: root, block: root }];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if ('close' in step) {
      if (isBlock(step.close)) flush();
      if (step.close.name === 'a') links -= 1;
      else if (step.close.name === 'b' || step.close.name === 'strong') bolds -= 1;
      continue;
    }
    const { node, block } = step;
    if (node.kind === 'text') {
      addText(node, block);
      continue;
    }
    if (node.name === 'br') {
      if (builder.length > 0) breaks += 1;
      continue;
    }
    if (NO_TEXT.has(node.name) || (!withHidden && isHidden(node))) continue;
    const own = isBlock(node);
    if (own) flush();
    if (node.name === 'a') links += 1;
    else if (node.name === 'b' || node.name === 'strong') bolds += 1;
    steps.push({ close: node });
    for (let i = node.children.length - 1; i >= 0; i -= 1)
      steps.push({ node: node.children[i], block: own ? node : block });
  }
  flush();
  return blocks;
}
