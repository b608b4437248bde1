import { NAME_TYPES, type NameType } from '../tagger/labels.ts';
import { TaggerModelError } from './errors.ts';

/**
 * What types of names are called in common label schemes (CoNLL 2003, OntoNotes 5, WikiNEuRal, MultiCoNER's coarse types),
 * and ours for each; null for what is no name here.
 */
const TYPES: Record<string, NameType | null> = {
  PER: 'PER',
  PERS: 'PER',
  PERSON: 'PER',
  LOC: 'LOC',
  LOCATION: 'LOC',
  GPE: 'LOC',
  FAC: 'LOC',
  FACILITY: 'LOC',
  ORG: 'ORG',
  ORGANIZATION: 'ORG',
  ORGANISATION: 'ORG',
  CORP: 'ORG',
  GRP: 'ORG',
  DATE: 'DATE',
  MISC: 'MISC',
  NORP: 'MISC',
  EVENT: 'EVENT',
  PRODUCT: 'MISC',
  PROD: 'MISC',
  WORK_OF_ART: 'MISC',
  CW: 'MISC',
  LAW: 'MISC',
  LANGUAGE: 'MISC',
  TIME: null,
  CARDINAL: null,
  ORDINAL: null,
  QUANTITY: null,
  MONEY: null,
  PERCENT: null,
};

/** What a label of a model says of a word. */
export interface Label {
  /** Index into `NAME_TYPES`, -1 for a word outside of names. */
  type: number;
  /** Whether the word begins a name, whatever stands before it. */
  begins: boolean;
}

const OUTSIDE: Label = { type: -1, begins: false };
/** `B-PER`, `I_LOC`, `S-ORG`; without such a beginning a name goes on as long as its type does. */
const PLACED = /^(?<place>[BILESU])[-_](?<type>.+)$/u;

/**
 * Reads a model's labels.
 * @param names by number, as `id2label` of its configuration has them.
 * @throws TaggerModelError for a label that the table does not have.
 */
export function readLabels(names: readonly string[]): Label[] {
  const labels = names.map((name): Label => {
    if (name === 'O') return OUTSIDE;
    const { place = 'I', type = name } = PLACED.exec(name)?.groups ?? {};
    const known = TYPES[type.toUpperCase().replace(/[- ]/gu, '_')];
    if (known === undefined)
      throw new TaggerModelError(
        `The label ${JSON.stringify(name)} is not known; known are ${Object.keys(TYPES).join(', ')}, alone or after B-, I-, L-, E-, S-, U-. Take a model for names of persons, places and organisations, or correct "id2label" in its config.json.`,
      );
    return known === null ? OUTSIDE : { type: NAME_TYPES.indexOf(known), begins: /[BSU]/u.test(place) };
  });
  if (!labels.some(({ type }) => type >= 0)) throw new TaggerModelError('None of the labels stands for names.');
  return labels;
}
