/**
 * Languages that `eld` does not know and takes for others, by frequent words or by letters; from general knowledge of the
 * languages.
 */
interface Unknown {
  language: string;
  /** What `eld` takes it for; null where it takes it for anything, and is not sure. */
  takenFor: readonly string[] | null;
  /** Words that it has often. */
  words: ReadonlySet<string>;
  /** Words that those languages have in their place. */
  theirs?: ReadonlySet<string>;
  /** Letters that it has and those languages have not. */
  letters?: RegExp;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const UNKNOWN: readonly Unknown[] = [
  {
    language: 'id',
    takenFor: ['ms'],
    words: words(
      'bahwa karena bisa uang kantor polisi senin rabu kamis jumat sabtu agustus desember oktober maret juli juni pemerintah presiden mobil rp ' +
        'sedangkan tapi merupakan kabupaten provinsi maka agar harus berbeda sangat saat menteri bantuan butuh kapan',
    ),
    theirs: words(
      'kerana bahawa boleh wang pejabat polis isnin khamis jumaat ahad ialah iaitu beliau berkenaan turut mac mei jun julai ogos ' +
        'disember awam kerajaan perdana datuk sekiranya sahaja rm kereta menerusi mahu selepas serangan terletak parti',
    ),
  },
  {
    language: 'af',
    takenFor: ['nl'],
    words: words(
      "nie vir hulle hy sy 'n ’n n ek ons jy jou kan moet gaan baie nog deur die wat hierdie daar sê se maar het was",
    ),
    theirs: words(
      'de een niet zijn hij zij voor ik je ook naar uit worden ze er bij wordt werd deze dit heeft hebben maar het was',
    ),
  },
  {
    language: 'sw',
    takenFor: null,
    words: words(
      'ya wa na kwa katika ni za la kuwa hiyo hii ambayo watu pia cha vya yake wake kama lakini alisema bila huo wao',
    ),
  },
  {
    language: 'cy',
    takenFor: null,
    words: words("yn y yr ar mae wedi sydd bod gan i ei eu am oedd ac hynny hefyd gyda dros fel wrth o gael a 'r 'n"),
  },
  {
    language: 'ga',
    takenFor: null,
    words: words('an na agus ar go le tá bhí leis ag do mar sa atá ach chun gur sé sí is den faoi ón seo a i'),
  },
  {
    language: 'mk',
    takenFor: ['sr'],
    words: words('во со ќе ги го бил тој тоа дека од кои според при'),
    theirs: words('у са ће је су из који није од при'),
    letters: /[ѓќѕ]/iu,
  },
  { language: 'mk', takenFor: ['bg'], words: words(''), letters: /[ѓќѕјљњ]/iu },
  { language: 'kk', takenFor: ['be', 'ru', 'uk', 'bg', 'sr'], words: words('және бұл үшін'), letters: /[қғұ]/iu },
  { language: 'ky', takenFor: ['be', 'ru', 'uk', 'bg', 'sr'], words: words('жана бул үчүн'), letters: /ң/iu },
  { language: 'mn', takenFor: ['be', 'ru', 'uk', 'bg', 'sr'], words: words('байна энэ юм гэж'), letters: /[өү]/iu },
];

/** Share of a text's words that must be those of a language that `eld` takes for anything. */
const SHARE = 0.15;

/**
 * The language that a text's words or letters show, where `eld` cannot know it; null where they show none.
 * @param found what `eld` says, empty for nothing.
 * @param sure whether it is sure of that.
 */
export function languageByWords(text: string, found: string, sure: boolean): string | null {
  const candidates = UNKNOWN.filter(({ takenFor }) => (takenFor === null ? !sure : takenFor.includes(found)));
  if (candidates.length === 0) return null;
  const all = text.toLowerCase().match(/['’]?[\p{L}\p{M}]+/gu) ?? [];
  const count = (list: ReadonlySet<string>): number => all.filter((word) => list.has(word)).length;
  let best: string | null = null;
  let most = 0;
  for (const { language, takenFor, words: own, theirs, letters } of candidates) {
    if (letters?.test(text)) return language;
    const hits = count(own);
    const enough = takenFor === null ? hits >= all.length * SHARE : hits > count(theirs ?? new Set());
    if (enough && hits > most) {
      best = language;
      most = hits;
    }
  }
  return best;
}
