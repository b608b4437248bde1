import type { Publisher } from '../names.ts';
import { PAGE_RULES } from '../rules.ts';
import { tidy } from './metadata.ts';
import { descendants, type ElementNode, textContent } from './tree.ts';

const SEPARATOR = /\s+[|–—·•»:-]\s+|\s*[|»]\s*/u;

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

const VOTES = PAGE_RULES['title-by-agreement'].settings;
const OUTLET = PAGE_RULES['title-without-outlet'].settings;

/**
 * `Headline | Outlet` without the outlet: what stands behind the last separator (or before the first) where it is the outlet's name or that of the page's host, or
 * where it is short and stands behind a bar, which headlines do not use.
 */
export function withoutOutlet(title: string, { outlet, url }: Publisher): string {
  const names = [outlet === null ? '' : bare(outlet), url === null ? '' : hostName(url)].filter(
    (name) => name.length > 1,
  );
  const isSite = (text: string): boolean =>
    names.some((name) => text === name || text.includes(name) || (text.length > 2 && name.includes(text)));
  const pieces = title.split(new RegExp(`(${SEPARATOR.source})`, 'u'));
  let first = 0;
  let last = pieces.length - 1;
  while (last - first >= 2) {
    const rest = pieces.slice(first, last - 1).join('');
    const barred = /[|»]/u.test(pieces[last - 1]) && pieces[last].split(/\s+/u).length <= OUTLET.words;
    if (isSite(bare(pieces[last])) || (barred && rest.length >= OUTLET.left)) last -= 2;
    else if (names.includes(bare(pieces[first]))) first += 2;
    else break;
  }
  return pieces.slice(first, last + 1).join('');
}

/** `news.example.co.uk` → `newsexample`: the words of a host, without `www` and what stands behind the name. */
function hostName(url: string): string {
  const labels = (URL.parse(url)?.hostname ?? '').replace(/^www\./u, '').split('.');
  return bare(labels.slice(0, labels.length > 2 && (labels.at(-2)?.length ?? 9) <= 3 ? -2 : -1).join(''));
}

/** The page's headings of the first rank, in order. */
function findHeadings(root: ElementNode): string[] {
  const found: string[] = [];
  for (const element of descendants(root)) {
    if (element.name === 'h1') found.push(tidy(textContent(element, 1000)));
  }
  return found.filter((text) => text !== '');
}

const similarity = (a: string, b: string): number => {
  const left = new Set(a.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const right = new Set(b.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared / Math.max(1, Math.min(left.size, right.size));
};

/** Whether two titles have the same words, or one is the other cut short. */
function sameWording(a: string, b: string): boolean {
  const [left, right] = [bare(a), bare(b)];
  return left === right || (/(?:…|\.\.\.)$/u.test(a) && left.length >= 20 && right.startsWith(left));
}

/**
 * The headline: of the `<h1>` that agrees with metadata, JSON-LD's headline, OpenGraph's and Twitter's titles and the page's `<title>`, without the
 * outlet's name, the wording that has most of them behind it.
 */
export function chooseTitle(
  root: ElementNode,
  meta: Map<string, string[]>,
  jsonHeadline: string | null,
  publisher: Publisher,
): string | null {
  const titleElement = [...descendants(root)].find((element) => element.name === 'title');
  const page = titleElement === undefined ? null : tidy(textContent(titleElement, 1000)) || null;
  const wording = (title: string | null | undefined, votes: number) => ({
    text: typeof title === 'string' ? withoutOutlet(title, publisher) : '',
    votes,
  });
  const named = [
    wording(jsonHeadline, VOTES.jsonLd),
    wording(meta.get('og:title')?.[0], VOTES.openGraph),
    wording(meta.get('headline')?.[0], VOTES.other),
    wording(meta.get('twitter:title')?.[0], VOTES.other),
    wording(page, VOTES.other),
  ].filter(({ text }) => text !== '');
  const site = [publisher.outlet ?? '', publisher.url === null ? '' : hostName(publisher.url)].map(bare);
  const headings = findHeadings(root).filter((text) => !site.includes(bare(text)));
  const shown = headings
    .map((text) => ({ text, score: Math.max(0, ...named.map((title) => similarity(text, title.text))) }))
    .filter(({ text }) => text.length >= 8 && text.length < 300)
    .sort((a, b) => b.score - a.score)[0];
  if (named.length === 0) return headings.length === 1 ? (shown?.text ?? null) : null;
  const agrees = shown !== undefined && shown.score >= 0.5;
  const all = agrees ? [{ text: shown.text, votes: VOTES.heading }, ...named] : named;
  const votesOf = (text: string): number =>
    all.reduce((sum, other) => sum + (sameWording(other.text, text) ? other.votes : 0), 0);
  return all.reduce((best, title) => (votesOf(title.text) > votesOf(best.text) ? title : best)).text;
}
