import { groupStart } from '../clauses/coordination.ts';
import type { Draft, Rule } from '../clauses/draft.ts';
import type { Range, Unit } from '../clauses/unit.ts';
import type { Placed } from '../placed.ts';
import type { AttributionType } from '../types.ts';

/** Rules whose content is a clause with a finite verb, or words in quotation marks. */
const CLAUSAL: ReadonlySet<Rule> = new Set<Rule>([
  'direct',
  'direct-any-verb',
  'continued',
  'unattributed',
  'layout',
  'that',
  'bare',
  'fronted',
  'question',
  'according',
]);

/** `clause` for what reports speech in so many words, `other` for wishes, plans, judgements and nouns. */
export function kindOf(rule: Rule): 'clause' | 'other' {
  return CLAUSAL.has(rule) ? 'clause' : 'other';
}

const bucket = (value: number, bounds: readonly number[]) => bounds.findIndex((bound) => value <= bound);

/**
 * What is known of how an attribution was found, as names of features, each present once.
 * @param level how deep it lies in other contents.
 */
export function traitsOf(attribution: Placed, type: AttributionType, level: number): string[] {
  const { rule, lemma, draft, polarity } = attribution;
  const kind = kindOf(rule);
  const traits = [`rule=${rule}`, `type=${type}`, `level=${Math.min(level, 2)}`, `polarity=${polarity}`];
  traits.push(`lemma=${lemma}`, `level=${Math.min(level, 2)} ${kind}`);
  if (attribution.inside >= 0) traits.push(`quoted ${kind}`);
  const letters = attribution.content.reduce((sum, { start, end }) => sum + end - start, 0);
  traits.push(
    `content length ${bucket(letters, [12, 25, 50, 100, 200])}`,
    `pieces ${Math.min(3, attribution.content.length)}`,
  );
  if (!draft) {
    traits.push(`source=${attribution.source.length > 0 ? 'given' : 'none'}`);
    return traits;
  }
  const { unit } = draft;
  const source = sourceKind(unit, draft.source);
  traits.push(`source=${source}`, `source=${source} ${kind}`);
  return [...traits, ...cueTraits(draft), ...contentTraits(draft), ...sourceTraits(draft)];
}

function cueTraits({ unit, cue, rule }: Draft): string[] {
  const verb = cue[0].last;
  const kind = kindOf(rule);
  const tag = unit.tag(verb);
  const finite = /^VB[DZP]$/u.test(unit.tag(groupStart(unit, verb))) ? 'finite' : 'not';
  return [
    `cue tag ${tag} ${kind}`,
    `cue relation ${unit.relation(verb)} ${kind}`,
    `cue ${finite} ${kind}`,
    `cue pieces ${cue.length}`,
    `sentence length ${bucket(unit.tokens.length, [8, 15, 25, 40])}`,
    ...(unit.isPunctuation(unit.tokens.length - 1) ? [] : ['sentence without a stop']),
  ];
}

function contentTraits({ unit, cue, rule, content }: Draft): string[] {
  const verb = cue[0].last;
  const [{ first }] = content;
  const last = content[content.length - 1].last;
  const gap = first > verb ? `after ${bucket(first - verb, [1, 2, 4, 8])}` : 'before';
  const next = last + 1 < unit.tokens.length && !unit.isPunctuation(last + 1) ? unit.tag(last + 1).slice(0, 2) : 'stop';
  let finite = false;
  for (let i = first; i <= last && !finite; i += 1) finite = /^(?:VB[DZP]|MD)$/u.test(unit.tag(i));
  return [
    `content ${gap} ${kindOf(rule)}`,
    `content opens with ${unit.tag(first)} ${kindOf(rule)}`,
    `content is followed by ${next}`,
    `content ${finite ? 'with' : 'without'} a finite verb ${rule}`,
  ];
}

function sourceTraits({ unit, cue, source, rule }: Draft): string[] {
  if (!source) return [`no source ${rule}`];
  const verb = cue[0].first;
  const distance = source.first > verb ? 'after' : `before ${bucket(verb - source.last, [1, 2, 4, 10])}`;
  let verbs = 0;
  for (let i = source.first; i <= source.last; i += 1) if (/^(?:VB[DZP]|MD)$/u.test(unit.tag(i))) verbs += 1;
  const subject = unit.children[cue[0].last]?.some(
    (child) => child >= source.first && child <= source.last && unit.relation(child).startsWith('nsubj'),
  );
  return [
    `source ${distance} ${kindOf(rule)}`,
    `source length ${bucket(source.last - source.first + 1, [1, 2, 4, 8, 16])}`,
    `verbs in source ${Math.min(verbs, 2)}`,
    `source ${subject ? 'is' : 'is not'} the subject ${kindOf(rule)}`,
    `source opens with ${unit.tag(source.first)}`,
  ];
}

function sourceKind(unit: Unit, source: Range | null): string {
  if (!source) return 'none';
  const tag = unit.tag(source.last);
  if (/^PRP/u.test(tag)) return 'pronoun';
  if (/^W/u.test(tag) || unit.lower(source.last) === 'that') return 'relative';
  if (/^NNP/u.test(tag)) return 'name';
  return tag.startsWith('NN') ? 'noun' : 'other';
}
