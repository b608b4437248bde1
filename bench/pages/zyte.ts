import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type LabelledPage, oneLine } from './labelled-page.ts';

/** Reads a checkout of scrapinghub/article-extraction-benchmark: pages with the article's text. */
export function readZyte(directory: string): LabelledPage[] {
  const truth: Record<string, { articleBody: string; url: string }> = JSON.parse(
    readFileSync(join(directory, 'ground-truth.json'), 'utf8'),
  );
  return Object.entries(truth).map(([id, { articleBody, url }]) => ({
    id,
    url,
    bytes: gunzipSync(readFileSync(join(directory, 'html', `${id}.html.gz`))),
    paragraphs: articleBody
      .split(/\n+/u)
      .map(oneLine)
      .filter((text) => text !== ''),
  }));
}
