/** What single lines of news text look like; rules of layout, not of any publication. */

/** A full stop or its like, with the quotation marks and brackets that may follow. */
const ENDS_SENTENCE = /[.!?…。！？](?:["'”’»)\]]|\[\d+\])*$/u;

export const endsSentence = (text: string): boolean => ENDS_SENTENCE.test(text.slice(-24));

/** A line that ends like this goes on in the next, whatever that looks like. */
const WORDS_THAT_GO_ON =
  'a an the this that these those of in on at to from by with for into onto over under about against between among through ' +
  'during before after since until as than and or but nor if because while when where which who whom whose whether is are was ' +
  'were be been being has have had do does did will would can could may might must shall should not no his her its their our my ' +
  'your some any each every both either neither most more less such so very too also said says';

const GOES_ON = new RegExp(
  `(?:[,(\\[“‘&–—]|\\s-|[’']s|(?:^|[\\s(“"‘'])(?:${WORDS_THAT_GO_ON.replaceAll(' ', '|')}))$`,
  'iu',
);

/** Whether a line's end asks for more: a comma, an open bracket, a possessive, an article, a preposition. */
export const goesOn = (line: string): boolean => GOES_ON.test(line.slice(-40));

/** A line that begins in lower case or with a mark that cannot begin a sentence continues the one before. */
export const continues = (line: string): boolean =>
  /^(?:\p{Ll}(?!\))(?![.)]\s)|[,;:)\]!?%](?!\S*\()|[–—&]\s|’s\b)/u.test(line);

const BULLET = /^(?:[•‣◦⁃∙▪▫●○■□►▶◆✓✔➢➤·*+–—-]\s+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+|#{1,6}\s)/u;

/** Speaker label of an interview or transcript: `Q:`, `MR SMITH:`, `Northern Weekly:`. */
const LABEL = /^(?:[QA]\s?[.:]|(?:\p{Lu}[\p{L}.'’-]*\s){0,4}\p{Lu}[\p{L}.'’-]*(?:\s\([^)]{1,40}\))?:)(?:\s|$)/u;

const EMAIL = /^\S+@[\w-]+(?:\.[\w-]+)+\.?$/u;

/** Words that open credit lines: who wrote, compiled, translated, took the pictures. */
const CREDIT =
  /^(?:(?:written|story|reported|reporting|compiled|edited|editing|translated|additional reporting|photos?|photographs?|pictures?) by\b|with reporting\b|source:|copyright\b|\(c\)|©|e-?mail:|contact:)/iu;

/** Not "reported by managers", which is the end of a wrapped line's sentence. */
const MID_SENTENCE = /^(?!e-?mail)\p{Ll}/u;

/** Not "by August" either. */
const BYLINE = /^(?:By|BY) (?:\p{Lu}[\p{L}.'’-]+[\s,]*){1,6}(?:and|$|\|)/u;

/** Where a dispatch begins: `GENEVA, Nov. 4 (Agency) —`, in the beginning of a line or of two. */
const DATELINE =
  /^\p{Lu}[\p{Lu} .'’-]{2,30}(?:,\s[\p{L}. ]{2,20}){0,2},?\s(?:\p{Lu}\p{Ll}{2,8}\.? \d{1,2}\b.{0,12}(?:\(|$)|\([\p{L} .]{2,30}\)\s*(?:--?|–|—)\s)/u;

export const isDateline = (line: string): boolean => DATELINE.test(line.slice(0, 120));

/** A rule of dashes, stars or the like between parts. */
export const isRule = (line: string): boolean => line.length < 1000 && /^[\s*_=~#+–—-]{3,}$/u.test(line);

/** Lines that are a paragraph of their own wherever they stand. */
export function standsAlone(line: string): boolean {
  return (
    BULLET.test(line) ||
    LABEL.test(line) ||
    EMAIL.test(line) ||
    isRule(line) ||
    (line.length < 160 && ((CREDIT.test(line) && !MID_SENTENCE.test(line)) || BYLINE.test(line)))
  );
}

export const isEmail = (line: string): boolean => line.length < 120 && EMAIL.test(line);
/** Labels only, for layouts in which every turn of a conversation is a line. */
export const isLabelled = (line: string): boolean => LABEL.test(line.slice(0, 200));

/** Characters of a line that are enough to judge its case by. */
const SAMPLE = 200;

const LETTER = /\p{L}/u;
const SMALL_LETTER = /\p{Ll}/u;

/** All letters capitals, and at least a few of them. */
export function isAllCaps(text: string): boolean {
  const length = Math.min(text.length, SAMPLE);
  let capitals = 0;
  let small = 0;
  for (let i = 0; i < length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 0x61 && code <= 0x7a) small += 1;
    else if (code >= 0x41 && code <= 0x5a) capitals += 1;
    else if (code > 0x7f && SMALL_LETTER.test(text[i])) small += 1;
    else if (code > 0x7f && LETTER.test(text[i])) capitals += 1;
  }
  return capitals + small >= 4 && small <= (capitals + small) * 0.05;
}

/** Whether most long words begin with a capital, as in headlines. */
export function isTitleCase(text: string): boolean {
  const line = text.slice(0, SAMPLE);
  const words = line.match(/\p{L}[\p{L}'’-]{3,}/gu) ?? [];
  return words.length >= 3 && words.filter((word) => /^\p{Lu}/u.test(word)).length / words.length > 0.75;
}
