/** Past tense and past participle of the irregular verbs in the lexicon, each form once; our own list. */
const IRREGULAR: Readonly<Record<string, string>> = {
  say: 'said',
  tell: 'told',
  write: 'wrote written',
  think: 'thought',
  feel: 'felt',
  find: 'found',
  show: 'showed shown',
  see: 'saw seen',
  hear: 'heard',
  know: 'knew known',
  understand: 'understood',
  hold: 'held',
  mean: 'meant',
  read: 'read',
  speak: 'spoke spoken',
  swear: 'swore sworn',
  begin: 'began begun',
  go: 'went gone',
  sing: 'sang sung',
  teach: 'taught',
  forget: 'forgot forgotten',
  foresee: 'foresaw foreseen',
  choose: 'chose chosen',
  forbid: 'forbade forbidden',
  seek: 'sought',
  bet: 'bet',
  forecast: 'forecast forecasted',
  dream: 'dreamed dreamt',
  learn: 'learned learnt',
  undertake: 'undertook undertaken',
  prove: 'proved proven',
  lie: 'lied',
  make: 'made',
  give: 'gave given',
  have: 'had',
  take: 'took taken',
  keep: 'kept',
  bring: 'brought',
  come: 'came come',
  do: 'did done',
  get: 'got gotten',
  put: 'put',
  weep: 'wept',
};

/** Verbs stressed on the last syllable (or of one), which double their last consonant. */
const DOUBLING = new Set(
  'admit quip rebut submit plan blog plot opt hint rub chat slam beg get stop snap pen tip permit concur infer refer bet sum swap rap put grin nod sob purr slur'.split(
    ' ',
  ),
);
DOUBLING.delete('hint');
const BRITISH_DOUBLING = new Set(['signal', 'label', 'counsel', 'model']);

const VOWEL_Y = /[aeiou]y$/u;
const SIBILANT = /(?:s|x|z|ch|sh|o)$/u;

function presentForms(lemma: string): string[] {
  if (lemma === 'have') return ['has', 'having'];
  const third = SIBILANT.test(lemma)
    ? `${lemma}es`
    : lemma.endsWith('y') && !VOWEL_Y.test(lemma)
      ? `${lemma.slice(0, -1)}ies`
      : `${lemma}s`;
  if (lemma === 'lie') return [third, 'lying'];
  const stem = lemma.endsWith('e') && !lemma.endsWith('ee') ? lemma.slice(0, -1) : lemma;
  const forms = [third, `${DOUBLING.has(lemma) ? lemma + lemma.slice(-1) : stem}ing`];
  if (BRITISH_DOUBLING.has(lemma)) forms.push(`${lemma}ling`);
  return forms;
}

function pastForms(lemma: string): string[] {
  const irregular = IRREGULAR[lemma];
  if (irregular) return irregular.split(' ');
  if (lemma.endsWith('e')) return [`${lemma}d`];
  if (lemma.endsWith('y') && !VOWEL_Y.test(lemma)) return [`${lemma.slice(0, -1)}ied`];
  if (DOUBLING.has(lemma)) return [`${lemma}${lemma.slice(-1)}ed`];
  return BRITISH_DOUBLING.has(lemma) ? [`${lemma}ed`, `${lemma}led`] : [`${lemma}ed`];
}

/** Every inflected form of a verb, lower-case, the lemma first. */
export function inflect(lemma: string): string[] {
  return [lemma, ...presentForms(lemma), ...pastForms(lemma)];
}
