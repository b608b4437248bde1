import { normalize } from '../../../stages/normalize/index.ts';
import { paragraphsOf } from '../corpus/article.ts';
import { documentAt } from '../corpus/documents.ts';
import { seeded } from '../corpus/random.ts';
import { cpuTimer } from './cpu-timer.ts';

/** How fast `normalize` alone reads, documents in a CPU second. */
export interface NormalizeFigures {
  /** Plain-text articles of 500 words, in turn a paragraph a line and in lines of 72 characters; every fifth has a damaged word. */
  articles: number;
  /** Pages of the corpus. */
  pages: number;
}

export const WORDS = 500;
const ARTICLES = 300;
const PAGES = 60;
/** CPU seconds that each figure is measured for, at least. */
const SECONDS = 5;
const WIDTH = 72;

const cutLines = (text: string): string => text.replace(new RegExp(`(.{1,${WIDTH}})(?: |$)`, 'gu'), '$1\n').trim();

function articleOf(index: number): Uint8Array {
  const paragraphs = paragraphsOf(seeded(11, index), WORDS);
  if (index % 5 === 0) paragraphs[1] += ' The cafÃ© stayed open.';
  return Buffer.from(paragraphs.map(index % 2 === 0 ? (text) => text : cutLines).join('\n\n'));
}

interface Document {
  bytes: Uint8Array;
  contentType: string;
  url?: string;
}

function pages(): Document[] {
  const found: Document[] = [];
  for (let index = 0; found.length < PAGES; index += 1) {
    const { text, contentType, url } = documentAt(index);
    if (contentType.startsWith('text/html')) found.push({ bytes: Buffer.from(text), contentType, url });
  }
  return found;
}

/** Documents in a CPU second. All are read once before the clock starts: models are loaded and code is compiled. */
function speedOf(documents: Document[]): number {
  const readAll = () => {
    for (const document of documents) normalize(document);
  };
  readAll();
  const cpuSeconds = cpuTimer();
  let read = 0;
  while (cpuSeconds() < SECONDS) {
    readAll();
    read += documents.length;
  }
  return read / cpuSeconds();
}

/** Measures `normalize` on articles and pages that are made up, the same each time. */
export function measureNormalize(): NormalizeFigures {
  const articles = Array.from({ length: ARTICLES }, (_, index) => ({
    bytes: articleOf(index),
    contentType: 'text/plain',
  }));
  return { articles: speedOf(articles), pages: speedOf(pages()) };
}
