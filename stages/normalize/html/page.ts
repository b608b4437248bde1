import { DocumentError } from '../../errors.ts';
import { cleanCharacters } from '../characters/clean.ts';
import { type Edit, type MappedText, MappedTextBuilder } from '../mapped-text.ts';
import { PAGE_RULES } from '../rules.ts';
import type { NormalizedText } from '../types.ts';
import { selectArticle } from './article.ts';
import { type Block, findBlocks } from './blocks.ts';
import { readMetadata } from './metadata.ts';
import { type ElementNode, parseHtml } from './tree.ts';

/** What a page says: its article's text with its places in the raw HTML, and its metadata. */
export interface Page
  extends Pick<NormalizedText, 'title' | 'byline' | 'publishedAt' | 'modifiedAt' | 'outlet' | 'canonicalUrl'> {
  article: MappedText;
}

/** Blocks as one text, each on one line, blank lines between; white space at edges and in rows taken out. */
function join(blocks: readonly Block[], warnings: Set<string>): MappedText {
  const builder = new MappedTextBuilder();
  let rawEnd = 0;
  for (const [i, { mapped }] of blocks.entries()) {
    const start = mapped.rawStart(0);
    if (i > 0) builder.put('\n\n', rawEnd, Math.max(0, start - rawEnd));
    rawEnd = mapped.rawEnd(mapped.text.length);
    // In bounded pieces, for the stack; what is left of longer rows goes below.
    builder.append(mapped.replace(/\s{1,5000}/gu, () => ' '));
  }
  const clean = cleanCharacters(builder.build(), warnings);
  const edits: Edit[] = [];
  for (const match of clean.text.matchAll(/^ +| +$|(?<=[^\n ]) {2,}(?=[^\n ])/gmu)) {
    const edge =
      match.index === 0 || clean.text[match.index - 1] === '\n' || clean.text[match.index + match[0].length] === '\n';
    const atEnd = match.index + match[0].length === clean.text.length;
    edits.push({ start: match.index, end: match.index + match[0].length, text: edge || atEnd ? '' : ' ' });
  }
  return clean
    .edit(edits)
    .replace(/^\n+|\n+$|\n{3,}/gu, (match) => (match[0].length > 2 && match.index > 0 ? '\n\n' : ''));
}

/** Blocks of text above which a page is no article but a data set; the largest live blogs have some thousands. */
const MAX_BLOCKS = 150_000;

const charactersOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { text }) => sum + text.length, 0);

/** The blocks that a page shows; those it hides too where it hides nearly all of its text until a script has run. */
function shownBlocks(root: ElementNode): Block[] {
  const { shown, times } = PAGE_RULES['all-hidden'].settings;
  const blocks = findBlocks(root);
  const characters = charactersOf(blocks);
  if (characters >= shown) return blocks;
  const all = findBlocks(root, true);
  return charactersOf(all) >= times * characters ? all : blocks;
}

/** Reads a page. Linear in the HTML; never recursive. Throws DocumentError TooLarge. */
export function readPage(html: string, url: string | null, warnings: Set<string>): Page {
  const root = parseHtml(html);
  const { articleBody, ...metadata } = readMetadata(root, url);
  const blocks = shownBlocks(root);
  if (blocks.length > MAX_BLOCKS) {
    throw new DocumentError(
      'TooLarge',
      `the page has ${blocks.length} pieces of text, the limit is ${MAX_BLOCKS}; cut it up`,
    );
  }
  const article = join(
    selectArticle(blocks, { articleBody, title: metadata.title, byline: metadata.byline }),
    warnings,
  );
  return { article, ...metadata };
}
