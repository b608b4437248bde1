/** What the words around a capital or seat say; `weak` signs count only where others of the document agree. */
export type Verdict = 'actor' | 'place' | 'weak-actor' | 'none';
