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

/** Last words of organisations' names that are hardly ever surnames. */
export const ORGANISATION_HEADS = words(`
Agency Airlines Airways Alliance Army Assembly Association Authority Board Brigade Broadcasting Bureau Cabinet Chronicle Church
Coalition College Commission Committee Community Confederation Congress Consortium Corporation Corps Council Courier Daily
Department Enterprises Federation Firm Forum Foundation Front Gazette Group Guild Herald Holdings Hospital Industries Institute
Institution Insurance Junta League Ministry Motors Movement Network Newspapers Observatory Office Orchestra Organisation Organization
Parliament Partners Partnership Party Police Press Railway Railways Secretariat Senate Service Services Society Studios Syndicate
Systems Technologies Telecom Telegraph Television Tramways Tribunal Tribune Trust Union University Weekly
`);

/** What a text calls an organisation again ("the company"), and the words of a name that agree with it. */
export const ORGANISATION_NOUNS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...`agency alliance assembly association authority board bureau charity coalition college commission committee confederation
corporation council court department federation foundation hospital institute ministry movement museum office organisation
organization parliament party society tribunal trust union university`
    .split(/\s+/u)
    .map((noun) => [noun, new Set([noun])] as const),
  ['bank', new Set(['bank'])],
  ['club', new Set(['club', 'fc'])],
  ['group', new Set(['group'])],
  [
    'company',
    words(
      'company co corp corporation inc ltd limited plc ag sa se group holdings tramways airlines airways motors railways industries technologies systems enterprises telecom electric energy studios pharmaceuticals',
    ),
  ],
  [
    'firm',
    words(
      'firm company co corp corporation inc ltd limited plc ag sa se group holdings partners associates industries',
    ),
  ],
  ['newspaper', words('courier herald times post gazette chronicle tribune telegraph daily weekly journal star news')],
  ['paper', words('courier herald times post gazette chronicle tribune telegraph daily weekly journal star news')],
]);

/** What well-known bodies are called again whose names do not say it. */
export const KNOWN_BODIES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...'IAEA UNHCR UNICEF UNESCO WHO WFP CIA EPA FAA NASA UNRWA Europol Frontex'
    .split(' ')
    .map((name): [string, string[]] => [name, ['agency']]),
  ['NATO', ['alliance']],
  ['FBI', ['bureau']],
  ...['European Union', 'EU', 'African Union', 'ECOWAS', 'ASEAN', 'Mercosur'].map((name): [string, string[]] => [
    name,
    ['bloc'],
  ]),
  ['OPEC', ['cartel', 'group']],
]);

/** What only somebody who can speak or act does: "It said", after an organisation. */
export const ACTS_OF_SPEECH = words(`
said says added adds told warned warns denied denies declined urged urges announced accused called insisted argued noted
confirmed claimed acknowledged blamed promised pledged vowed rejected criticised criticized condemned disputed estimated
`);
