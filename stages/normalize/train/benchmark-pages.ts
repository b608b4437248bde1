import type { LabelledPage as KnownPage } from '../../../bench/pages/labelled-page.ts';
import { decodeRaw } from '../decoding/raw-text.ts';
import { sniffEncoding } from '../decoding/sniff.ts';
import { type Block, findBlocks } from '../html/blocks.ts';
import { type Metadata, readMetadata } from '../html/metadata.ts';
import { parseHtml } from '../html/tree.ts';

/** A page of the benchmark with its article as people marked it. */
export interface LabelledBlocks {
  id: string;
  body: string;
  blocks: Block[];
  metadata: Metadata;
  /** For each block, whether it stands in the article. */
  labels: boolean[];
  /** For each block, its words as a share of the article's. */
  weights: number[];
}

const words = (text: string): string[] => text.match(/[\p{L}\p{N}_]+/gu) ?? [];

/** Blocks whose words stand in the article in the same order, later in it than the block before. */
function label(blocks: readonly Block[], body: string): boolean[] {
  const article = words(body);
  const at = new Map<string, number[]>();
  for (let i = 0; i < article.length; i += 1) {
    const key = `${article[i]} ${article[i + 1] ?? ''}`;
    const list = at.get(key);
    if (list === undefined) at.set(key, [i]);
    else list.push(i);
  }
  const used = new Uint8Array(article.length + 1);
  // Longest first: a paragraph claims its words before a link of the same words elsewhere does.
  const order = [...blocks.keys()].sort((a, b) => blocks[b].text.length - blocks[a].text.length);
  const labels = blocks.map(() => false);
  const placed: number[] = [];
  for (const i of order) {
    const own = words(blocks[i].text);
    const starts =
      own.length === 1
        ? article.flatMap((word, k) => (word === own[0] ? [k] : []))
        : (at.get(`${own[0]} ${own[1]}`) ?? []);
    const start = starts.find(
      (from) => used[from] === 0 && own.filter((word, k) => article[from + k] === word).length >= own.length * 0.8,
    );
    const short = own.length < 4 && !placed.some((other) => Math.abs(other - i) <= 3);
    if (start === undefined || own.length === 0 || short) continue;
    used.fill(1, start, start + own.length);
    labels[i] = true;
    placed.push(i);
  }
  return labels;
}

/** Pages whose article is known, with their blocks. */
export const labelPages = (pages: readonly KnownPage[]): LabelledBlocks[] =>
  pages.flatMap(({ id, url, bytes, paragraphs }) => {
    if (paragraphs === undefined) return [];
    const body = paragraphs.join('\n');
    const root = parseHtml(decodeRaw(bytes, sniffEncoding(bytes, 'text/html').name));
    const blocks = findBlocks(root);
    const count = Math.max(20, words(body).length);
    const weights = blocks.map((block) => Math.min(0.2, Math.max(1, words(block.text).length) / count));
    return [{ id, body, blocks, metadata: readMetadata(root, url), labels: label(blocks, body), weights }];
  });
