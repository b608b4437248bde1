import { PAGE_RULES } from '../rules.ts';
import type { Block } from './blocks.ts';
import { readCue } from './cues.ts';
import type { ElementNode } from './tree.ts';

/** What is known of an element from its place in the page. */
export interface Place {
  /** Characters of running text and of all text in it. */
  prose: number;
  all: number;
  linked: number;
  /** Own cue, where it is not overruled: an element that holds most of a page's running text is not apart. */
  cue: -1 | 0 | 1;
  /** Elements up to the nearest one with a negative cue, with a positive cue; 99 where there is none. */
  toNegative: number;
  toPositive: number;
  /** Whether the nearest cue of all is negative. */
  inside: Record<'article' | 'main' | 'header' | 'figure' | 'list' | 'table' | 'quote' | 'apart', boolean>;
}

/** Running text: long, and not a link. */
export const isProse = (block: Block): boolean =>
  block.text.length >= 80 && block.linked < 0.35 && /[.,!?;:。，]/u.test(block.text);

/** Share of a page's running text above which an element is its article, whatever it is called. */
const { most: MOST } = PAGE_RULES['whole-article-named-for-something-else'].settings;
const NONE = 99;

/** Looks at every element that holds blocks, and at those around it. Linear in elements and blocks. */
export function layOut(blocks: readonly Block[]): Map<ElementNode, Place> {
  const places = new Map<ElementNode, Place>();
  const order: ElementNode[] = [];
  const placeOf = (element: ElementNode): Place => {
    const chain: ElementNode[] = [];
    for (let node: ElementNode | null = element; node !== null && !places.has(node); node = node.parent)
      chain.push(node);
    for (const node of chain.reverse()) {
      places.set(node, { prose: 0, all: 0, linked: 0, cue: 0, toNegative: NONE, toPositive: NONE, inside: NOWHERE });
      order.push(node);
    }
    return places.get(element) as Place;
  };
  for (const block of blocks) {
    const place = placeOf(block.element);
    place.all += block.text.length;
    place.linked += block.text.length * block.linked;
    if (isProse(block)) place.prose += block.text.length;
  }
  for (let i = order.length - 1; i > 0; i -= 1) {
    const own = places.get(order[i]) as Place;
    const above = places.get(order[i].parent as ElementNode) as Place;
    above.prose += own.prose;
    above.all += own.all;
    above.linked += own.linked;
  }
  const total = order.length === 0 ? 0 : (places.get(order[0]) as Place).prose;
  for (const element of order) {
    const place = places.get(element) as Place;
    const above = element.parent === null ? undefined : places.get(element.parent);
    const cue = readCue(element);
    place.cue = cue === -1 && total > 0 && place.prose / total > MOST ? 0 : cue;
    place.toNegative = place.cue === -1 ? 0 : Math.min(NONE, (above?.toNegative ?? NONE) + 1);
    place.toPositive = place.cue === 1 ? 0 : Math.min(NONE, (above?.toPositive ?? NONE) + 1);
    place.inside = insideOf(element, above?.inside ?? NOWHERE, place.cue);
  }
  return places;
}

const NOWHERE: Place['inside'] = {
  article: false,
  main: false,
  header: false,
  figure: false,
  list: false,
  table: false,
  quote: false,
  apart: false,
};

const KIND: Record<string, keyof Place['inside']> = {
  article: 'article',
  main: 'main',
  header: 'header',
  hgroup: 'header',
  figure: 'figure',
  ul: 'list',
  ol: 'list',
  dl: 'list',
  table: 'table',
  blockquote: 'quote',
  nav: 'apart',
  footer: 'apart',
  aside: 'apart',
  form: 'apart',
  figcaption: 'apart',
};

function insideOf(element: ElementNode, above: Place['inside'], cue: Place['cue']): Place['inside'] {
  const kind = KIND[element.name];
  if (kind === undefined || above[kind] || (kind === 'apart' && cue !== -1)) return above;
  return { ...above, [kind]: true };
}
