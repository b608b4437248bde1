import { VERB_FORMS, type VerbEntry } from '../lexicon/forms.ts';
import { type Complement, hasFiniteVerb, trimContent } from './content.ts';
import type { Subject } from './subject.ts';
import type { Range, Unit } from './unit.ts';

/** After the cue of a fronted content the article goes on in its own voice. */
const OWN_VOICE = /^(?:but|though|although|while|whereas)$/u;

/** Whether the article, or the speaker's next remark ("adding that"), goes on from a token. */
function opensRemark(unit: Unit, at: number): boolean {
  if (OWN_VOICE.test(unit.lower(at))) return true;
  return unit.tag(at) === 'VBG' && VERB_FORMS.get(unit.lower(at))?.frames.has('clause') === true;
}

/** ", he said." and ", he said, ": what stands before the comma, and after the next one, is what was said. */
export function fronted(unit: Unit, verb: number, entry: VerbEntry, subject: Subject): Complement | null {
  if (!entry.frames.has('clause')) return null;
  // ", say his friends" is often tagged as an infinitive
  const inverted = subject.phrase !== null && subject.phrase.first === verb + 1 && unit.lower(verb - 1) === ',';
  if (!/^VB[DZP]$/u.test(unit.tag(verb)) && !(inverted && unit.tag(verb) === 'VB')) return null;
  // ", you know,"
  if (subject.phrase && unit.lower(subject.phrase.last) === 'you') return null;
  // ", as shortages continue"
  if (
    subject.phrase &&
    /^(?:as|while|when|after|before|because|if|although|though)$/u.test(unit.lower(subject.phrase.first))
  )
    return null;
  const group = { first: verb, last: verb };
  if (subject.phrase) {
    group.first = Math.min(group.first, subject.phrase.first);
    group.last = Math.max(group.last, subject.phrase.last);
  }
  for (const child of unit.children[verb])
    if (!inverted && /^(?:aux|advmod)$/u.test(unit.relation(child)) && child < verb)
      group.first = Math.min(group.first, child);
  let comma = group.first - 1;
  if (unit.lower(comma - 1) === ',' && unit.tag(comma) === 'CC') return null;
  // `It was "a matter of weeks," he said`: the comma stands inside the mark
  const marked = /^["”’'»]$/u.test(unit.lower(comma)) && /^[,?!]$/u.test(unit.lower(comma - 1));
  // "Asked if he regretted it, he said no"
  if (/^(?:asked|pressed|questioned|according)$/u.test(unit.lower(0))) return null;
  if (comma < 3 || !(marked || /^[,—–-]+$/u.test(unit.lower(comma)))) return null;
  if (marked) comma += 1;
  // the rest of the cue's clause, up to the next comma or the end
  let end = group.last + 1;
  let opened = false;
  while (end < unit.tokens.length && !unit.isPunctuation(end)) {
    // "said on Tuesday after a night that left …": a verb of a clause inside the cue's
    if (/^(?:that|which|who|after|before|when|as|while|where)$/u.test(unit.lower(end))) opened = true;
    if (/^VB[DZP]$|^MD$/u.test(unit.tag(end)) && !opened) return null;
    end += 1;
  }
  const open = unit.head(verb);
  const left = unit.children[verb].some((c) => c < comma && /^(?:ccomp|parataxis|advcl|dep)/u.test(unit.relation(c)));
  const parenthetic = unit.relation(verb) === 'parataxis' || inverted;
  if (!left && !parenthetic && end < unit.tokens.length - 1) return null;
  const hasVerb = unit.tokens.some((_, i) => i < comma && /^VB[DZP]$|^MD$/u.test(unit.tag(i)));
  const continues =
    end < unit.tokens.length - 1 &&
    // "…, he said — a figure that": a dash goes on with the content only where another one stands before the cue
    (unit.lower(end) === ',' || /^[—–-]+$/u.test(unit.lower(comma))) &&
    /^[,—–-]+$/u.test(unit.lower(end)) &&
    (parenthetic || open < 0) &&
    !opensRemark(unit, end + 1);
  if (!hasVerb && !continues) return null;
  let first = 0;
  while (first < comma && unit.tokens[first].quotation >= 0) first += 1;
  while (comma > first && unit.isPunctuation(comma - 1) && unit.lower(comma - 1) === ',') comma -= 1;
  const content: Range[] = [];
  const head = trimContent(unit, { first, last: comma - 1 });
  if (head) content.push(head);
  if (continues) {
    const tail = trimContent(unit, { first: end + 1, last: unit.tokens.length - 1 });
    if (tail) content.push(tail);
  }
  return content.length > 0 ? { rule: 'fronted', content } : null;
}

/** "Hail, he said, broke the windows": the cue's clause stands between commas, and what it attributes is all around it. */
export function interrupted(unit: Unit, verb: number, entry: VerbEntry, subject: Subject): Complement | null {
  if (!subject.phrase || !entry.frames.has('clause') || !/^VB[DZP]$/u.test(unit.tag(verb))) return null;
  const first = Math.min(verb, subject.phrase.first);
  const last = Math.max(verb, subject.phrase.last);
  if (verb - subject.phrase.last > 3 || subject.phrase.first - verb > 1) return null;
  if (first < 2 || unit.lower(first - 1) !== ',' || unit.lower(last + 1) !== ',') return null;
  if (last - first > verb - subject.phrase.last + (subject.phrase.last - subject.phrase.first) + 2) return null;
  let start = first - 2;
  while (start > 0 && !/^[;:]$/u.test(unit.lower(start - 1))) start -= 1;
  const parts = [{ first: start, last: first - 2 }];
  if (!opensRemark(unit, last + 2)) parts.push({ first: last + 2, last: unit.tokens.length - 1 });
  const content = parts.flatMap((range) => trimContent(unit, range) ?? []);
  // "in Ohio, where, he said, it rains": only the clause that the cue interrupts
  if (
    content.length > 1 &&
    /^(?:W|IN$)/u.test(unit.tag(first - 2)) &&
    /^(?:where|which|who|that|when|because)$/u.test(unit.lower(first - 2))
  )
    content[0] = { first: first - 2, last: first - 2 };
  const words = content.flatMap((range) => unit.tokens.slice(range.first, range.last + 1));
  if (
    content.length < parts.length ||
    !hasFiniteVerb(unit, start, unit.tokens.length - 1) ||
    words.some((token) => token.quotation >= 0)
  )
    return null;
  return { rule: 'fronted', content };
}
