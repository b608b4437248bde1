import { createHash } from 'node:crypto';
import { kindOf } from '../confidence/traits.ts';
import { documentsOf, heldOut, SETS, type SetName } from './documents.ts';
import { type Judged, judgedCandidates } from './examples.ts';
import type { GoldDocument } from './gold.ts';
import { type Example, fitLogistic, type LogisticModel, probability } from './logistic.ts';
import { FIT, FOLDS } from './settings.ts';

/** A marked document with all that may be an attribution in it. */
export interface JudgedDocument {
  set: SetName;
  document: GoldDocument;
  /** Nothing is learned from it. */
  heldOut: boolean;
  candidates: Judged[];
}

/** All marked documents that are there; of `world` and `unread`, what nobody read is for testing alone. */
export function judgedDocuments(): JudgedDocument[] {
  return SETS.flatMap((set) => {
    const documents = documentsOf(set);
    const held = set === 'world' || set === 'unread' ? heldOut(set, documents) : new Set();
    return documents.map((document) => ({
      set,
      document,
      heldOut: held.has(document.id),
      candidates: judgedCandidates(document),
    }));
  });
}

/**
 * Traits of a candidate with those of its set's convention: GUM marks hardly more than clauses, so that what it teaches
 * about kinds of attribution counts for GUM alone.
 */
function conventional(set: SetName, { traits, attribution }: Judged): string[] {
  if (set !== 'news' && set !== 'interview') return traits;
  const narrow = traits.filter((trait) => /^(?:rule|source|level|cue|content opens)/u.test(trait));
  return [...traits, 'gum', `gum ${kindOf(attribution.rule)}`, ...narrow.map((trait) => `gum ${trait}`)];
}

const examplesOf = (documents: readonly JudgedDocument[]): Example[] =>
  documents.flatMap(({ set, candidates }) =>
    candidates.map((candidate) => ({ traits: conventional(set, candidate), right: candidate.right })),
  );

const foldOf = (id: string) =>
  Number.parseInt(createHash('sha256').update(`fold ${id}`).digest('hex').slice(0, 8), 16) % FOLDS;

/** Learns from all documents but those held out. */
export function learn(documents: readonly JudgedDocument[]): LogisticModel {
  return fitLogistic(examplesOf(documents.filter(({ heldOut }) => !heldOut)), FIT);
}

/**
 * The probability of each candidate, by what was learned from documents in other folds; of those held out, by what was
 * learned from all others.
 */
export function crossValidated(documents: readonly JudgedDocument[]): Map<Judged, number> {
  const found = new Map<Judged, number>();
  const judge = (model: LogisticModel, chosen: readonly JudgedDocument[]) => {
    for (const { set, candidates } of chosen)
      for (const candidate of candidates) found.set(candidate, probability(model, conventional(set, candidate)));
  };
  const inFold = (fold: number) => (judged: JudgedDocument) => !judged.heldOut && foldOf(judged.document.id) === fold;
  for (let fold = 0; fold < FOLDS; fold += 1)
    judge(learn(documents.filter((judged) => !inFold(fold)(judged))), documents.filter(inFold(fold)));
  judge(
    learn(documents),
    documents.filter(({ heldOut }) => heldOut),
  );
  return found;
}
