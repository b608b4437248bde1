/** Words that tell whether a clause looks back or ahead. Written for Copydesk from general knowledge. */
const words = (text: string): Set<string> => new Set(text.trim().split(/\s+/u));

/** Verbs that look ahead. */
export const AHEAD = words("will shall would wo ll 'll ’ll might could tomorrow");

/** Before `to`: "is to", "plans to". */
export const AHEAD_BEFORE_TO = words(`
is are plan plans planned planning expect expects expected due set scheduled slated going hope hopes hoped hoping intend intends
intended want wants wanted pledge pledges pledged promise promises promised vow vows vowed agree agrees agreed aim aims about
likely poised ready bound has have need needs
`);

/** Said of what is still to come where no past verb stands before them. */
export const ARRANGED = words('due scheduled planned expected slated set booked');

/** Past forms of verbs that do not end in `-ed`, and the past's auxiliaries. */
export const BACK = words(`
was were had did has have been became began bore beat bought broke brought built came caught chose cost cut drew drove fell felt
fled flew forbade forgot fought found froze gave got grew heard held hid hit hurt kept knew laid led left lent lay lost made meant
met paid put quit rang rose ran said sang sank sat saw sent shook shot shrank shut sold sought spent split spoke spread stole
stood struck swam swept swore swung taught thought threw told took tore understood went withdrew woke won wore wrote arose
`);
