import type { Block } from './blocks.ts';
import { ABOUT_THE_PAGE, BOILERPLATE } from './boilerplate.ts';
import { isProse, layOut, type Place } from './layout.ts';
import type { ElementNode } from './tree.ts';

/** Names of the features, in the order of a block's vector; a model is trained for exactly these. */
export const FEATURES = [
  'p',
  'heading',
  'h1',
  'li',
  'loose',
  'cell',
  'pre',
  'length',
  'linked',
  'bold',
  'ends',
  'commas',
  'capitals',
  'digits',
  'wordLength',
  'lower',
  'toNegative',
  'toPositive',
  'article',
  'main',
  'header',
  'figure',
  'list',
  'table',
  'quote',
  'apart',
  'boilerplate',
  'aboutPage',
  'isTitle',
  'depthToContainer',
  'containerShare',
  'parentShare',
  'grandparentShare',
  'parentLinked',
  'parentProse',
  'signatureShare',
  'signatureLinked',
  'repeats',
  'before',
  'after',
  'afterHeadline',
  'fromHeadline',
  'beforeProse',
  'afterProse',
  'previousProse',
  'nextProse',
  'previousLength',
  'nextLength',
  'previousLinked',
  'nextLinked',
  'nextIsHeading',
  'previousIsHeading',
  'proseWithin3',
  'linkedWithin3',
  'sameParentAsPrevious',
  'sameParentAsNext',
  'siblingProse',
] as const;

/** Elements whose own text is loose text between other blocks. */
const LOOSE = new Set(['div', 'section', 'article', 'main', 'body', '#root', 'center', 'span']);
const HEADING = /^h[2-6]$/u;

const log = (value: number): number => Math.log1p(value);

/** A block's kind as pages write it: its element and the one around, with their classes. */
function signatureOf({ element }: Block): string {
  const own = `${element.name}.${element.attributes.get('class') ?? ''}`;
  const parent = element.parent;
  return parent === null ? own : `${parent.name}.${parent.attributes.get('class') ?? ''}>${own}`;
}

/** The element nearest above most of the running text that is not kept apart. */
function findContainer(blocks: readonly Block[], places: Map<ElementNode, Place>): ElementNode | null {
  const scores = new Map<ElementNode, number>();
  for (const block of blocks) {
    const place = places.get(block.element) as Place;
    if (!isProse(block) || place.inside.apart || place.toNegative < 3) continue;
    const commas = Math.min(5, (block.text.match(/[,，、]/gu) ?? []).length);
    let share = (1 + commas + Math.min(4, block.text.length / 100)) * (place.toPositive < 6 ? 1.5 : 1);
    let element: ElementNode | null = LOOSE.has(block.element.name) ? block.element : block.element.parent;
    for (let level = 0; element !== null && level < 6; level += 1) {
      scores.set(element, (scores.get(element) ?? 0) + share);
      share *= 0.75;
      element = element.parent;
    }
  }
  let best: ElementNode | null = null;
  for (const [element, score] of scores) if (best === null || score > (scores.get(best) as number)) best = element;
  return best;
}

function stepsUp(element: ElementNode, container: ElementNode | null): number {
  let steps = 0;
  for (let node: ElementNode | null = element; node !== null && steps < 30; node = node.parent) {
    if (node === container) return steps;
    steps += 1;
  }
  return 40;
}

/** Levels above an element at which an element that also holds `other` is met. */
function stepsToShared(other: ElementNode, element: ElementNode): number {
  let [a, b]: (ElementNode | null)[] = [other, element];
  let steps = 0;
  while (a !== null && b !== null && a !== b) {
    if (a.depth >= b.depth) a = a.parent;
    else {
      b = b.parent;
      steps += 1;
    }
  }
  return Math.min(40, steps);
}

/** One vector a block, each as long as `FEATURES`; what a classifier of article text and everything else looks at. */
export function blockFeatures(blocks: readonly Block[], title: string | null): Float64Array[] {
  const places = layOut(blocks);
  const container = findContainer(blocks, places);
  const total = Math.max(
    1,
    blocks.reduce((sum, block) => sum + (isProse(block) ? block.text.length : 0), 0),
  );
  const signatures = new Map<string, { prose: number; all: number; linked: number; count: number }>();
  const texts = new Map<string, number>();
  for (const block of blocks) {
    const key = signatureOf(block);
    const entry = signatures.get(key) ?? { prose: 0, all: 0, linked: 0, count: 0 };
    if (isProse(block)) entry.prose += block.text.length;
    entry.all += block.text.length;
    entry.linked += block.text.length * block.linked;
    entry.count += 1;
    signatures.set(key, entry);
    texts.set(block.text, (texts.get(block.text) ?? 0) + 1);
  }
  const prose = blocks.map(isProse);
  const main = prose.map((is, i) => is && stepsUp(blocks[i].element, container) < 40);
  const firstProse = main.indexOf(true);
  const lastProse = main.lastIndexOf(true);
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const bareTitle = bare(title ?? '');
  const named =
    bareTitle === ''
      ? -1
      : blocks.findLastIndex((block) => /^h[1-3]$/u.test(block.element.name) && bare(block.text) === bareTitle);
  const headline = named === -1 ? blocks.findIndex((block) => block.element.name === 'h1') : named;
  const none: Block | undefined = undefined;

  return blocks.map((block, i) => {
    const { element, text, linked, bold } = block;
    const place = places.get(element) as Place;
    const parent = element.parent ?? element;
    const above = places.get(parent) as Place;
    const grand = places.get(parent.parent ?? parent) as Place;
    const signature = signatures.get(signatureOf(block)) as {
      prose: number;
      all: number;
      linked: number;
      count: number;
    };
    const previous = blocks[i - 1] ?? none;
    const next = blocks[i + 1] ?? none;
    const letters = text.match(/\p{L}/gu)?.length ?? 0;
    const words = text.split(' ').length;
    let near = 0;
    let nearLinked = 0;
    for (let k = Math.max(0, i - 3); k <= Math.min(blocks.length - 1, i + 3); k += 1) {
      if (k === i) continue;
      if (prose[k]) near += 1;
      nearLinked += blocks[k].linked;
    }
    const { name } = element;
    const inside = place.inside;
    return Float64Array.from([
      +(name === 'p'),
      +HEADING.test(name),
      +(name === 'h1'),
      +(name === 'li'),
      +LOOSE.has(name),
      +(name === 'td' || name === 'th'),
      +(name === 'pre'),
      log(text.length),
      linked,
      bold,
      +/[.!?…:。]["'”’»)\]]*$/u.test(text),
      log(text.match(/[,，、]/gu)?.length ?? 0),
      letters === 0 ? 0 : (text.match(/\p{Lu}/gu)?.length ?? 0) / letters,
      (text.match(/\p{Nd}/gu)?.length ?? 0) / text.length,
      text.length / words,
      +/^\p{Ll}/u.test(text),
      Math.min(20, place.toNegative),
      Math.min(20, place.toPositive),
      +inside.article,
      +inside.main,
      +inside.header,
      +inside.figure,
      +inside.list,
      +inside.table,
      +inside.quote,
      +inside.apart,
      +BOILERPLATE.test(text),
      +(text.length < 500 && ABOUT_THE_PAGE.test(text)),
      +(bareTitle !== '' && bare(text) === bareTitle),
      stepsUp(element, container),
      container === null ? 0 : (places.get(container) as Place).prose / total,
      above.prose / total,
      grand.prose / total,
      above.all === 0 ? 0 : above.linked / above.all,
      above.all === 0 ? 0 : above.prose / above.all,
      signature.prose / total,
      signature.all === 0 ? 0 : signature.linked / signature.all,
      Math.min(5, texts.get(text) ?? 0),
      i / blocks.length,
      (blocks.length - i) / blocks.length,
      headline === -1 ? 0 : Math.max(-20, Math.min(60, i - headline)),
      headline === -1 ? 40 : stepsToShared(blocks[headline].element, element),
      firstProse === -1 ? 0 : Math.max(-10, Math.min(10, i - firstProse)),
      lastProse === -1 ? 0 : Math.max(-10, Math.min(10, i - lastProse)),
      +(prose[i - 1] ?? false),
      +(prose[i + 1] ?? false),
      log(previous?.text.length ?? 0),
      log(next?.text.length ?? 0),
      previous?.linked ?? 1,
      next?.linked ?? 1,
      +HEADING.test(next?.element.name ?? ''),
      +HEADING.test(previous?.element.name ?? ''),
      near,
      nearLinked,
      +(previous?.element.parent === element.parent),
      +(next?.element.parent === element.parent),
      log(above.prose),
    ]);
  });
}
