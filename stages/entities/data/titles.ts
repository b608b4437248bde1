/** Words before and after persons' names. Written for Copydesk from general knowledge. */
const words = (text: string): Set<string> => new Set(text.trim().split(/\s+/u));

/** Forms of address and the gender they tell; null where none. */
export const HONORIFICS: ReadonlyMap<string, 'female' | 'male' | null> = new Map([
  ...['mr', 'mister', 'sir', 'lord', 'fr', 'brother', 'messrs', 'sheikh', 'king', 'prince', 'emperor', 'duke'].map(
    (word) => [word, 'male'] as const,
  ),
  ...[
    'mrs',
    'ms',
    'miss',
    'mme',
    'mlle',
    'madame',
    'madam',
    'lady',
    'dame',
    'sister',
    'queen',
    'princess',
    'empress',
  ].map((word) => [word, 'female'] as const),
  ...['dr', 'doctor', 'prof', 'rev', 'reverend', 'hon', 'mx', 'ayatollah', 'pope', 'imam', 'rabbi'].map(
    (word) => [word, null] as const,
  ),
]);

/** Last word of a title or office that may stand before a name. */
export const OFFICE_HEADS = words(`
president premier chancellor minister secretary senator sen representative rep congressman congresswoman governor gov mayor
ambassador envoy spokesman spokeswoman spokesperson chairman chairwoman chairperson chair chief director head leader
commissioner judge justice attorney prosecutor general gen admiral adm colonel col major maj captain capt lieutenant lt
sergeant sgt commander cmdr corporal private marshal brigadier officer inspector superintendent sheriff professor analyst
economist reporter correspondent journalist editor columnist author writer actor actress singer coach manager captain striker
goalkeeper midfielder defender quarterback pitcher driver rider champion founder owner ceo cfo coo executive lawyer
lawmaker mp deputy councillor councilor councilman councilwoman delegate activist dissident candidate nominee aide adviser
advisor negotiator diplomat official speaker dictator strongman ruler bishop archbishop cardinal scientist researcher
historian expert veteran treasurer counsel consul whip legislator counterpart counterparts ministers presidents
photographer director-general secretary-general vice-president presenter comedian musician rapper director filmmaker
`);

/** Words that belong to a title before its head. */
export const OFFICE_MODIFIERS = words(`
prime foreign defense defence finance interior justice health education environment energy trade transport labor labour
agriculture economy economic culture home vice deputy acting former ex then interim assistant associate senior chief
attorney state treasury press first lady managing executive general major lieutenant brigadier rear national security
supreme court federal district police army navy air force military house senate majority minority opposition party
union central bank special fisheries maritime affairs infrastructure budget migration equality digital veterans europe un eu nato parliamentary shadow high crown top lead science technology human rights
intelligence communications information internal external affairs religious social tourism sports youth women's industry
commerce development planning water oil petroleum public works immigration housing local regional campaign political legal
financial government presidential spokesman provincial city county lead investigative under permanent joint
`);

/** Offices whose holder is known by the office alone: "the president". */
export const DEFINITE_OFFICES = words(`
president premier chancellor minister secretary senator governor mayor ambassador king queen pope general admiral judge
chairman chairwoman spokesman spokeswoman speaker coach manager professor envoy commissioner director prince princess
`);

/** Persons spoken of without a name: "an official from …". */
export const UNNAMED_HEADS = words(`
official spokesman spokeswoman spokesperson diplomat officer source aide adviser advisor analyst lawyer representative
investigator prosecutor employee worker doctor nurse teacher researcher expert negotiator lawmaker soldier commander witness
executive economist insider
`);

export const NAME_SUFFIXES = words('Jr Jr. Sr Sr. II III IV');

/** Letters after a person's name that are no part of it: honours, degrees, membership. */
export const POST_NOMINALS = words(
  'KC QC SC MP MEP MSP MLA TD CBE OBE MBE KBE DBE GBE CH CB CMG KCMG PhD Ph.D. DPhil MD M.D. Esq Esq. FRS FBA JP SJ BA MA MBA RN CPA',
);
