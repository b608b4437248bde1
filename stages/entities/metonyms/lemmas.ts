/** Plain forms that an inflected verb or noun may have: `agreed` → `agree`, `agre`; `ties` → `tie`, `ty`, … */
export function plainForms(word: string): string[] {
  const forms = [word];
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) forms.push(irregular);
  for (const [ending, replacements] of ENDINGS) {
    if (!word.endsWith(ending) || word.length - ending.length < 2) continue;
    const stem = word.slice(0, -ending.length);
    for (const replacement of replacements) forms.push(stem + replacement);
    if (/([b-df-hj-np-tv-z])\1$/u.test(stem)) forms.push(stem.slice(0, -1));
  }
  return forms;
}

export function isOneOf(word: string, list: ReadonlySet<string>): boolean {
  return plainForms(word.toLowerCase()).some((form) => list.has(form));
}

const ENDINGS: readonly (readonly [string, readonly string[]])[] = [
  ['ies', ['y', 'ie']],
  ['ied', ['y', 'ie']],
  ['es', ['', 'e']],
  ['s', ['']],
  ['ed', ['', 'e']],
  ['ing', ['', 'e']],
];

/** Written for Copydesk. */
const IRREGULAR = new Map(
  `became-become began-begin broke-break broken-break brought-bring came-come chose-choose chosen-choose did-do done-do drew-draw
drove-drive fell-fall felt-feel fled-flee flew-fly flown-fly forgave-forgive forgot-forget fought-fight found-find gave-give given-give
gone-go grew-grow had-have held-hold hid-hide kept-keep knew-know laid-lay led-lead left-leave lent-lend lost-lose made-make
meant-mean met-meet paid-pay ran-run rode-ride said-say sat-sit saw-see seen-see sent-send shook-shake shown-show
sold-sell sought-seek spoke-speak spoken-speak spent-spend stood-stand struck-strike taken-take taught-teach thought-think
told-tell took-take tore-tear understood-understand went-go withdrew-withdraw withdrawn-withdraw withheld-withhold
withstood-withstand woke-wake won-win wrote-write written-write`
    .split(/\s+/u)
    .map((pair) => pair.split('-') as [string, string]),
);
