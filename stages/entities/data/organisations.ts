/** Words of organisations' names. Written for Copydesk from general knowledge. */
const words = (text: string): Set<string> => new Set(text.trim().split(/\s+/u));

/** Legal forms and general last words that shorter forms of a name leave out. */
export const COMPANY_FORMS = words(`
Inc Inc. Corp Corp. Corporation Co Co. Company Companies Ltd Ltd. Limited LLC PLC plc AG SA S.A. NV GmbH SE SpA Group Holdings
Holding AB ASA Oy Oyj BV Pty KK Bhd
`);

/** A body of state that many countries have, so that its country belongs to its full name. */
export const STATE_BODY =
  /^(?:(?:the )?(?:Ministry|Department|Office|Bureau|Agency|Council|Chamber|House|Central Bank|State|Federal|Supreme|High|Constitutional|National|Foreign|Defen[cs]e|Interior|Finance|Justice|Health|Education|Trade|Energy|Environment|Transport|Agriculture|Culture|Senate|Parliament|Congress|Cabinet|Navy|Army|Air Force|Coast Guard|Treasury|Election|Electoral)\b.*)?(?:Ministry|Department|Office|Agency|Council|Commission|Court|Parliament|Assembly|Congress|Senate|Cabinet|Army|Navy|Air Force|Police|Guard|Treasury|Bank|Prosecutor|Service|Forces|Affairs|Defen[cs]e|Finance|Health|Interior|Justice|Foreign Affairs|Representatives|Deputies|Commons)$|^(?:Ministry|Department) of\b/u;
