import { VERB_FORMS } from '../lexicon/forms.ts';
import { inflect } from '../lexicon/inflection.ts';
import { HOLDERS, LIGHT_VERBS, NOUN_GROUPS, type NounGroup, UNOWNED_NOUNS } from '../lexicon/nouns.ts';
import { PERSON_NOUNS } from '../lexicon/others.ts';
import { beside } from './beside.ts';
import { trimContent } from './content.ts';
import { limited } from './content-limit.ts';
import type { Draft, Rule } from './draft.ts';
import { nounPhrase } from './noun-phrase.ts';
import { polarityOf } from './polarity.ts';
import { opensClause } from './remainder.ts';
import { subjectOf } from './subject.ts';
import type { Range, Unit } from './unit.ts';

function plural(noun: string): string {
  if (/[^aeiou]y$/u.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/u.test(noun) ? `${noun}es` : `${noun}s`;
}

function nounTable(): Map<string, NounGroup[]> {
  const table = new Map<string, NounGroup[]>();
  for (const group of NOUN_GROUPS)
    for (const noun of group.nouns.split(/\s+/u))
      for (const form of [noun, plural(noun)]) table.set(form, [...(table.get(form) ?? []), group]);
  return table;
}

/** Lower-case noun, singular or plural, to its frames. */
export const NOUN_FORMS: ReadonlyMap<string, readonly NounGroup[]> = nounTable();

const LIGHT = new Set(LIGHT_VERBS.split(/\s+/u).flatMap(inflect));

/** A verb that can have the noun for its own content lends it nothing: "announced plans to leave". */
const lends = (verb: string) => LIGHT.has(verb) && VERB_FORMS.get(verb)?.frames.has('noun') !== true;

interface Complement {
  rule: Rule;
  content: Range;
  /** Only groups that need an owner take it. */
  owned?: boolean;
}

function complementOf(unit: Unit, noun: number, groups: readonly NounGroup[]): Complement | null {
  const next = afterAgent(unit, noun);
  const opens = unit.tag(next) === 'IN' || (next > noun + 1 && /^(?:NN|PRP|DT|EX)/u.test(unit.tag(next + 1)));
  const marks = unit.tag(next) === 'WDT' && unit.relation(next) === 'mark';
  if (unit.lower(next) === 'that' && groups.some((group) => group.clause) && (opens || marks)) {
    const head = unit.head(next);
    // "charges that its agents listened": the parser may hang "that" on the noun
    const clause = unit.children[noun].find((c) => c > next && /^(?:acl|ccomp)/u.test(unit.relation(c)));
    const last = head > next ? unit.right(head) : clause === undefined ? -1 : unit.right(clause);
    if (last > next) return { rule: 'noun-clause', content: { first: next, last: withObject(unit, last) } };
  }
  if (
    next > noun + 1 &&
    unit.lower(next) === 'to' &&
    unit.head(next) > next &&
    groups.some((group) => group.infinitive)
  )
    return { rule: 'noun-infinitive', content: { first: next, last: unit.right(unit.head(next)) } };
  // "fears | the dam may burst", "suspicion | he had a hand in it"
  const bare = unit.children[noun].find((c) => c > next && unit.relation(c).startsWith('acl'));
  if (bare !== undefined && DREADED.test(unit.lower(noun)) && unit.left(bare) === next && ownClause(unit, next, bare))
    return { rule: 'noun-clause', content: { first: next, last: unit.right(bare) } };
  // "his fear is that", "the plan was to"
  const copula = noun + 1;
  if (/^(?:is|was|['’]s)$/u.test(unit.lower(copula)) && unit.relation(noun).startsWith('nsubj')) {
    const opening = unit.lower(copula + 1);
    const wanted =
      opening === 'that' ? groups.some((g) => g.clause) : opening === 'to' && groups.some((g) => g.infinitive);
    const end = wanted ? Math.max(unit.right(unit.head(noun)), unit.right(unit.head(copula + 1))) : -1;
    if (end > copula + 2)
      return {
        rule: opening === 'that' ? 'noun-clause' : 'noun-infinitive',
        content: { first: copula + 1, last: limited(unit, noun, copula + 1, copula + 1, end) },
      };
  }
  for (const child of unit.children[noun]) {
    if (child <= noun) continue;
    const first = unit.left(child);
    const opening = unit.lower(first);
    if (
      /^(?:acl|ccomp|xcomp|advcl)/u.test(unit.relation(child)) &&
      opening === 'to' &&
      groups.some((group) => group.infinitive)
    )
      return { rule: 'noun-infinitive', content: { first, last: unit.right(child) } };
    if (!/^(?:nmod|obl|acl|advcl)/u.test(unit.relation(child)) || first > noun + 2) continue;
    // "the concerns of some lawmakers": whose they are
    if (opening === 'of' && PERSON_NOUNS.has(unit.lower(child))) continue;
    const taking = groups.filter((group) => group.prepositions.includes(opening));
    if (taking.length > 0)
      return {
        rule: 'noun-phrase',
        content: { first, last: unit.right(child) },
        owned: taking.every(({ owned }) => owned),
      };
  }
  return null;
}

/** Nouns with a clause without "that". */
const DREADED =
  /^(?:fears?|hopes?|belief|suspicions?|worry|worries|concerns?|speculation|rumou?rs?|claims?|reports?|allegations?|doubts?)$/u;

/** Whether a clause with its own subject lacks nothing that the noun before it could stand for: not "the claim he made". */
function ownClause(unit: Unit, first: number, verb: number): boolean {
  const subject = unit.child(verb, 'nsubj', 'nsubj:pass', 'expl');
  if (subject < first || subject > verb || /^W/u.test(unit.tag(first))) return false;
  return (
    unit.child(verb, 'obj', 'xcomp', 'ccomp', 'cop', 'aux:pass', 'obl') >= 0 ||
    unit.children[verb].some((c) => unit.tag(c) === 'MD')
  );
}

/** "fueled fears | the dam may burst": a noun that was tagged as a verb, behind a verb or preposition and before a clause. */
function misreadNoun(unit: Unit, at: number): Draft | null {
  if (unit.tag(at) !== 'VBZ' || !DREADED.test(unit.lower(at)) || !/^(?:VB|IN|JJ)/u.test(unit.tag(at - 1))) return null;
  const first = at + 1;
  if (!(opensClause(unit, first) || unit.lower(first) === 'that')) return null;
  const content = trimContent(unit, { first, last: limited(unit, at, first, first, unit.tokens.length - 1) });
  const light = lends(unit.lower(at - 1)) ? at - 1 : -1;
  const source = light >= 0 ? subjectOf(unit, light).phrase : null;
  const cue = [{ first: light >= 0 ? light : at, last: at }];
  const lemma = unit.lower(at);
  return content && { unit, rule: 'noun-clause', cue, source, content: [content], polarity: 'positive', lemma };
}

/** "that he could not support | Mr. Lang stunned": an object that was parsed as the next verb's subject. */
function withObject(unit: Unit, last: number): number {
  if (!/^VB[DZPG]?$/u.test(unit.tag(last))) return last;
  let end = last;
  while (/^(?:NN|DT|JJ|CD|PRP\$|POS)/u.test(unit.tag(end + 1))) end += 1;
  return /^(?:VB[DZP]|MD)$/u.test(unit.tag(end + 1)) ? end : last;
}

/** "an announcement by the ministry | that": the token after the noun, or after who it is by. */
function afterAgent(unit: Unit, noun: number): number {
  if (!/^(?:by|from|among)$/u.test(unit.lower(noun + 1))) return noun + 1;
  let at = noun + 2;
  while (at < unit.tokens.length && at < noun + 10 && /^(?:DT|NN|JJ|POS|PRP\$|CD)/u.test(unit.tag(at))) at += 1;
  return at;
}

/**
 * Where the parser took a noun for the whole sentence, its content ends before the sentence's own verb: the first finite
 * one for which no "that" or "which" is left.
 */
function beforeMainVerb(unit: Unit, noun: number, { first, last }: Range): Range {
  const governor = unit.head(noun);
  if (governor >= 0 && !(governor >= first && governor <= last)) return { first, last };
  let openings = 0;
  for (let i = first; i <= last; i += 1) {
    const tag = unit.tag(i);
    if (/^(?:W|IN$)/u.test(tag) && /^(?:that|wh|who|if|because|as)/u.test(unit.lower(i))) openings += 1;
    if (!/^(?:VB[DZP]|MD)$/u.test(tag) || /^(?:CC|RB)$/u.test(unit.tag(i - 1))) continue;
    openings -= 1;
    if (openings < 0 && i > first + 1) return { first, last: i - 1 };
  }
  return { first, last };
}

/** "his plan to leave | and his call for help": a second cue noun with an owner of its own. */
function beforeSecondNoun(unit: Unit, { first, last }: Range): Range {
  for (let i = first + 1; i < last - 1; i += 1)
    if (
      unit.tag(i) === 'CC' &&
      unit.tag(i + 1) === 'PRP$' &&
      (NOUN_FORMS.has(unit.lower(i + 2)) || NOUN_FORMS.has(unit.lower(i + 3)))
    )
      return { first, last: i - 1 };
  return { first, last };
}

/** The verb that lends the noun its subject, -1 for none: "has an explicit intention to". */
function lightVerb(unit: Unit, noun: number): number {
  const head = unit.head(noun);
  if (head < 0 || head > noun || !/^(?:obj|obl|xcomp)/u.test(unit.relation(noun))) return -1;
  // "came to the conclusion that"
  const reached = /^c[ao]m/u.test(unit.lower(head)) && unit.children[noun].some((c) => unit.lower(c) === 'to');
  if (unit.relation(noun).startsWith('obl') && !reached) return -1;
  return lends(unit.lower(head)) && /^VB/u.test(unit.tag(head)) ? head : -1;
}

/** "met her in hopes of peace", "arrested him on suspicion of fraud": the verb whose subject hopes or suspects, -1 for none. */
function wisherAt(unit: Unit, noun: number): number {
  const before = unit.lower(unit.tag(noun - 1) === 'DT' ? noun - 2 : noun - 1);
  const wishes = before === 'in' && /^hopes?$/u.test(unit.lower(noun));
  const suspects = before === 'on' && unit.lower(noun) === 'suspicion';
  for (
    let up = unit.head(noun), steps = 0;
    (wishes || suspects) && up >= 0 && steps < 3;
    up = unit.head(up), steps += 1
  )
    if (unit.tag(up).startsWith('VB')) return up;
  return -1;
}

/** "amid concern over a strike", "there were calls to resign": nobody in the sentence need be said to be concerned. */
function ownerless(unit: Unit, noun: number, rule: Rule): boolean {
  if (rule === 'noun-clause') return true;
  // "in charge of", "did not answer a request for comment"
  const idle = unit.lower(noun) === 'charge' || unit.lower(noun + 2) === 'comment';
  if (rule === 'noun-phrase' && !idle) return true;
  // "rejected calls to resign" are what the verb attributes
  if (!UNOWNED_NOUNS.has(unit.lower(noun))) return false;
  const governor = unit.relation(noun) === 'obj' ? VERB_FORMS.get(unit.lower(unit.head(noun))) : undefined;
  return !governor?.frames.has('noun');
}

/** "Tokyo's proposal of talks", "an announcement by the firm that", "has an intention to". */
export function nounCue(unit: Unit, noun: number): Draft | null {
  if (!/^NNS?$/u.test(unit.tag(noun))) return misreadNoun(unit, noun);
  const groups = NOUN_FORMS.get(unit.lower(noun));
  if (!groups) return null;
  const complement = complementOf(unit, noun, groups);
  const whole = complement && beforeSecondNoun(unit, beforeMainVerb(unit, noun, complement.content));
  const content =
    whole && trimContent(unit, { first: whole.first, last: limited(unit, noun, whole.first, whole.first, whole.last) });
  if (!complement || !content) return null;
  const cue: Range[] = [{ first: noun, last: noun }];
  let source: Range | null = null;
  let verb = -1;
  const owner = unit.child(noun, 'nmod:poss');
  if (owner >= 0 && owner < noun) {
    const last =
      unit.lower(unit.right(owner)) === "'s" || /^['’]s?$/u.test(unit.lower(unit.right(owner)))
        ? unit.right(owner)
        : owner;
    let first = unit.left(owner) + (unit.tag(unit.left(owner)) === 'IN' ? 1 : 0);
    // "President Vladimir | Putin's plan"
    while (/^NNP/u.test(unit.tag(first)) && /^NNP/u.test(unit.tag(first - 1))) first -= 1;
    let end = last;
    while (end + 1 < noun && /^NNP/u.test(unit.tag(end)) && /^(?:NNP|POS)/u.test(unit.tag(end + 1))) end += 1;
    source = { first, last: end };
  } else if (HOLDERS.has(unit.lower(noun - 1)) && unit.head(noun - 1) === noun) {
    source = { first: noun - 1, last: noun - 1 };
    // "Namibian government approval"
    while (
      /^\p{Lu}/u.test(unit.tokens[source.first - 1]?.text ?? '') &&
      /^(?:JJ|NNP)/u.test(unit.tag(source.first - 1))
    )
      source.first -= 1;
  } else {
    const agent = unit.children[noun].find(
      (c) =>
        c > noun &&
        c < content.first &&
        unit.children[c].some((m) => /^(?:by|from|among)$/u.test(unit.lower(m)) && m < c),
    );
    if (agent !== undefined) source = nounPhrase(unit, agent, unit.left(agent) + 1, content.first);
    verb = source ? -1 : lightVerb(unit, noun);
    if (verb >= 0) {
      source = subjectOf(unit, verb).phrase;
      cue[0] = { first: verb, last: noun };
    } else if (!source) {
      const wisher = wisherAt(unit, noun);
      source = wisher >= 0 ? subjectOf(unit, wisher).phrase : null;
      if (source && /^hopes?$/u.test(unit.lower(noun)))
        cue[0].first = unit.tag(noun - 1) === 'DT' ? noun - 2 : noun - 1;
    }
    // "expressed concern over | the delay", "in hopes of | peace": the preposition is of the cue
    const phrase = complement.rule === 'noun-phrase' && unit.lower(content.first) !== 'that';
    if (phrase && cue[0].first < noun && content.first === noun + 1 && content.first < content.last) {
      cue[0].last = content.first;
      content.first += 1;
    }
  }
  // "Tenants fear that": a verb that was tagged as a noun
  if (!source && VERB_FORMS.has(unit.lower(noun)) && /^NN/u.test(unit.tag(noun - 1))) source = beside(unit, noun, 0);
  if (!source && (complement.owned || !ownerless(unit, noun, complement.rule))) return null;
  if (source && source.first <= content.last && content.first <= source.last) return null;
  return {
    unit,
    rule: complement.rule,
    cue,
    source,
    content: [content],
    polarity: polarityOf(unit, verb >= 0 ? verb : noun, verb >= 0 ? unit.lower(verb) : unit.lower(noun)),
    lemma: unit.lower(noun),
  };
}
