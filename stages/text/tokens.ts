/** A word or mark of a text; offsets are UTF-16. */
export interface Token {
  text: string;
  start: number;
  end: number;
  /** Whether white space (or the text's start) stands before it. */
  spaceBefore: boolean;
}

/**
 * Abbreviations that keep their full stop: titles, ranks, months, American states, company forms. The full stop of any
 * other word is a token of its own.
 */
const ABBREVIATIONS = [
  'Mr Mrs Ms Mx Dr Prof Sen Sens Rep Reps Gov Govs Gen Lt Col Maj Capt Sgt Cmdr Cdr Adm Brig Pvt Cpl Spc Rev Hon Supt Insp',
  'Asst Pres Amb Det Messrs Mme Mlle Fr Sr Jr St Ste Mt Ft Ave Blvd Rd Inc Corp Co Cos Ltd Bros Univ Dept Assn',
  'Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri',
  'Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt',
  'Wash Wis Wyo vs etc cf approx pp vol',
]
  .join(' ')
  .replaceAll(' ', '|');

const TOKEN = new RegExp(
  [
    /https?:\/\/[^\s<>"“”]*[^\s<>"“”.,;:!?)\]]|www\.[^\s<>"“”]*[^\s<>"“”.,;:!?)\]]/u,
    /[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/u,
    /[@#][\p{L}\p{N}_]+/u,
    // U.S., U.N., D.C., J.R.R.; a single initial
    /(?:\p{Lu}\.){2,12}(?:\p{Lu}(?![\p{L}\p{N}]))?/u,
    /\p{Lu}\.(?=[\s-]|$)/u,
    /(?:[ap]\.m\.|i\.e\.|e\.g\.|Ph\.D\.|Nos?\.(?=\s?\p{Nd}))/u,
    new RegExp(`(?:${ABBREVIATIONS})\\.(?=[\\s,)\\-;:’']|$)`, 'u'),
    /['’](?:s|S|ll|re|ve|d|m|LL|RE|VE|D|M)(?![\p{L}\p{N}])/u,
    /[nN]['’][tT](?![\p{L}\p{N}])/u,
    /\p{Nd}+(?:[.,:]\p{Nd}+){0,8}(?:st|nd|rd|th|s|am|pm|bn|m|km)?(?![\p{L}\p{N}])/u,
    // words, with inner apostrophes (O'Brien, d'Ivoire, don't) but without a clitic
    /[\p{L}\p{M}\p{N}_]+(?:['’](?!(?:s|S|ll|re|ve|d|m|LL|RE|VE|D|M)(?![\p{L}\p{N}]))[\p{L}\p{M}]+)*/u,
    /\.{2,}|…|-{2,}/u,
    /\S/u,
  ]
    .map((part) => part.source)
    .join('|'),
  'gu',
);

/** A contraction whose letters ran together with "n't": `didn't`, `WON’T`. */
const NEGATED = /^(\p{L}+)([nN]['’][tT])$/u;

const LETTER = 1;
const SPACE = 2;
const MARK = 4;
/**
 * What most characters of a text are: a letter, a space, or a mark that is a token wherever it stands. Letters before a space or such
 * a mark are a word by any rule of `TOKEN`, and need not be tried against it.
 */
const KINDS = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyz') {
  KINDS[character.charCodeAt(0)] = LETTER;
  KINDS[character.toUpperCase().charCodeAt(0)] = LETTER;
}
for (const character of ' \n\t\r') KINDS[character.charCodeAt(0)] = SPACE;
for (const character of ',;"()[]!?') KINDS[character.charCodeAt(0)] = MARK;

/** Kind of the character at a place, 0 for others and beyond the end. */
function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < KINDS.length ? KINDS[code] : 0;
}

/**
 * Cuts a text into words and marks: hyphens, clitics (`'s`, `n't`), currency signs and quotation marks stand alone;
 * abbreviations, initials, numbers, addresses and hashtags stay whole. Linear in the text.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  const add = (word: string, start: number) => {
    const spaceBefore = start === 0 || start > last;
    last = start + word.length;
    tokens.push({ text: word, start, end: last, spaceBefore });
  };
  for (let at = 0; at < text.length; ) {
    const kind = kindAt(text, at);
    if (kind === SPACE) {
      at += 1;
      continue;
    }
    let end = at + 1;
    if (kind === LETTER) while (kindAt(text, end) === LETTER) end += 1;
    if (kind === MARK || (kind === LETTER && kindAt(text, end) > LETTER)) {
      add(text.slice(at, end), at);
      at = end;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) break;
    const negated = NEGATED.exec(match[0]);
    if (negated === null) add(match[0], match.index);
    else {
      add(negated[1], match.index);
      add(negated[2], match.index + negated[1].length);
    }
    at = TOKEN.lastIndex;
  }
  return tokens;
}
