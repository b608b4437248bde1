/** What stands before names in a byline. */
const LEAD =
  /^(?:(?:(?:analysis|commentary|opinion|opinion piece|perspective|essay|column|interview|review|reviewed|words|text|story|report|reported|reporting|written|posted|published|submitted|created|contributed|article)\s+)?by(?:\s*:\s*|\s+)|By(?=\p{Lu}\p{Ll})|(?:author|authors|writer|text|words|reporting|von|par|por|di|da|av|af|door|от|текст|автор)(?:\s*:\s*|\s+)|\p{P}\s*)/iu;

/** Words that a person's name does not have: offices, departments, outlets, kinds of organisations. */
export const NOT_A_NAME =
  /(?<![\p{L}])(?:staff|reporters?|correspondents?|editors?|editorial|writers?|contributors?|contributing|columnists?|journalists?|producers?|intern|interns|bureau|chief|desk|team|news|newsroom|newswire|agency|agencies|associated press|press|wire|wires|wire services?|reuters|afp|bloomberg|xinhua|times|post|daily|weekly|tribune|gazette|herald|journal|chronicle|observer|guardian|telegraph|independent|examiner|courier|bulletin|dispatch|magazine|newspapers?|online|digital|media|broadcasting|service|services|network|radio|tv|television|department|ministry|embassy|university|college|institute|institution|foundation|association|federation|organi[sz]ation|society|council|committee|commission|center|centre|company|corporation|corp|group|international|national|global|project|professor|director|manager|analyst|guest|special|senior|political|politics|business|sports?|entertainment|lifestyle|opinion|world|today|updated?|published|modified|posted|share|follow|view|minutes?|hours?|ago|comments?|subscribe|print|reprints?|article|tweet|facebook|twitter|admin|administrator|webmaster|coordenadoria|redaktion|redacci[oó]n|redazione|r[eé]daction|redação|редакция|editor-in-chief|inc|llc|ltd|com|www|https?|photos?|photographs?|video|image|getty|images|bst|gmt|the|click here|read more|see all|sign (?:in|up)|log in|(?:learn|show|load) more|(?:about|contact) us)(?![\p{L}])/iu;

/** The same in scripts without spaces: firms, newsrooms, papers. */
const ORGANISATION = /事務所|編集部|新聞|会社|法人|研究所|通信社|編輯|编辑|편집부|신문|뉴스/u;

const SEPARATOR =
  /\s*(?:,|(?<=\p{Ll}{3})\.(?=\s\p{Lu})|;|\||•|·|\/|\n|(?<!\p{L})(?:[Aa][Nn][Dd]|und|UND|et|ET|y|[Ww]ith|WITH)(?!\p{L})|&|–|—|\s-\s)\s*/u;

/** A date that follows a name without a comma; what follows the comma has figures and is no name. */
const DATE_BEHIND =
  /\s+(?:(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\p{Ll}*\.?\s+\d|\d).*$|\s+(?:(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/iu;

/** Initials of an organisation (no vowel, or behind a name) where the name around them is not in capitals. */
const INITIALISM = /(?:^|\s)[B-DF-HJ-NP-TV-XZ]{3,5}(?:\s|$)|\p{Ll}\s+\p{Lu}{2,4}$/u;

/** Parts of names that are written small. */
const PARTICLE =
  /^(?:de|da|di|du|des|del|della|der|den|van|von|zu|la|le|el|al|bin|ibn|bint|ben|dos|das|e|y|ter|ten|af|av|’t|'t)$/u;

/** Degrees and ranks that follow a name. */
const SUFFIX = /^(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq|mp|mba|kc|qc|obe|mbe)\.?$/iu;

/** Whether a piece of text has the form of one person's name. */
export function isPersonName(text: string): boolean {
  if (text.length < 3 || text.length > 60 || /[@\d_<>{}=:!?#]/u.test(text) || NOT_A_NAME.test(text)) return false;
  if (/\p{Ll}/u.test(text) && INITIALISM.test(text) && !SUFFIX.test(text.slice(text.lastIndexOf(' ') + 1)))
    return false;
  const words = text.split(/\s+/u);
  if (words.length > 6) return false;
  // Scripts without capitals have names too.
  if (/^[\p{Lo}\p{M}\s·・'’-]+$/u.test(text)) return words.length <= 5 && !ORGANISATION.test(text);
  const capital = words.filter(
    (word) => /^[\p{Lu}\p{Lt}]/u.test(word) || /^[’'][\p{Lu}]/u.test(word) || /^[dlo]['’]\p{Lu}/u.test(word),
  );
  return (
    capital.length >= 2 &&
    words.every((word) => capital.includes(word) || PARTICLE.test(word.toLowerCase()) || SUFFIX.test(word))
  );
}

const unshout = (name: string): string =>
  /\p{Ll}/u.test(name)
    ? name
    : name.toLowerCase().replace(/(?<![\p{L}'’])\p{L}|(?<=\b(?:mc|o['’]))\p{L}/gu, (letter) => letter.toUpperCase());

/**
 * The persons' names in a byline, in order, each once: "By Jane Doe, Political Editor, and John Roe" → Jane Doe, John Roe.
 * Roles, outlets, dates and addresses are left out; a line break parts names; names in capitals are given in ordinary case.
 */
export function namesInByline(byline: string): string[] {
  const names: string[] = [];
  let rest = byline
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/\s*\n\s*/gu, '\n')
    .trim();
  for (let lead = LEAD.exec(rest); lead !== null; lead = LEAD.exec(rest)) rest = rest.slice(lead[0].length).trim();
  rest = rest.replace(/\((?:[^()]{0,80})\)|<[^<>]{0,80}>|\S+@\S+|https?:\/\/\S+/gu, ' , ');
  for (const piece of rest.split(SEPARATOR)) {
    // "Jane Doe in Tokyo", "Jane Doe for The Paper", "Jane Doe of the Post".
    const name = piece
      .replace(DATE_BEHIND, '')
      .replace(/\s+(?:in|for|of|at|from|on|via)\s.*$/u, '')
      .replace(LEAD, '')
      .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '')
      .trim();
    if (isPersonName(name) && !names.includes(unshout(name))) names.push(unshout(name));
  }
  return names;
}

/** A page's address and names of its outlet, which authors are told apart from. */
export interface Publisher {
  outlet: string | null;
  url: string | null;
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Whether a name is the outlet's own: its name, or the word before the dot of its host. */
export function isPublisher(name: string, { outlet, url }: Publisher): boolean {
  const own = bare(name);
  if (outlet !== null && own === bare(outlet)) return true;
  const host = url === null ? '' : bare(URL.parse(url)?.hostname.replace(/^www\.|\.\p{L}+$/gu, '') ?? '');
  return own.length > 3 && host.includes(own);
}

/** Names of accounts, which nobody signs with. */
const ACCOUNT =
  /^(?:(?:the\s+)?(?:admin\w*|administrator|author|authors|anonymous|unknown|guest|user|webmaster|web\s?desk|null|none|undefined|n\/?a|staff|staff\s+(?:reports?|reporters?|writers?))|editor)$/iu;

/** Words that are written small in names of desks and agencies; others make a sentence. */
const SMALL_IN_NAMES =
  /^(?:of|the|and|for|in|at|on|de|la|le|del|der|und|et|y|staff|desk|team|news|agency|agencies|bureau|reporters?|editors?|writers?|correspondents?|contributors?|services?)$/u;

/**
 * Who signs a byline that names no person: an agency, a desk, the outlet. "By Reuters Staff" → "Reuters Staff"; null for an account
 * ("admin"), an address or a sentence.
 */
export function signedBy(byline: string): string | null {
  const name = byline
    .replace(/\s+/gu, ' ')
    .replace(LEAD, '')
    .replace(/\s*[|•·].*$/u, '')
    .replace(/^[\s\p{P}]+|[\s,;:–—-]+$/gu, '')
    .trim();
  const words = name.split(' ').length;
  if (name.length < 2 || name.length > 60 || words > 8 || /[@<>{}=]|https?:|www\./u.test(name) || ACCOUNT.test(name))
    return null;
  if (/\p{Lo}/u.test(name)) return name;
  const named = name.split(' ').every((word) => !/^\p{Ll}/u.test(word) || SMALL_IN_NAMES.test(word));
  return named && /\p{Lu}/u.test(name) ? name : null;
}
