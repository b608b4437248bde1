import { tidy } from './metadata.ts';
import { descendants, type ElementNode, textContent } from './tree.ts';

const SEPARATOR = /\s+[|–—·•»:-]\s+|\s*[|»]\s*/u;

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** `Headline | Outlet` without the outlet: what stands behind the last separator, where it is short or known. */
export function withoutOutlet(title: string, outlet: string | null): string {
  const pieces = title.split(new RegExp(`(${SEPARATOR.source})`, 'u'));
  if (pieces.length < 3) return title;
  const known = outlet === null ? '' : bare(outlet);
  const last = bare(pieces[pieces.length - 1]);
  if (known !== '' && (last === known || last.includes(known) || (last.length > 2 && known.includes(last)))) {
    return withoutOutlet(pieces.slice(0, -2).join(''), outlet);
  }
  const first = bare(pieces[0]);
  if (known !== '' && first === known) return pieces.slice(2).join('');
  return title;
}

/** The page's headings of the first rank, in order. */
function headings(root: ElementNode): string[] {
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

/**
 * The headline as the page shows it: the `<h1>` that agrees with what metadata calls the title, else the title in metadata without
 * the outlet's name.
 */
export function chooseTitle(
  root: ElementNode,
  meta: Map<string, string[]>,
  jsonHeadline: string | null,
  outlet: string | null,
): string | null {
  const titleElement = [...descendants(root)].find((element) => element.name === 'title');
  const page = titleElement === undefined ? null : tidy(textContent(titleElement, 1000)) || null;
  const named = [
    jsonHeadline,
    meta.get('og:title')?.[0],
    meta.get('twitter:title')?.[0],
    meta.get('headline')?.[0],
    page,
  ]
    .filter((title): title is string => typeof title === 'string' && title !== '')
    .map((title) => withoutOutlet(title, outlet));
  const shown = headings(root);
  const best = shown
    .map((text) => ({ text, score: Math.max(0, ...named.map((title) => similarity(text, title))) }))
    .filter(({ text }) => text.length >= 8 && text.length < 300)
    .sort((a, b) => b.score - a.score)[0];
  if (best !== undefined && (best.score >= 0.5 || (named.length === 0 && shown.length === 1))) return best.text;
  return named[0] ?? best?.text ?? null;
}
