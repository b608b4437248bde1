/** What stands before names in a byline. */
const LEAD =
  /^(?:(?:by|written by|words by|text by|story by|report by|reported by|reporting by|author|authors|posted by|published by|von|par|por|di|da|av|af|door|от)(?:\s*:\s*|\s+)|\p{P}\s*)/iu;

/** Words that a person's name does not have: offices, departments, outlets. */
const NOT_A_NAME =
  /(?<![\p{L}])(?:staff|reporters?|correspondents?|editors?|editorial|writers?|contributors?|columnists?|journalists?|producers?|bureau|chief|desk|team|news|newsroom|agency|agencies|press|wire|reuters|afp|bloomberg|times|post|daily|weekly|tribune|gazette|herald|journal|magazine|online|media|service|services|network|radio|tv|television|department|university|professor|director|analyst|guest|special|senior|political|business|sports?|world|updated?|published|modified|posted|share|follow|minutes?|hours?|ago|read|comments?|subscribe|admin|administrator|webmaster|editor-in-chief|inc|llc|ltd|com|www|https?|photo|photos|video|image|getty|images|january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|am|pm|bst|gmt|est|et|the)(?![\p{L}])/iu;

const SEPARATOR =
  /\s*(?:,|(?<=\p{Ll}{3})\.(?=\s\p{Lu})|;|\||•|·|\/|\n|\band\b|&|\bund\b|\bet\b|\by\b|\bwith\b|–|—|\s-\s)\s*/iu;

/** Parts of names that are written small. */
const PARTICLE =
  /^(?:de|da|di|du|des|del|della|der|den|van|von|zu|la|le|el|al|bin|ibn|bint|ben|dos|das|e|y|ter|ten|af|av|’t|'t)$/u;

/** Degrees and ranks that follow a name. */
const SUFFIX = /^(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq|mp|mba|kc|qc|obe|mbe)\.?$/iu;

/** Whether a piece of text has the form of one person's name. */
export function isPersonName(text: string): boolean {
  if (text.length < 3 || text.length > 60 || /[@\d_<>{}=:!?#]/u.test(text) || NOT_A_NAME.test(text)) return false;
  const words = text.split(/\s+/u);
  if (words.length > 6) return false;
  // Scripts without capitals have names too.
  if (/^[\p{Lo}\p{M}\s·・'’-]+$/u.test(text)) return words.length <= 5;
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
 * Roles, outlets, dates and addresses are left out; names in capitals are given in ordinary case.
 */
export function namesInByline(byline: string): string[] {
  const names: string[] = [];
  let rest = byline.replace(/\s+/gu, ' ').trim();
  for (let lead = LEAD.exec(rest); lead !== null; lead = LEAD.exec(rest)) rest = rest.slice(lead[0].length).trim();
  rest = rest.replace(/\((?:[^()]{0,80})\)|<[^<>]{0,80}>|\S+@\S+|https?:\/\/\S+/gu, ' , ');
  for (const piece of rest.split(SEPARATOR)) {
    // "Jane Doe in Tokyo", "Jane Doe for The Paper", "Jane Doe of the Post".
    const name = piece
      .replace(/\s+(?:in|for|of|at|from|on)\s.*$/u, '')
      .replace(LEAD, '')
      .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '')
      .trim();
    if (isPersonName(name) && !names.includes(unshout(name))) names.push(unshout(name));
  }
  return names;
}
