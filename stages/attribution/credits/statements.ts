import type { CreditKind } from '../types.ts';

/**
 * Phrases that credit people for an article, each followed by whom. Our own list, from the credit lines of newspapers and
 * agencies. `anywhere` ones may stand inside a sentence; the others open a line, a parenthesis or a part of one. `words`, where it is
 * given, is in all that has the phrase, and so much cheaper that most phrases are never compiled.
 */
export const STATEMENTS: readonly { kind: CreditKind; phrase: RegExp; anywhere: boolean; words?: RegExp }[] = [
  ...(
    [
      ['compiler', 'compiled'],
      ['translator', 'translated'],
      ['editor', 'edited|abridged|adapted'],
      ['author', 'written|reported|prepared|produced'],
    ] as const
  ).flatMap(([kind, verbs]) => [
    {
      kind,
      phrase: new RegExp(
        `\\b(?:this|the)\\s(?:article|story|report|interview|text|piece|commentary|column|feature|dispatch|essay|speech|transcript)\\s(?:was|is|has\\sbeen)\\s(?:(?:[\\p{L}]+ed|written)\\s(?:and\\s)?){0,2}(?:${verbs})(?:\\sfrom\\sthe\\s\\p{Lu}\\p{L}+)?(?:\\sand\\s\\p{L}+ed)?\\sby\\s`,
        'giu',
      ),
      words: new RegExp(`(?:${verbs}).*by`, 'isu'),
      anywhere: true,
    },
    {
      kind,
      phrase: new RegExp(`(?:${verbs})(?:\\sfrom\\sthe\\s\\p{Lu}\\p{L}+)?(?:\\sand\\s\\p{L}+ed)?\\sby:?\\s`, 'giu'),
      words: new RegExp(`(?:${verbs}).*by`, 'isu'),
      anywhere: false,
    },
  ]),
  { kind: 'editor', phrase: /editing by:?\s/giu, anywhere: false },
  { kind: 'translator', phrase: /translation(?: from the \p{Lu}\p{L}+)? by:?\s/giu, anywhere: false },
  {
    kind: 'contributor',
    phrase: /(?:with )?(?:additional|further|extra) (?:reporting|material|research|writing)(?: by| from)?:?\s/giu,
    anywhere: false,
  },
  { kind: 'contributor', phrase: /(?:with )?(?:contributions|files|reporting) from:?\s/giu, anywhere: false },
  { kind: 'author', phrase: /(?:reporting|writing|words|story|report|text) by:?\s/giu, anywhere: false },
  { kind: 'author', phrase: /(?:this|the) interview was conducted by\s/giu, anywhere: true },
  { kind: 'author', phrase: /(?:interviewed by|interview by|interviewer:)\s/giu, anywhere: false },
  {
    kind: 'photo',
    phrase:
      /(?:photo(?:graph)?s?|photography|pictures?|images?|illustrations?)(?: credits?)?(?: by|:| courtesy(?: of)?:?)\s/giu,
    anywhere: false,
  },
];

/** "X contributed to this report." */
export const CONTRIBUTED =
  /\scontributed (?:reporting |research )?(?:to|for) (?:this|the) (?:report|story|article|piece|dispatch)/giu;

/** An interview the article rests on, followed by whom. */
export const INTERVIEW_WITH =
  /\b(?:based (?:up)?on|from|drawn from|adapted from|compiled from|the result of|excerpts? (?:from|of))\s(?:an?|the|his|her|their|our|several|two|three)?\s?(?:\p{L}+\s)?(?:interviews?|conversations?)\swith\s/giu;

/** Wire services by the names and initials they sign with. */
export const AGENCIES: ReadonlySet<string> = new Set(
  'AP|AFP|UPI|Reuters|Xinhua|TASS|ANSA|dpa|DPA|EFE|PTI|ANI|IANS|Bernama|Antara|Yonhap|Kyodo|Jiji|AAP|PA|PA Media|Press Association|Associated Press|The Associated Press|Agence France-Presse|Bloomberg|Interfax|IRNA|SANA|WAM|KUNA|MENA|Anadolu|Anadolu Agency|Ukrinform|Belga|ANP|NTB|TT|Ritzau|STT|APA|MTI|PAP|CTK|Agerpres|Tanjug|Hina|STA|KCNA|CNA|VNA|APP|UNB|BSS|Wikinews'.split(
    '|',
  ),
);
