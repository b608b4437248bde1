import { ORGANISATION_HEADS } from './data/organisations.ts';
import type { Document, Draft } from './document.ts';
import { countryNamed } from './gazetteer.ts';
import { personWords } from './mentions.ts';
import type { EntityType } from './types.ts';

/** Weight of what shows a type beside the tagger's confidences, which sum up over a name's uses. */
const BY_DATELINE = 2;
const BY_HEAD = 3;
const NAMED: readonly EntityType[] = ['PER', 'LOC', 'ORG'];

const isNamed = (draft: Draft): boolean => draft.kind === 'name' && NAMED.includes(draft.type);
const formOf = (draft: Draft): string => draft.text.replace(/\s+/gu, ' ');
const folded = (form: string): string => form.toLowerCase();

/** What a document's names of one form are. */
interface Form {
  drafts: Draft[];
  evidence: Map<EntityType, number>;
}

const DASH = /^(?:-{1,2}|[–—])$/u;
const SHOUTED = /^[\p{Lu}\p{M}.’']{2,}$/u;
const LONGEST_NAME = 5;

/** Last token of the capitals that a dateline begins with ("PORT MERRIN -", "LISBON, Nov. 4 (AP)"), -1 for none. */
function datelineEnd(document: Document, sentence: number): number {
  const { tokens } = document.sentences[sentence];
  let last = -1;
  while (last + 1 < Math.min(tokens.length, LONGEST_NAME) && SHOUTED.test(tokens[last + 1].text)) last += 1;
  if (last < 0 || last + 1 >= tokens.length) return -1;
  const next = tokens[last + 1];
  const isClosed =
    (DASH.test(next.text) && next.spaceBefore) ||
    next.text === '(' ||
    (next.text === ',' && document.at(sentence, last + 2)?.type === 'DATE');
  return isClosed ? last : -1;
}

/** Makes one name have one type in a document, where its uses are told apart by nothing but the tagger's doubt. */
export function unifyTypes(document: Document): void {
  const forms = new Map<string, Form>();
  const personal = new Set<string>();
  for (const draft of document.drafts) {
    if (!isNamed(draft)) continue;
    const key = folded(formOf(draft));
    const form = forms.get(key) ?? { drafts: [], evidence: new Map<EntityType, number>() };
    forms.set(key, form);
    form.drafts.push(draft);
    form.evidence.set(draft.type, (form.evidence.get(draft.type) ?? 0) + draft.confidence);
    if (draft.type !== 'PER') continue;
    const words = personWords(draft.text);
    if (words.length > 1) for (const word of words) personal.add(folded(word));
  }
  document.sentences.forEach((_, sentence) => {
    markDateline(document, sentence, forms);
  });
  for (const [key, form] of forms) unify(key, form, personal);
  document.sort();
}

/** A dateline's place is a place elsewhere too; it is marked where the tagger passed over it. */
function markDateline(document: Document, sentence: number, forms: ReadonlyMap<string, Form>): void {
  const last = datelineEnd(document, sentence);
  if (last < 0) return;
  const form = forms.get(folded(document.slice(sentence, 0, last).replace(/\s+/gu, ' ')));
  if (form === undefined) return;
  form.evidence.set('LOC', (form.evidence.get('LOC') ?? 0) + BY_DATELINE);
  // The tagger may have seen a part of the name only.
  for (let i = 0; i <= last; i += 1) {
    const part = document.at(sentence, i);
    if (part !== null && part.last <= last && part.last - part.first < last) {
      document.remove(part);
    }
  }
  if (document.isFree(sentence, 0, last))
    form.drafts.push(document.add(sentence, 0, last, { type: 'LOC', kind: 'name', confidence: 0.8 }));
}

function unify(key: string, { drafts, evidence }: Form, personal: ReadonlySet<string>): void {
  const words = formOf(drafts[0]).split(' ');
  if (words.length > 1 && ORGANISATION_HEADS.has(words[words.length - 1]) && evidence.has('PER'))
    evidence.set('ORG', (evidence.get('ORG') ?? 0) + BY_HEAD);
  if (evidence.size < 2) return;
  const best = [...evidence].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  for (const draft of drafts) {
    if (draft.type === best) continue;
    // A city and its team, a country and a person share one word: both may be meant.
    if (words.length === 1 && (draft.type !== 'PER' || personal.has(key) || countryNamed(key) !== null)) continue;
    draft.type = best;
  }
}
