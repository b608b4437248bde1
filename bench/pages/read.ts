import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LabelledPage } from './labelled-page.ts';
import { readPostlight } from './postlight.ts';
import { readZyte } from './zyte.ts';

/** Reads a checkout of scrapinghub/article-extraction-benchmark or of postlight/parser. */
export const readPages = (directory: string): LabelledPage[] =>
  existsSync(join(directory, 'ground-truth.json')) ? readZyte(directory) : readPostlight(directory);

/** Where a set comes from, and under which licence. */
export const setName = (directory: string): string =>
  existsSync(join(directory, 'ground-truth.json'))
    ? 'scrapinghub/article-extraction-benchmark (MIT)'
    : 'postlight/parser (MIT or Apache 2.0)';
