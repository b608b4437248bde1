import { parse } from '../../syntax/index.ts';
import type { Document, Draft } from '../document.ts';
import { countryNamed, countryOfCapital, seatNamed } from '../gazetteer.ts';
import { coordination, isLocated, isSeat, verdictFor } from './context.ts';
import { Clauses } from './syntax.ts';
import type { Verdict } from './verdict.ts';

/** Whom a capital or seat stands for. */
function governmentOf(name: string): string {
  const seat = seatNamed(name);
  if (seat !== null) return seat.standsFor;
  return `Government of ${countryOfCapital(name)!.named}`;
}

const POLITICS =
  /\b(?:diploma\p{L}*|ministers?|ministry|government|nuclear|sanctions?|treat(?:y|ies)|alliance|allies|talks|summit|foreign|military|bilateral|relations|negotiat\p{L}*|territorial|ambassador|embassy|sovereignty|tariffs?|missiles?|security)\b/iu;

/**
 * Marks capitals and seats that stand for who governs there (`metonymFor`). A mention's own surroundings decide; where they
 * only hint, it acts if the document has it acting elsewhere, or if its sentence speaks of politics and of other actors.
 * Houses act unless a place is meant. After Markert and Nissim (2002), by rules.
 */
export function findMetonyms(document: Document): void {
  const candidates = document.drafts.filter(
    (draft) => draft.type === 'LOC' && draft.kind !== 'demonym' && isSeat(draft.text) && !countryNamed(draft.text),
  );
  const clauses = new Map<number, Clauses>();
  const verdicts = new Map<Draft, Verdict>(
    candidates.map((draft) => {
      if (isLocated(document, draft)) return [draft, 'place'];
      const { tokens } = document.sentences[draft.sentence];
      const clause = clauses.get(draft.sentence) ?? new Clauses(tokens, parse(tokens));
      clauses.set(draft.sentence, clause);
      const structural = clause.verdict(draft.first, draft.last);
      if (structural === 'actor' || structural === 'place') return [draft, structural];
      const verdict = verdictFor(document, draft);
      return [draft, verdict === 'none' ? structural : verdict];
    }),
  );
  const acting = new Set(candidates.filter((draft) => verdicts.get(draft) === 'actor').map((draft) => draft.text));
  const politics = new Map<number, Politics>();
  const isPolitical = ({ sentence, text }: Draft): boolean => {
    const known = politics.get(sentence) ?? politicsOf(document, sentence, acting);
    politics.set(sentence, known);
    return known.isPolitical && known.actors.some((actor) => actor !== text);
  };
  const acts = (draft: Draft): boolean => {
    const verdict = verdicts.get(draft);
    if (verdict === 'actor' || verdict === 'place') return verdict === 'actor';
    if (seatNamed(draft.text)?.house) return true;
    if (verdict === 'none') return false;
    return acting.has(draft.text) || isPolitical(draft);
  };
  const decided = new Map(candidates.map((draft) => [draft, acts(draft)]));
  for (const draft of candidates) {
    let isActor = decided.get(draft)!;
    // Of a list all act or none does.
    if (!isActor && verdicts.get(draft) !== 'place')
      isActor = coordination(document, draft).others.some((other) => decided.get(other));
    if (!isActor) continue;
    draft.kind = 'metonym';
    draft.metonymFor = governmentOf(draft.text);
  }
}

/** What a sentence says of politics: whether it does, and which actors it names (two of them are enough to know). */
interface Politics {
  isPolitical: boolean;
  actors: string[];
}

function politicsOf(document: Document, sentence: number, acting: ReadonlySet<string>): Politics {
  const { tokens, mentions } = document.sentences[sentence];
  const actors = new Set<string>();
  for (const draft of mentions) {
    if (draft !== null && draft.type === 'LOC' && (countryNamed(draft.text) || acting.has(draft.text)))
      actors.add(draft.text);
    if (actors.size === 2) break;
  }
  const text = document.text.slice(tokens[0].start, tokens[tokens.length - 1].end);
  return { isPolitical: POLITICS.test(text), actors: [...actors] };
}
