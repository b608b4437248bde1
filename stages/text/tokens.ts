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

/**
 * Cuts a text into words and marks: hyphens, clitics (`'s`, `n't`), currency signs and quotation marks stand alone;
 * abbreviations, initials, numbers, addresses and hashtags stay whole. Linear in the text.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index;
    const word = match[0];
    const spaceBefore = start === 0 || start > last;
    last = start + word.length;
    const negated = NEGATED.exec(word);
    if (negated) {
      const cut = start + negated[1].length;
      tokens.push({ text: negated[1], start, end: cut, spaceBefore });
      tokens.push({ text: negated[2], start: cut, end: last, spaceBefore: false });
    } else tokens.push({ text: word, start, end: last, spaceBefore });
  }
  return tokens;
}
