/** Types that the tagger knows, in the order of their labels. */
export const TAGGED_TYPES = ['PER', 'LOC', 'ORG', 'DATE', 'MISC'] as const;

/** Types that a name may have when it comes from a tagger: ours, by their labels, then those that only other taggers know. */
export const NAME_TYPES = [...TAGGED_TYPES, 'EVENT'] as const;
export type NameType = (typeof NAME_TYPES)[number];

/** Labels are `O`, then for each type: begin, inside, last, unit (BILOU). */
export const OUTSIDE = 0;
export const BEGIN = 0;
export const INSIDE = 1;
export const LAST = 2;
export const UNIT = 3;
export const LABELS = 1 + 4 * TAGGED_TYPES.length;

/** Label of a type (index into `TAGGED_TYPES`) and a place in the name. */
export function labelOf(type: number, place: number): number {
  return 1 + 4 * type + place;
}

/** Type of a label, -1 for `O`. */
export function typeOf(label: number): number {
  return label === OUTSIDE ? -1 : (label - 1) >> 2;
}

/** Place of a label in its name, -1 for `O`. */
export function placeOf(label: number): number {
  return label === OUTSIDE ? -1 : (label - 1) & 3;
}

/** A name of a sentence: tokens `[first, last]` and index into `NAME_TYPES`. */
export interface TaggedName {
  first: number;
  last: number;
  type: number;
}

/** Labels of a sentence from its names, which do not overlap. */
export function labelsOf(names: readonly TaggedName[], length: number): Uint8Array {
  const labels = new Uint8Array(length);
  for (const { first, last, type } of names)
    for (let i = first; i <= last; i += 1)
      labels[i] = labelOf(type, first === last ? UNIT : i === first ? BEGIN : i === last ? LAST : INSIDE);
  return labels;
}

/** Names of a sentence from a valid sequence of labels. */
export function namesOf(labels: Uint8Array): TaggedName[] {
  const names: TaggedName[] = [];
  let first = 0;
  for (let i = 0; i < labels.length; i += 1) {
    const place = placeOf(labels[i]);
    if (place === BEGIN || place === UNIT) first = i;
    if (place === LAST || place === UNIT) names.push({ first, last: i, type: typeOf(labels[i]) });
  }
  return names;
}

const opens = (label: number): boolean => placeOf(label) === BEGIN || placeOf(label) === INSIDE;
const continues = (label: number): boolean => placeOf(label) === INSIDE || placeOf(label) === LAST;

/** Whether a label may follow another: a name once begun goes on until its last token. */
export function mayFollow(before: number, after: number): boolean {
  return opens(before) ? continues(after) && typeOf(before) === typeOf(after) : !continues(after);
}

export function mayStart(label: number): boolean {
  return !continues(label);
}

export function mayEnd(label: number): boolean {
  return !opens(label);
}

const EVERY_LABEL = Array.from({ length: LABELS }, (_, label) => label);

/** Labels that begin anew: `O` and the first tokens of names. */
export const BEGINNING = Uint8Array.from(EVERY_LABEL.filter(mayStart));

/** Labels that end what stands before: `O` and the last tokens of names. Any beginning label may follow any of them. */
export const CLOSING = Uint8Array.from(EVERY_LABEL.filter(mayEnd));
