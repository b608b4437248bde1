import type { ElementNode } from './tree.ts';

const APART_CLASS =
  /(?:^|[\s_-])(?:related|sidebar|recommend\w*|comments?|commentlist|respond|trending|popular|latest|most|footer|promo|teasers?)(?:$|[\s_-])/iu;

/** For whole articles, whose classes also tell their topics: comments and teasers are marked up as articles, too. */
const APART_ARTICLE = /(?:^|\s)(?:comment(?:-body)?|teaser|promo|related)(?:$|\s|-item)/iu;

/** Whether an element stands among other stories, comments or the page's own frame, where dates and names are not the article's. */
export function inApart(element: ElementNode): boolean {
  let footer = false;
  for (let node: ElementNode | null = element; node !== null; node = node.parent) {
    const { name } = node;
    // Pages are named for their columns ("no-sidebar").
    if (name === 'body' || name === 'html') break;
    if (name === 'aside' || name === 'nav') return true;
    if (name === 'footer') footer = true;
    if (name === 'article') footer = false;
    const pattern = name === 'article' || name === 'main' ? APART_ARTICLE : APART_CLASS;
    // A footer inside an article holds its byline and date, by its name and by its class.
    if (name !== 'footer' && pattern.test(node.attributes.get('class') ?? '')) return true;
  }
  return footer;
}

const OTHERS_CLASS =
  /(?:^|[\s_-])(?:related|recommend\w*|recirc\w*|comments?|commentlist|respond|trending|popular|latest|promo|teasers?|newsletter)(?:$|[\s_-])/iu;

/** Whether an element stands among comments or other stories, by the classes around it; a page's frame and its margins do not count. */
export function inOthers(element: ElementNode): boolean {
  for (let node: ElementNode | null = element; node !== null; node = node.parent) {
    const { name } = node;
    if (name === 'body' || name === 'html') return false;
    const pattern = name === 'article' || name === 'main' ? APART_ARTICLE : OTHERS_CLASS;
    if (name === 'nav' || pattern.test(node.attributes.get('class') ?? '')) return true;
  }
  return false;
}
