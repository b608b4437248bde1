import { type MappedText, MappedTextBuilder } from '../mapped-text.ts';
import { APART, BLOCK, NO_TEXT, readCues } from './cues.ts';
import type { ElementNode, TextNode } from './tree.ts';

/** A piece of a page's text that stands by itself: a paragraph, a heading, a list item, a caption. */
export interface Block {
  /** As the page has it, white space included. */
  mapped: MappedText;
  /** With white space cleaned. */
  text: string;
  /** Name of the nearest block element. */
  tag: string;
  element: ElementNode;
  /** Characters of the text that stand in links. */
  linked: number;
  /** Characters that stand in bold type. */
  bold: number;
  /** In an element that is kept apart from articles by its name or class. */
  apart: boolean;
  /** In an element that is named as an article's body. */
  inBody: boolean;
  inArticle: boolean;
  inMain: boolean;
  inHeader: boolean;
  inList: boolean;
  inTable: boolean;
  inQuote: boolean;
  inFigure: boolean;
}

type State = Omit<Block, 'mapped' | 'text' | 'linked' | 'bold' | 'tag' | 'element'> & { block: ElementNode };

const LINK_OR_BOLD = new Set(['a', 'b', 'strong']);

function stateIn(element: ElementNode, state: State): State {
  const { name } = element;
  const cues = readCues(element);
  if (!BLOCK.has(name) && !cues.negative && !cues.positive) return state;
  return {
    block: BLOCK.has(name) ? element : state.block,
    apart: state.apart || cues.negative || APART.has(name),
    inBody: state.inBody || cues.positive,
    inArticle: state.inArticle || name === 'article',
    inMain: state.inMain || name === 'main' || element.attributes.get('role') === 'main',
    inHeader: state.inHeader || name === 'header' || name === 'hgroup',
    inList: state.inList || name === 'ul' || name === 'ol' || name === 'dl',
    inTable: state.inTable || name === 'table',
    inQuote: state.inQuote || name === 'blockquote',
    inFigure: state.inFigure || name === 'figure',
  };
}

/** One step of the walk: a node to read, or the end of an element that was opened. */
type Step = { node: ElementNode | TextNode; state: State } | { close: ElementNode; state: State };

/**
 * The blocks of a page in document order. A line break parts a block where another follows it, or where what stands before it
 * ends a sentence.
 */
export function findBlocks(root: ElementNode): Block[] {
  const blocks: Block[] = [];
  const start: State = {
    block: root,
    apart: false,
    inBody: false,
    inArticle: false,
    inMain: false,
    inHeader: false,
    inList: false,
    inTable: false,
    inQuote: false,
    inFigure: false,
  };
  let builder = new MappedTextBuilder();
  let linked = 0;
  let bold = 0;
  let links = 0;
  let bolds = 0;
  let breaks = 0;
  let tail = '';
  let current = start;

  const flush = () => {
    if (builder.length > 0) {
      const mapped = builder.build();
      const text = mapped.text.replace(/\s+/gu, ' ').trim();
      const { block, ...flags } = current;
      if (text !== '') blocks.push({ mapped, text, tag: block.name, element: block, linked, bold, ...flags });
      builder = new MappedTextBuilder();
    }
    linked = 0;
    bold = 0;
    breaks = 0;
    tail = '';
  };
  const addText = (node: TextNode, state: State) => {
    const visible = node.data.trim();
    if (visible !== '') {
      if (breaks > 1 || (breaks === 1 && /[.!?:…]["'”’)]*$/u.test(tail))) flush();
      else if (breaks === 1) builder.put('\n', node.rawStart, 0);
      breaks = 0;
      tail = visible.slice(-4);
      if (links > 0) linked += visible.length;
      if (bolds > 0) bold += visible.length;
    } else if (builder.length === 0) return;
    current = state;
    if (node.data.length === node.rawLength) builder.copy(node.data, node.rawStart);
    else builder.put(node.data, node.rawStart, node.rawLength);
  };

  const steps: Step[] = [{ node: root, state: start }];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if ('close' in step) {
      if (BLOCK.has(step.close.name)) flush();
      if (step.close.name === 'a') links -= 1;
      else if (LINK_OR_BOLD.has(step.close.name)) bolds -= 1;
      continue;
    }
    const { node, state } = step;
    if (node.kind === 'text') {
      addText(node, state);
      continue;
    }
    if (node.name === 'br') {
      if (builder.length > 0) breaks += 1;
      continue;
    }
    if (NO_TEXT.has(node.name) || readCues(node).hidden) continue;
    if (BLOCK.has(node.name)) flush();
    if (node.name === 'a') links += 1;
    else if (LINK_OR_BOLD.has(node.name)) bolds += 1;
    const inside = stateIn(node, state);
    steps.push({ close: node, state });
    for (let i = node.children.length - 1; i >= 0; i -= 1) steps.push({ node: node.children[i], state: inside });
  }
  flush();
  return blocks;
}
