import { type QuoteType, Tokenizer } from 'htmlparser2';
import { DocumentError } from '../../errors.ts';

/** Text of a page; offsets are UTF-16. */
export interface TextNode {
  kind: 'text';
  data: string;
  /** Whether the data stands in the raw HTML as it is; otherwise it is what an entity means. */
  exact: boolean;
  rawStart: number;
  rawLength: number;
  parent: ElementNode;
}

export interface ElementNode {
  kind: 'element';
  name: string;
  attributes: Map<string, string>;
  children: (ElementNode | TextNode)[];
  parent: ElementNode | null;
  depth: number;
}

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/** Opening one of these ends an open paragraph. */
const ENDS_PARAGRAPH = new Set(
  (
    'address article aside blockquote center details dialog div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 ' +
    'h5 h6 header hgroup hr li main menu nav ol p pre section table ul'
  ).split(' '),
);

/** Opening the key ends an open element of these names, unless one of the third list lies between. */
const ENDS_SIBLING: Record<string, [ended: string[], barrier: string[]]> = {
  li: [['li'], ['ul', 'ol', 'menu']],
  dt: [['dt', 'dd'], ['dl']],
  dd: [['dt', 'dd'], ['dl']],
  tr: [['tr', 'td', 'th'], ['table']],
  td: [
    ['td', 'th'],
    ['tr', 'table'],
  ],
  th: [
    ['td', 'th'],
    ['tr', 'table'],
  ],
  tbody: [['thead', 'tbody', 'tfoot'], ['table']],
  tfoot: [['thead', 'tbody', 'tfoot'], ['table']],
  option: [['option'], ['select']],
  a: [['a'], ['p', 'div', 'li', 'td', 'table']],
};

/** Opening anything else ends the head, whose end tag may be left out. */
const IN_HEAD = new Set(
  'base basefont bgsound link meta title noscript noframes style script template head'.split(' '),
);

/** An end tag of an inline element must not close the blocks it was opened outside of. */
const BLOCK_BARRIER = new Set(
  'article aside blockquote body div footer header li main nav section table td ul ol'.split(' '),
);
const INLINE = new Set(
  'a abbr b bdi bdo big cite code em font i kbd mark q s small span strike strong sub sup tt u var'.split(' '),
);

/** Elements and entities above which a page is no article but a data set; rich news pages have some thousands. */
const MAX_NODES = 1_600_000;
const MAX_ELEMENTS = 1_000_000;

/** Browsers flatten what is nested deeper than this; so do we, which also bounds the time. */
const MAX_DEPTH = 400;

/**
 * Reads HTML into a tree in which each piece of text knows its place in the raw HTML. Forgiving as browsers are: void
 * elements, end tags left out, unclosed and stray tags. Never recursive; linear in the HTML.
 * Throws DocumentError TooLarge.
 */
export function parseHtml(html: string): ElementNode {
  const root: ElementNode = {
    kind: 'element',
    name: '#root',
    attributes: new Map(),
    children: [],
    parent: null,
    depth: 0,
  };
  let open = root;
  let pending: ElementNode | null = null;
  let elements = 0;
  let pieces = 0;
  let attribute = '';
  let value = '';

  const closeTo = (element: ElementNode) => {
    if (element.parent !== null) open = element.parent;
  };
  const findOpen = (names: readonly string[], barrier: (name: string) => boolean): ElementNode | null => {
    for (let element: ElementNode | null = open; element !== null && element !== root; element = element.parent) {
      if (names.includes(element.name)) return element;
      if (barrier(element.name)) return null;
    }
    return null;
  };
  const start = (name: string) => {
    if (open.name === 'head' && !IN_HEAD.has(name)) closeTo(open);
    if (ENDS_PARAGRAPH.has(name)) {
      const paragraph = findOpen(['p'], (other) => BLOCK_BARRIER.has(other));
      if (paragraph !== null) closeTo(paragraph);
    }
    const rule = ENDS_SIBLING[name];
    if (rule !== undefined) {
      const sibling = findOpen(rule[0], (other) => rule[1].includes(other));
      if (sibling !== null) closeTo(sibling);
    }
    elements += 1;
    if (elements > MAX_ELEMENTS) {
      throw new DocumentError('TooLarge', `the page has more than ${MAX_ELEMENTS} elements; cut it up`);
    }
    const parent = open.depth < MAX_DEPTH ? open : (open.parent as ElementNode);
    pending = { kind: 'element', name, attributes: new Map(), children: [], parent, depth: parent.depth + 1 };
    parent.children.push(pending);
  };
  const finish = (selfClosing: boolean) => {
    if (pending === null) return;
    const foreign = selfClosing && (findOpen(['svg', 'math'], () => false) !== null || pending.name === 'svg');
    if (!VOID.has(pending.name) && !foreign) open = pending;
    pending = null;
  };
  const addText = (data: string, rawStart: number, rawLength: number, exact: boolean) => {
    if (data === '') return;
    const last = open.children.at(-1);
    if (exact && last?.kind === 'text' && last.exact && last.rawStart + last.rawLength === rawStart) {
      last.data += data;
      last.rawLength += rawLength;
      return;
    }
    pieces += 1;
    if (pieces > MAX_NODES)
      throw new DocumentError('TooLarge', `the page has more than ${MAX_NODES} pieces of text; cut it up`);
    open.children.push({ kind: 'text', data, rawStart, rawLength, exact, parent: open });
  };

  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      onopentagname: (from: number, to: number) => start(html.slice(from, to).toLowerCase()),
      onopentagend: () => finish(false),
      onselfclosingtag: () => finish(true),
      onclosetag: (from: number, to: number) => {
        const name = html.slice(from, to).toLowerCase();
        if (name === 'br') {
          start('br');
          finish(false);
          return;
        }
        const element = findOpen([name], (other) => INLINE.has(name) && BLOCK_BARRIER.has(other));
        if (element !== null) closeTo(element);
      },
      onattribname: (from: number, to: number) => {
        attribute = html.slice(from, to).toLowerCase();
        value = '';
      },
      onattribdata: (from: number, to: number) => {
        value += html.slice(from, to);
      },
      onattribentity: (codePoint: number) => {
        value += String.fromCodePoint(codePoint);
      },
      onattribend: (_quote: QuoteType, _end: number) => {
        if (pending !== null && !pending.attributes.has(attribute)) pending.attributes.set(attribute, value);
      },
      ontext: (from: number, to: number) => addText(html.slice(from, to), from, to - from, true),
      ontextentity: (codePoint: number, end: number) => {
        const from = html.lastIndexOf('&', end - 1);
        addText(String.fromCodePoint(codePoint), from, end - from, false);
      },
      oncdata: () => {},
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return root;
}

/** All elements below a node in document order. */
export function* descendants(root: ElementNode): Generator<ElementNode> {
  const stack: ElementNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node !== root) yield node;
    for (let i = node.children.length - 1; i >= 0; i -= 1) {
      const child = node.children[i];
      if (child.kind === 'element') stack.push(child);
    }
  }
}

/** Elements that part the words around them. */
const PARTS_TEXT = new Set('br p div li ul td tr h1 h2 h3 h4 time section address'.split(' '));

/**
 * The text below a node as it stands, no white space cleaned, a space where an element parts words. With a limit, reading stops once there are as many characters or
 * nodes, so that asking every element of a page stays linear.
 */
export function textContent(root: ElementNode, limit = Number.POSITIVE_INFINITY): string {
  const parts: string[] = [];
  let length = 0;
  let nodes = 0;
  const stack: (ElementNode | TextNode)[] = [root];
  for (let node = stack.pop(); node !== undefined && length < limit && nodes < limit; node = stack.pop()) {
    if (node.kind === 'text') {
      parts.push(node.data);
      length += node.data.length;
    } else {
      nodes += node.children.length;
      if (PARTS_TEXT.has(node.name)) parts.push(' ');
      if (nodes < limit) for (let i = node.children.length - 1; i >= 0; i -= 1) stack.push(node.children[i]);
    }
  }
  return parts.join('');
}
