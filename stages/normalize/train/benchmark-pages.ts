import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeRaw } from '../decoding/raw-text.ts';
import { sniffEncoding } from '../decoding/sniff.ts';
import { type Block, findBlocks } from '../html/blocks.ts';
import { type Metadata, readMetadata } from '../html/metadata.ts';
import { parseHtml } from '../html/tree.ts';

/** A page of the benchmark with its article as people marked it. */
export interface LabelledPage {
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

/** Reads a checkout of scrapinghub/article-extraction-benchmark. */
export function readBenchmark(directory: string): LabelledPage[] {
  const truth: Record<string, { articleBody: string; url: string }> = JSON.parse(
    readFileSync(join(directory, 'ground-truth.json'), 'utf8'),
  );
  return Object.entries(truth).map(([id, { articleBody, url }]) => {
    const bytes = gunzipSync(readFileSync(join(directory, 'html', `${id}.html.gz`)));
    const root = parseHtml(decodeRaw(bytes, sniffEncoding(bytes, 'text/html').name));
    const blocks = findBlocks(root);
    const count = Math.max(20, words(articleBody).length);
    const weights = blocks.map((block) => Math.min(0.2, Math.max(1, words(block.text).length) / count));
    return {
      id,
      body: articleBody,
      blocks,
      metadata: readMetadata(root, url),
      labels: label(blocks, articleBody),
      weights,
    };
  });
}
