import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheerioAPI, load } from 'cheerio';
import { type LabelledPage, oneLine } from './labelled-page.ts';

const LITERAL = String.raw`(?:null|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\x60(?:[^\x60\\]|\\.)*\x60)`;

/** The value of a string literal or `null` of JavaScript, without running it. */
function literal(source: string): string | null {
  if (source === 'null') return null;
  return source
    .slice(1, -1)
    .replace(/\\(?:x([\da-f]{2})|u([\da-f]{4})|([\s\S]))/giu, (_, x?: string, u?: string, other?: string) => {
      if (x !== undefined || u !== undefined) return String.fromCharCode(Number.parseInt(x ?? u ?? '', 16));
      return other === 'n' ? '\n' : other === 't' ? '\t' : (other ?? '');
    });
}

/** The string literal that begins at a place. */
function stringAt(source: string, at: number): string | null {
  const pattern = new RegExp(LITERAL, 'uy');
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? null;
}

/** What stands between a bracket and the one that closes it, brackets in strings not counted. */
function bracketed(source: string, from: number): string {
  let depth = 0;
  for (let i = from; i < source.length; i += 1) {
    const string = /['"`]/u.test(source[i]) ? stringAt(source, i) : null;
    if (string !== null) i += string.length - 1;
    else if (/[[{(]/u.test(source[i])) depth += 1;
    else if (/[\]})]/u.test(source[i])) depth -= 1;
    if (depth === 0) return source.slice(from + 1, i);
  }
  return '';
}

/** The selectors of one field: each a list of those that must all match. */
function selectors(source: string, field: string): string[][] {
  const at = source.search(new RegExp(String.raw`\b${field}:\s*\[`, 'u'));
  if (at === -1) return [];
  const list = bracketed(source, source.indexOf('[', at)).replace(/^\s*\/\/.*$/gmu, '');
  const groups: string[][] = [];
  for (let i = 0; i < list.length; i += 1) {
    const text = list[i] === '[' ? bracketed(list, i) : (stringAt(list, i) ?? '');
    if (text === '') continue;
    groups.push([...text.matchAll(new RegExp(LITERAL, 'gu'))].map(([item]) => literal(item) ?? ''));
    i += text.length;
  }
  return groups;
}

const APART = 'script, style, noscript, template, figure, figcaption, aside, iframe, form, button, table';
const PARAGRAPH = 'p, li, h2, h3, h4, blockquote, pre';

/** The paragraphs in what the site's own selectors choose; undefined where they choose little, or text that is in no paragraph. */
function bodyOf($: CheerioAPI, source: string, begins: string | undefined): string[] | undefined {
  const content = bracketed(source, source.indexOf('{', source.search(/\bcontent:\s*\{/u)));
  const chosen = selectors(content, 'selectors').find((group) =>
    group.every((selector) => $(selector).text().trim() !== ''),
  );
  if (chosen === undefined) return undefined;
  const body = $(chosen.join(','));
  for (const selector of selectors(content, 'clean').flat()) body.find(selector).remove();
  body.find(APART).remove();
  const whole = oneLine(body.text());
  const paragraphs = body
    .find(PARAGRAPH)
    .addBack('p')
    .toArray()
    .filter((element) => $(element).find(PARAGRAPH).length === 0)
    .map((element) => oneLine($(element).text()))
    .filter((text) => /[\p{L}\p{N}]/u.test(text));
  const length = paragraphs.join(' ').length;
  if (length < 500 || length < whole.length * 0.8) return undefined;
  const words = begins?.split(' ').slice(4, 10).join(' ');
  return words === undefined || whole.includes(words) ? paragraphs : undefined;
}

/** "By A, B and C" → A, B, C; what is no name in the label stays. */
const namesOf = (authors: string): string[] =>
  oneLine(authors)
    .replace(/^by:?\s+/iu, '')
    .split(/\s*(?:,|&|;|\band\b)\s*/u)
    .filter((name) => name !== '');

/** Many pages were saved after postlight's own first step, which calls the content of `<meta>` its value. */
const asServed = (bytes: Buffer): Buffer =>
  Buffer.from(
    bytes.toString('latin1').replace(/<meta(?![^>]*\scontent=)([^>]*?)\svalue=/gu, '<meta$1 content='),
    'latin1',
  );

/**
 * Reads a checkout of postlight/parser: pages of some 140 sites with title, author and date as its tests assert them, and for the body
 * the selectors that were written for each site by hand.
 */
export function readPostlight(directory: string): LabelledPage[] {
  const sites = join(directory, 'src/extractors/custom');
  return readdirSync(sites).flatMap((site) => {
    const testFile = join(sites, site, 'index.test.js');
    if (!existsSync(testFile)) return [];
    const test = readFileSync(testFile, 'utf8');
    const extractor = readFileSync(join(sites, site, 'index.js'), 'utf8');
    const reads = [...test.matchAll(/readFileSync\(\s*['"`]([^'"`]+\.html)['"`]/gu)];
    const pages = reads.map((read, i): LabelledPage | null => {
      const path = join(directory, read[1]);
      const before = test.slice(i === 0 ? 0 : reads[i - 1].index, read.index);
      const after = test.slice(read.index, reads[i + 1]?.index);
      const url = before.match(new RegExp(String.raw`\burl\s*=\s*(${LITERAL})`, 'u'))?.[1];
      if (!existsSync(path) || url === undefined) return null;
      const asserted = (field: string): string | null | undefined => {
        const found = after.match(
          new RegExp(String.raw`assert\.equal\(\s*${field}(?:\.split\('T'\)\[0\])?,\s*(${LITERAL})`, 'u'),
        );
        return found === null ? undefined : literal(found[1]);
      };
      const bytes = asServed(readFileSync(path));
      const author = asserted('author');
      return {
        id: read[1].replace(/^.*\/|\.html$/gu, ''),
        url: literal(url) ?? '',
        bytes,
        title: asserted('title'),
        authors: author === undefined ? undefined : author === null ? [] : namesOf(author),
        day: asserted('date_published')?.slice(0, 10),
        paragraphs: bodyOf(load(bytes), extractor, asserted('first13') ?? undefined),
      };
    });
    const known = pages.filter((page) => page !== null);
    return known.filter((page, i) => known.findIndex(({ id }) => id === page.id) === i);
  });
}
