import { DIRECT_FORMS, type VerbEntry } from '../lexicon/forms.ts';
import { MANNER_FORMS } from '../lexicon/manner.ts';
import { cueRanges } from './cue-words.ts';
import type { Draft } from './draft.ts';
import { isPassive } from './passives.ts';
import { polarityOf } from './polarity.ts';
import { subjectOf } from './subject.ts';
import { subjectAfter } from './subject-after.ts';
import type { Range, Unit } from './unit.ts';

/** A clause between a quotation and its verb is never longer, in tokens. */
const REACH = 45;

/** Whether another finite verb, that could be the cue itself, stands between two tokens. */
function finiteVerbBetween(unit: Unit, from: number, to: number, subject: Range | null): boolean {
  for (let i = from; i < to; i += 1) {
    if (subject && i >= subject.first && i <= subject.last) continue;
    if (/^VB[DZP]$|^MD$/u.test(unit.tag(i)) && !/^(?:aux|cop)/u.test(unit.relation(i))) return true;
  }
  return false;
}

/** The stretch of tokens that stand for one quotation, from any of them. */
function quotationRange(unit: Unit, at: number): Range {
  const { quotation } = unit.tokens[at];
  let first = at;
  let last = at;
  while (first > 0 && unit.tokens[first - 1].quotation === quotation) first -= 1;
  while (last + 1 < unit.tokens.length && unit.tokens[last + 1].quotation === quotation) last += 1;
  return { first, last };
}

function quotationBefore(unit: Unit, verb: number): Range | null {
  for (let i = verb - 1; i >= 0 && i > verb - REACH; i -= 1)
    if (unit.tokens[i].quotation >= 0) return quotationRange(unit, i);
  return null;
}

function quotationAfter(unit: Unit, verb: number): Range | null {
  for (let i = verb + 1; i < unit.tokens.length && i < verb + REACH; i += 1)
    if (unit.tokens[i].quotation >= 0) return quotationRange(unit, i);
  return null;
}

/** Words of the sentence that run into a quotation: `It was "a disaster from start to finish," he said.` */
function runIn(unit: Unit, quotation: Range): Range {
  const before = quotation.first - 1;
  if (before < 0 || unit.isPunctuation(before) || DIRECT_FORMS.has(unit.lower(before))) return quotation;
  for (let i = before; i >= 0; i -= 1)
    if (unit.tokens[i].quotation >= 0 || /^[:;]$/u.test(unit.lower(i))) return { first: i + 1, last: quotation.last };
  return { first: 0, last: quotation.last };
}

/**
 * A verb whose content is a quotation beside it: `"…," said X`, `X said: "…"`, `"…," X said, "…"`. Null where the verb
 * has none.
 */
export function quotedSpeech(unit: Unit, verb: number, entry: VerbEntry): Draft | null {
  if (!entry.frames.has('direct')) return null;
  // "As one aide put it, “…”"
  if (entry.lemma === 'put' && unit.lower(verb + 1) !== 'it') return null;
  // "wants to be called “Delegate Zero”": a name
  if (/^(?:call|ask)$/u.test(entry.lemma) && isPassive(unit, verb)) return null;
  // "quoted her as saying, “…”": the words are hers
  if (/^(?:quote|cite)$/u.test(entry.lemma) && saidBy(unit, verb)) return null;
  const speaker = unit.child(verb, 'nsubj');
  // "…,” an aide, who asked not to be named, said": the main verb is the cue
  if (
    speaker >= 0 &&
    speaker < verb &&
    /^(?:who|which)$/u.test(unit.lower(speaker)) &&
    unit.tokens[verb + 2]?.quotation === -1
  )
    return null;
  const content: Range[] = [];
  let floor = 0;
  const before = quotationBefore(unit, verb);
  let subject = subjectOf(unit, verb);
  if (before) {
    floor = before.last + 1;
    const inverted = subjectAfter(unit, verb);
    const turned = { phrase: inverted, passive: false };
    subject = subjectOf(unit, verb, floor);
    if (verb === floor || (verb === floor + 1 && unit.isPunctuation(floor))) {
      if (inverted) subject = turned;
    } else if (!subject.phrase || (subject.phrase.last < floor && inverted)) {
      if (inverted && !subject.phrase) subject = turned;
    }
    const described = describedBetween(unit, floor, verb);
    if (described) subject = { phrase: described, passive: false };
    const participle = unit.tag(verb) === 'VBG';
    const ended = unit.lower(before.last - 1) === '.' && quotationAfter(unit, verb) !== null;
    if (!ended && !finiteVerbBetween(unit, floor, verb, subject.phrase) && !participle)
      content.push(runIn(unit, before));
  }
  const after = quotationAfter(unit, verb);
  if (after) {
    const beside = after.first - 1;
    const colon = unit.lower(beside) === ':';
    const lead = leadIn(unit, verb, after).first;
    const adjoining =
      beside === verb || unit.isPunctuation(beside) || lead < after.first || unit.relation(beside) !== 'mark';
    const near = colon || !finiteVerbBetween(unit, verb + 1, Math.min(lead, after.first), subject.phrase);
    if (adjoining && near && !(content.length > 0 && separated(unit, verb, after.first)))
      content.push(leadIn(unit, verb, after));
  }
  if (content.length === 0) return null;
  const source = subject.phrase;
  if (source && content.some((range) => range.first <= source.last && source.first <= range.last)) return null;
  return {
    unit,
    rule: 'direct',
    cue: cueRanges(unit, verb),
    source,
    content,
    polarity: polarityOf(unit, verb, entry.lemma) === 'uncertain' ? 'uncertain' : 'positive',
    lemma: entry.lemma,
  };
}

function saidBy(unit: Unit, verb: number): boolean {
  for (let i = verb + 1; i < unit.tokens.length - 1 && unit.tokens[i].quotation < 0; i += 1)
    if (unit.lower(i) === 'as' && unit.tag(i + 1) === 'VBG' && DIRECT_FORMS.has(unit.lower(i + 1))) return true;
  return false;
}

/** `"…," an aide who spoke in private said`: all between the quotation and the verb, where it is a noun with a relative clause. */
function describedBetween(unit: Unit, first: number, verb: number): Range | null {
  if (verb - first < 4 || !/^(?:DT|NN|JJ|CD|PRP\$)/u.test(unit.tag(first))) return null;
  let relative = false;
  for (let i = first; i < verb; i += 1) {
    if (unit.tokens[i].quotation >= 0 || /^[,:;]$/u.test(unit.lower(i))) return null;
    if (unit.lower(i) === 'who') relative = true;
    if (/^(?:VB[DZP]|MD)$/u.test(unit.tag(i)) && !relative) return null;
  }
  return relative ? { first, last: verb - 1 } : null;
}

/** Words of the content before its quotation: `said that, at the end, "…"`, `said although it rained, "…"`. */
function leadIn(unit: Unit, verb: number, quotation: Range): Range {
  for (let i = verb + 1; i < quotation.first; i += 1) {
    if (unit.lower(i) === ':') return quotation;
    if (/^(?:that|although|though|if|when|while|because)$/u.test(unit.lower(i)) && unit.tag(i) !== 'DT')
      return { first: i, last: quotation.last };
  }
  return quotation;
}

/** A new clause begins between the verb and the second quotation, so that this one is another cue's. */
function separated(unit: Unit, verb: number, to: number): boolean {
  for (let i = verb + 1; i < to; i += 1) if (DIRECT_FORMS.has(unit.lower(i)) && /^VB/u.test(unit.tag(i))) return true;
  return false;
}

/** `X was blunt: "…"`: a colon gives a quotation to the subject of a sentence without a verb of speech. */
export function introducedByColon(unit: Unit): Draft | null {
  const at = unit.tokens.findIndex((token, i) => i > 1 && token.quotation >= 0 && unit.lower(i - 1) === ':');
  if (at < 0) return null;
  const root = unit.tree.head.indexOf(-1);
  const verb = root >= 0 && root < at ? root : -1;
  if (verb < 0) return null;
  const subject = subjectOf(unit, verb);
  if (!subject.phrase || subject.passive) return null;
  return {
    unit,
    rule: 'direct-any-verb',
    cue: cueRanges(unit, verb),
    source: subject.phrase,
    content: [quotationRange(unit, at)],
    polarity: 'positive',
    lemma: unit.lower(verb),
  };
}

/** `“…,” she smiled`, `“…,” shrugged the mayor`: any verb right behind a quotation and its comma, with nothing for object. */
export function besideQuotation(unit: Unit): Draft | null {
  const at = unit.tokens.findIndex(({ quotation }) => quotation >= 0);
  const quotation = at < 0 ? null : quotationRange(unit, at);
  if (!quotation || unit.lower(quotation.last - 1) !== ',') return null;
  const first = quotation.last + 1;
  let verb = first;
  while (verb < first + 12 && /^(?:DT|NN|JJ|CD|POS|PRP|IN$)/u.test(unit.tag(verb))) verb += 1;
  // "the mayor beamed" may be tagged as a participle
  const finite = /^VB[DZ]$/u.test(unit.tag(verb)) || (unit.tag(verb) === 'VBN' && MANNER_FORMS.has(unit.lower(verb)));
  if (!finite || /^(?:am|is|was|were|are|ha[sd]|did)$/u.test(unit.lower(verb))) return null;
  const source = verb === first ? subjectAfter(unit, verb) : { first, last: verb - 1 };
  const next = (source && source.first > verb ? source.last : verb) + 1;
  const alone = next >= unit.tokens.length || unit.isPunctuation(next) || /^(?:IN|RB|TO|VBG)$/u.test(unit.tag(next));
  if (!source || !alone) return null;
  return {
    unit,
    rule: 'direct-any-verb',
    cue: cueRanges(unit, verb),
    source,
    content: [quotation],
    polarity: 'positive',
    lemma: unit.lower(verb),
  };
}

/**
 * Whether a draft's quotation is speech: of those beside any verb, one that is smiled or sighed, asks or exclaims, or has a
 * finite verb and is not capitalised throughout. `“The Wall,” the band played` is a name.
 * @param inside the units inside each quotation, by its index.
 */
export function isSpeech(draft: Draft, inside: ReadonlyMap<number, readonly Unit[]>): boolean {
  const { unit, rule, cue, content } = draft;
  if (rule !== 'direct-any-verb' || cue[0].first < content[0].first || MANNER_FORMS.has(draft.lemma)) return true;
  return (inside.get(unit.tokens[content[0].first].quotation) ?? []).some((inner) =>
    inner.tokens.some(({ text }, i) => {
      if (/^[?!]/u.test(text)) return true;
      return /^(?:VB[DZP]|MD)$/u.test(inner.tag(i)) && (i === 0 || !/^\p{Lu}/u.test(text));
    }),
  );
}
