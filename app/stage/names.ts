/** What the stage command can be asked for; each but `all` leaves out what the others add to the normalised text. */
export const STAGE_NAMES = ['normalize', 'entities', 'attribution', 'all'] as const;
export type StageName = (typeof STAGE_NAMES)[number];
