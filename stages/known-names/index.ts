/** Number of the rules, kept with each link: raise it with every change of them or of their word lists. */
export const RULES = 1;

export { choose } from './choose.ts';
export { evidenceOf, grown } from './evidence.ts';
export { fold } from './fold.ts';
export { identify, LONGEST_NAME } from './identify.ts';
export type { Choice, Evidence, Identity, Known, KnownType, LinkReason, NamedEntity, OwnReason } from './types.ts';
