import type { ElementNode } from './tree.ts';

/** Elements whose text nobody reads as text. */
export const NO_TEXT = new Set(
  (
    'script style noscript template svg math iframe object embed video audio canvas select option textarea button input head title ' +
    'map dialog datalist progress meter applet frameset noframes'
  ).split(' '),
);

/** Elements that begin and end a block of text. */
export const BLOCK = new Set(
  (
    'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul caption legend'
  ).split(' '),
);

/** Elements that are never part of an article's body. */
export const APART = new Set('nav footer aside figcaption form fieldset menu caption'.split(' '));

/**
 * Names that authors of pages give to what is not the article, as whole words of class and id (split at capitals, hyphens and
 * underscores). From reading many news sites' markup.
 */
const NEGATIVE = new Set(
  (
    'ad ads advert advertisement advertising adslot dfp sponsor sponsored sponsors promo promos promotion promotional promobox teaser ' +
    'teasers comment comments commenting disqus respond reply replies discussion livefyre sidebar rail aside related relatedlinks ' +
    'recommended recommendation recommendations recirc readmore morefrom seealso share sharing sharebar sharedaddy social socials addthis follow ' +
    'breadcrumb breadcrumbs crumbs nav navbar navigation navi menu footer foot masthead banner newsletter newsletters subscribe subscription signup ' +
    'signin login register paywall cookie cookies consent gdpr modal popup overlay lightbox tooltip widget widgets outbrain taboola trending ' +
    'mostread mostpopular popular pagination pager paging tags taglist tagcloud keywords topics caption captions credit credits photocredit gallery ' +
    'slideshow carousel slider thumbnail thumb thumbs byline author authors authorbox bio dateline timestamp publishdate pubdate meta metadata postmeta entrymeta ' +
    'toolbar tools print printonly hidden hide visuallyhidden sronly screenreader skip skiplink copyright disclaimer legal rating ratings vote poll quiz ' +
    'donate donation fundraising membership shop product products buy price pullquote pull embed tweet twitter instagram facebook tiktok ' +
    'infobox toc mwe editsection navbox reflist references correction notice alert search searchbox hashtag jp relatedposts'
  ).split(' '),
);

/** Names of what surely is the article's body. */
const POSITIVE = new Set(
  (
    'articlebody articlecontent articletext storybody storycontent storytext entrycontent postcontent postbody contentbody bodycontent maincontent ' +
    'bodytext articlemain contentarticle bodycopy storycopy articlecopy richtext newsbody newscontent newstext textcontent textbody postentry singlecontent'
  ).split(' '),
);

const words = (value: string): string[] =>
  value
    .slice(0, 300)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Whether an element is not shown. */
export function isHidden({ attributes }: ElementNode): boolean {
  if (attributes.size === 0) return false;
  const role = attributes.get('role');
  return (
    attributes.has('hidden') ||
    attributes.get('aria-hidden') === 'true' ||
    role === 'dialog' ||
    role === 'alertdialog' ||
    /display\s*:\s*none|visibility\s*:\s*hidden/iu.test(attributes.get('style') ?? '')
  );
}

const APART_ROLE = /^(?:navigation|banner|complementary|contentinfo|search|menu|menubar|toolbar|tablist)$/u;

/** What an element's name, class, id and role say of the text in it: 1 of an article's body, -1 of something else, 0 nothing. */
export function readCue({ name, attributes }: ElementNode): -1 | 0 | 1 {
  if (attributes.size === 0) return APART.has(name) ? -1 : 0;
  if (/(?:^|\s)articleBody(?:\s|$)/u.test(attributes.get('itemprop') ?? '')) return 1;
  const list = words(`${attributes.get('class') ?? ''} ${attributes.get('id') ?? ''}`);
  if (list.some((word, i) => POSITIVE.has(word) || POSITIVE.has(word + (list[i + 1] ?? '')))) return 1;
  if (APART.has(name) || APART_ROLE.test(attributes.get('role') ?? '')) return -1;
  return list.some((word, i) => NEGATIVE.has(word) || NEGATIVE.has(word + (list[i + 1] ?? ''))) ? -1 : 0;
}
