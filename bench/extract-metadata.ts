import { parseArgs } from 'node:util';
import { DocumentError } from '../stages/errors.ts';
import { type NormalizedText, normalize } from '../stages/normalize/index.ts';
import { CodePoints } from '../stages/text/code-points.ts';
import { type Extracted, readability } from './extract-peers.ts';
import { type LabelledPage, oneLine } from './pages/labelled-page.ts';
import { readPages } from './pages/read.ts';

const USAGE = `npm run bench:metadata -- DIR… [--english] [--errors title,authors,date,text,paragraphs] [--part odd|even]

Each DIR is a checkout of postlight/parser or of scrapinghub/article-extraction-benchmark. Prints, for stages/normalize and for
Readability on linkedom, the shares of pages with the title, the set of authors and the day of publication exactly right, and the means
over pages of the F1 of words and of whole paragraphs. --english leaves out pages in other languages, --errors lists what is
wrong, --part takes every second page only.`;

/** Names are compared without case; Readability's byline is cut up as the labels are. */
interface Reading {
  title: string | null;
  authors: string[];
  published: string | null;
  paragraphs: string[];
  language?: string | null;
}

const NOTHING: Reading = { title: null, authors: [], published: null, paragraphs: [] };

function ours({ bytes, url }: LabelledPage): Reading {
  let read: NormalizedText;
  try {
    read = normalize({ bytes, contentType: 'text/html', url });
  } catch (error) {
    if (error instanceof DocumentError) return NOTHING;
    throw error;
  }
  const points = new CodePoints(read.text);
  const paragraphs = read.paragraphs.map(({ start, end }) =>
    read.text.slice(points.toUtf16(start), points.toUtf16(end)),
  );
  return {
    title: read.title,
    authors: read.byline,
    published: read.publishedAt,
    paragraphs,
    language: read.language,
  };
}

function theirs({ bytes }: LabelledPage): Reading {
  const { title, byline, published, paragraphs }: Extracted = readability(bytes.toString());
  const authors = oneLine(byline ?? '')
    .replace(/^by:?\s+/iu, '')
    .split(/\s*(?:,|&|;|\band\b)\s*/u)
    .filter((name) => name !== '');
  return { title, authors, published, paragraphs };
}

/** Kinds of quotation marks, dashes and spaces made one, for comparing. */
const plain = (text: string): string =>
  oneLine(text.normalize('NFKC'))
    .replace(/[‘’‚‛`´]/gu, "'")
    .replace(/[“”„‟«»]|''/gu, '"')
    .replace(/[‐-―−]/gu, '-')
    .toLowerCase();

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** F1 of two bags. */
function overlap(wanted: readonly string[], found: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const item of wanted) counts.set(item, (counts.get(item) ?? 0) + 1);
  let shared = 0;
  for (const item of found) {
    const left = counts.get(item) ?? 0;
    if (left > 0) shared += 1;
    counts.set(item, left - 1);
  }
  return wanted.length + found.length === 0 ? 1 : (2 * shared) / (wanted.length + found.length);
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean => {
  const [left, right] = [a, b].map((names) => new Set(names.map(plain)));
  return left.size === right.size && [...left].every((name) => right.has(name));
};

/** Whether a date is of a day in UTC, or, where the label's day is that of the page's own zone, in that. */
function sameDay(published: string | null, day: string): boolean {
  if (published === null) return false;
  const time = new Date(published);
  return published.slice(0, 10) === day || (!Number.isNaN(time.getTime()) && time.toISOString().slice(0, 10) === day);
}

const bare = (text: string): string => words(text).join(' ');

/** What is compared, and how well a page was read: 1 is right. Undefined where the set says nothing of it. */
const MEASURES: Record<string, (page: LabelledPage, read: Reading) => number | undefined> = {
  'title, as it is': ({ title }, read) => (title == null ? undefined : +(read.title === oneLine(title))),
  'title, but marks': ({ title }, read) => (title == null ? undefined : +(plain(read.title ?? '') === plain(title))),
  authors: ({ authors }, read) => (authors === undefined ? undefined : +sameSet(authors, read.authors)),
  date: ({ day }, read) => (day === undefined ? undefined : +sameDay(read.published, day)),
  text: ({ paragraphs }, read) =>
    paragraphs === undefined ? undefined : overlap(words(paragraphs.join(' ')), words(read.paragraphs.join(' '))),
  paragraphs: ({ paragraphs }, read) =>
    paragraphs === undefined
      ? undefined
      : overlap(
          paragraphs.map(bare),
          read.paragraphs.map(bare).filter((text) => text !== ''),
        ),
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function printRow(name: string, pages: readonly LabelledPage[], readings: readonly Reading[]): void {
  const cells = Object.values(MEASURES).map((measure) => {
    const values = pages
      .map((page, i) => measure(page, readings[i]))
      .filter((value): value is number => value !== undefined);
    return (values.length === 0 ? '–' : `${mean(values).toFixed(3)} (${values.length})`).padStart(17);
  });
  console.log(name.padEnd(24) + cells.join(''));
}

function printErrors(pages: readonly LabelledPage[], readings: readonly Reading[], kinds: readonly string[]): void {
  for (const [i, page] of pages.entries()) {
    for (const kind of kinds) {
      const value = MEASURES[kind]?.(page, readings[i]);
      if (value === undefined || value > 0.97) continue;
      const { title, authors, published } = readings[i];
      const shown: Record<string, string> = {
        'title, as it is': `${page.title} ≠ ${title}`,
        'title, but marks': `${page.title} ≠ ${title}`,
        authors: `${page.authors?.join('; ')} ≠ ${authors.join('; ')}`,
        date: `${page.day} ≠ ${published}`,
      };
      console.log(`${page.id.slice(0, 40)} ${kind} ${value.toFixed(3)} ${shown[kind] ?? ''}`);
    }
  }
}

function main(): void {
  const { values, positionals } = parseArgs({
    options: { english: { type: 'boolean' }, errors: { type: 'string' }, part: { type: 'string' } },
    allowPositionals: true,
  });
  if (positionals.length === 0) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  console.log(
    ' '.repeat(24) +
      Object.keys(MEASURES)
        .map((name) => name.padStart(17))
        .join(''),
  );
  for (const directory of positionals) {
    const all = readPages(directory).filter(
      (_, i) => values.part === undefined || (i % 2 === 1) === (values.part === 'odd'),
    );
    const pairs = all.map((page) => ({ page, read: ours(page) }));
    const chosen = pairs.filter(({ read }) => !values.english || read.language === 'en');
    const pages = chosen.map(({ page }) => page);
    const readings = chosen.map(({ read }) => read);
    console.log(`${directory}: ${pages.length} pages`);
    printRow('stages/normalize', pages, readings);
    printRow('Readability on linkedom', pages, pages.map(theirs));
    const kinds = Object.keys(MEASURES).filter((kind) => values.errors?.split(',').includes(kind.split(',')[0]));
    printErrors(pages, readings, kinds);
  }
}

main();
