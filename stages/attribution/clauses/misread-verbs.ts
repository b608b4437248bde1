import { VERB_FORMS } from '../lexicon/forms.ts';
import { TIME_WORDS } from '../lexicon/others.ts';
import { beside } from './beside.ts';
import { trimContent } from './content.ts';
import { limited } from './content-limit.ts';
import type { Draft } from './draft.ts';
import { NOUN_FORMS } from './noun-cues.ts';
import { phraseBefore } from './noun-phrase.ts';
import { opensClause } from './remainder.ts';
import type { Range, Unit } from './unit.ts';

/** A noun phrase with a relative clause between commas right before a token. */
function parentheses(unit: Unit, at: number): Range | null {
  if (unit.lower(at - 1) !== ',') return null;
  let opening = at - 2;
  while (opening > 1 && unit.lower(opening) !== ',') opening -= 1;
  const phrase = /^(?:who|which|whose)$/u.test(unit.lower(opening + 1)) ? phraseBefore(unit, opening, 0) : null;
  return phrase && { first: phrase.first, last: at - 2 };
}

/** "News reports | quote officials as saying": a verb that was tagged as a noun. */
function misreadQuoting(unit: Unit, at: number): Draft | null {
  for (let i = at + 2; i < unit.tokens.length - 1 && i < at + 24 && unit.tokens[i].quotation < 0; i += 1) {
    if (unit.lower(i) !== 'as' || unit.tag(i + 1) !== 'VBG') continue;
    const source = phraseBefore(unit, at, 0);
    const last = limited(unit, at, i + 1, at + 1, Math.max(unit.right(i + 1), unit.right(at)));
    const content = source && trimContent(unit, { first: at + 1, last });
    const cue = [{ first: at, last: at }];
    return (
      content && { unit, rule: 'noun-object', cue, source, content: [content], polarity: 'positive', lemma: 'quote' }
    );
  }
  return null;
}

/** "the senator highlights his plan": a noun before a determiner that no comma or preposition parts from it is a verb. */
function misreadTransitive(unit: Unit, at: number): Draft | null {
  if (!/^NNS?$/u.test(unit.tag(at)) || !/^(?:DT|PRP\$)$/u.test(unit.tag(at + 1)) || !/^NN/u.test(unit.tag(at - 1)))
    return null;
  const entry = VERB_FORMS.get(unit.lower(at));
  if (!entry?.frames.has('noun') || TIME_WORDS.has(unit.lower(at - 1))) return null;
  const source = beside(unit, at, 0);
  const object = unit.head(at + 1);
  if (!source || object <= at) return null;
  const last = limited(unit, at, object, at + 1, unit.right(object));
  const content = trimContent(unit, { first: at + 1, last });
  const cue = [{ first: at, last: at }];
  const { lemma } = entry;
  return content && { unit, rule: 'noun-object', cue, source, content: [content], polarity: 'positive', lemma };
}

/** "The advisers reckon that": a verb that was tagged as a noun, after a plural noun and before "that". */
export function misreadVerb(unit: Unit, at: number): Draft | null {
  // "the missing say they were": "say" before a clause is no noun
  const say =
    unit.lower(at) === 'say' && /^(?:NN|UH)$/u.test(unit.tag(at)) && opensClause(unit, at + 1)
      ? beside(unit, at, 0)
      : null;
  if (say) {
    const content = trimContent(unit, {
      first: at + 1,
      last: limited(unit, at, at + 1, at + 1, unit.tokens.length - 1),
    });
    const cue = [{ first: at, last: at }];
    return content && { unit, rule: 'bare', cue, source: say, content: [content], polarity: 'positive', lemma: 'say' };
  }
  if (/^(?:quote|cite)$/u.test(unit.lower(at)) && unit.tag(at) === 'NN') return misreadQuoting(unit, at);
  if (!/^NNS?$/u.test(unit.tag(at)) || unit.lower(at + 1) !== 'that') return misreadTransitive(unit, at);
  const entry = VERB_FORMS.get(unit.lower(at));
  if (!entry || (!entry.frames.has('clause') && !entry.frames.has('that'))) return null;
  // "Voters, who had hoped to move on, | fear that"
  const described = parentheses(unit, at);
  if (!described && (NOUN_FORMS.has(unit.lower(at)) || !/^(?:NNP?S|NNP|PRP)$/u.test(unit.tag(at - 1)))) return null;
  const source = described ?? beside(unit, at, 0);
  const clause = unit.head(at + 1);
  const content = clause > at + 1 && trimContent(unit, { first: at + 1, last: unit.right(clause) });
  if (!source || !content) return null;
  return {
    unit,
    rule: 'that',
    cue: [{ first: at, last: at }],
    source,
    content: [content],
    polarity: 'positive',
    lemma: entry.lemma,
  };
}
