import { dateLine, readDate } from '../dates.ts';
import { isPersonName, namesInByline } from '../names.ts';
import { endsSentence, isAllCaps, isEmail, isLabelled } from './cues.ts';

/** What the head of a plain text says of it. */
export interface Head {
  title: string | null;
  byline: string[];
  publishedAt: string | null;
}

/** Paragraphs at the top that can belong to the head, and at the end that can hold a byline. */
const HEAD = 8;
const LONGEST_TITLE = 160;

const BYLINE = /^(?:by|written by|story by|words by|report by|reported by)[\s:]+\p{L}/iu;

/** Header lines of wire copy: slugs, updates, embargoes, word counts. */
const WIRE_HEADER =
  /^(?:updated?\b|corrects?\b|corrected\b|correction\b|adds?\b|recasts?\b|embargo(?:ed)?\b|eds?:|not for\b|for immediate release\b|press release\b|\d[\d,]* words\b|\(?\d+(?:st|nd|rd|th) (?:lead|ld)|ends?$|\[?(?:update|urgent|breaking|exclusive)\b.{0,20}$|category:|section:|topics?:|tags?:|date:|published\b|last (?:updated|modified)\b|posted\b|filed\b|slug\b)|\((?:update|recasts?|adds?|corrects?|lead)\b[^)]*\)$/iu;
const SLUG = /^\p{Lu}[\p{Lu}\p{Nd}]*(?:[-/][\p{Lu}\p{Nd}]+)+(?:[-/ ].{0,30})?$/u;

/** A dateline opens prose: "GENEVA, Nov. 4 (Agency) -- Talks …". */
const DATELINE = /^\p{Lu}[\p{Lu}\s.,'’-]{2,40}(?:,[^.]{0,40})?(?:\([^)]{2,60}\))?\s*(?:--?|–|—)\s/u;

/** "Jane Doe, 17 June 2025", "Jane Doe | Merrin Courier": a line that opens with a name and has no verb. */
function unmarkedByline(text: string): string[] {
  if (text.length > 100 || endsSentence(text)) return [];
  const [first] = text.split(/\s*[,|•·]\s*|\s+[–—-]\s+/u);
  if (first === text || !isPersonName(first)) return [];
  return dateAfterName(text, first) ? namesInByline(first) : [];
}

const dateAfterName = (text: string, name: string): boolean => dateLine(text.slice(name.length)) !== null;

/** A headline that ran together with the date line below it: "… on ants Tuesday, September 1, 2015". */
const DATE_AT_END = /(?:mon|tues|wednes|thurs|fri|satur|sun)day,? .{8,24}$/iu;

/** Whether a labelled line is a turn of a conversation: its label comes again, or it is Q or A. */
function isTurn(text: string, following: readonly string[]): boolean {
  if (!isLabelled(text)) return false;
  const label = text.slice(0, text.search(/[:.]/u) + 1);
  return label.length <= 2 || following.some((other) => other.startsWith(label));
}

function isTitle(text: string, following: readonly string[]): boolean {
  if (text.length > LONGEST_TITLE || text.split(/\s+/u).length > 28 || text.split(/\s+/u).length < 2) return false;
  if (/[.;:,…-]["'”’)]*$/u.test(text) && !/\b(?:\p{Lu}\.){2,}$/u.test(text)) return false;
  if (/[!?]["'”’)]*$/u.test(text) && text.length > 110) return false;
  if (DATELINE.test(text) || isEmail(text) || isTurn(text, following) || /^\p{Ll}/u.test(text) || /^[•*>-]/u.test(text))
    return false;
  // Prose comes after it: a paragraph of whole sentences.
  return following.some((other) => endsSentence(other) && other.length > 60 && /\p{Ll}/u.test(other));
}

/** Reads title, authors and date off the first paragraphs of a plain text; all of them stay in the text. */
export function readHead(paragraphs: readonly string[]): Head {
  const head: Head = { title: null, byline: [], publishedAt: null };
  const top = paragraphs.slice(0, HEAD);
  for (const [i, text] of top.entries()) {
    if (text.length > 300) break;
    const marked = BYLINE.test(text) && text.length < 160 && !endsSentence(text) ? namesInByline(text) : [];
    const names = marked.length > 0 ? marked : unmarkedByline(text);
    const date = names.length > 0 || WIRE_HEADER.test(text) ? readDate(text) : dateLine(text);
    head.publishedAt ??= date;
    if (names.length > 0) head.byline = head.byline.length > 0 ? head.byline : names;
    const header =
      names.length > 0 || date !== null || (WIRE_HEADER.test(text) && !isAllCapsHeadline(text)) || SLUG.test(text);
    if (header) continue;
    if (head.title === null && isTitle(text, paragraphs.slice(i + 1, i + 12))) {
      head.title = text;
      head.publishedAt ??= readDate(DATE_AT_END.exec(text)?.[0] ?? '');
    } else if (endsSentence(text) && text.length > 80) break;
  }
  if (head.byline.length === 0) {
    for (const text of paragraphs.slice(-3)) {
      if (head.byline.length === 0 && BYLINE.test(text) && text.length < 120) head.byline = namesInByline(text);
    }
  }
  return head;
}

const isAllCapsHeadline = (text: string): boolean => isAllCaps(text) && text.split(/\s+/u).length > 4;
