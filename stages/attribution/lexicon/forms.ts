import { inflect } from './inflection.ts';
import { VERB_PREPOSITIONS, VERB_TARGETS } from './verb-prepositions.ts';
import { type Frame, type Meaning, VERB_GROUPS } from './verbs.ts';

/** A verb of the lexicon with all its frames. */
export interface VerbEntry {
  lemma: string;
  meanings: ReadonlySet<Meaning>;
  frames: ReadonlySet<Frame>;
  prepositions: readonly string[];
  targetPrepositions: readonly string[];
}

interface OpenEntry extends VerbEntry {
  meanings: Set<Meaning>;
  frames: Set<Frame>;
}

function entries(): Map<string, OpenEntry> {
  const byLemma = new Map<string, OpenEntry>();
  const entry = (lemma: string): OpenEntry => {
    let found = byLemma.get(lemma);
    if (!found) {
      found = {
        lemma,
        meanings: new Set(),
        frames: new Set(),
        prepositions: VERB_PREPOSITIONS[lemma] ?? [],
        targetPrepositions: VERB_TARGETS[lemma] ?? [],
      };
      byLemma.set(lemma, found);
    }
    return found;
  };
  for (const group of VERB_GROUPS)
    for (const lemma of group.verbs.split(/\s+/u)) {
      const found = entry(lemma);
      found.meanings.add(group.meaning);
      for (const frame of group.frames) found.frames.add(frame);
    }
  for (const lemma of [...Object.keys(VERB_PREPOSITIONS), ...Object.keys(VERB_TARGETS)])
    entry(lemma).meanings.add('speech');
  return byLemma;
}

function formTable(): Map<string, VerbEntry> {
  const table = new Map<string, VerbEntry>();
  for (const entry of entries().values())
    for (const form of inflect(entry.lemma)) {
      const other = table.get(form);
      // "found" is a form of "find"; a lemma goes before another verb's inflected form
      if (!other || form === entry.lemma) table.set(form, entry);
    }
  return table;
}

/** Lower-case inflected form to its verb. */
export const VERB_FORMS: ReadonlyMap<string, VerbEntry> = formTable();

/** Every form of a verb that can introduce a quotation. */
export const DIRECT_FORMS: ReadonlySet<string> = new Set(
  [...VERB_FORMS].filter(([, entry]) => entry.frames.has('direct')).map(([form]) => form),
);
