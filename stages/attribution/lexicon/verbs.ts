/**
 * How a verb names what is attributed:
 * - `direct`: introduces a quotation ("he said, …")
 * - `clause`: a finite clause with or without "that"
 * - `that`: a finite clause with "that" only, because without it the verb mostly means something else
 * - `question`: "whether", "if", "why", …
 * - `infinitive`: "to" with the verb's own subject ("plans to leave")
 * - `object-infinitive`: somebody else's action, both in the content ("wants him to leave")
 * - `order`: an addressee, then "to" ("told him to leave")
 * - `gerund`: "denied taking part"
 * - `noun`: an object ("denied the charge")
 * - `as`: an object and what it is said to be ("described it as a failure", "called it a failure")
 */
export type Frame =
  | 'direct'
  | 'clause'
  | 'that'
  | 'question'
  | 'infinitive'
  | 'object-infinitive'
  | 'order'
  | 'gerund'
  | 'noun'
  | 'as';

/** `speech` is said or written, `thought` believed or felt, `intention` wanted or planned, `finding` shown or perceived. */
export type Meaning = 'speech' | 'thought' | 'intention' | 'finding';

export interface VerbGroup {
  meaning: Meaning;
  frames: readonly Frame[];
  verbs: string;
}

/**
 * Verbs of attribution with their frames; a verb may stand in several groups. Our own list, from English usage and from
 * the classes that grammars give for verbs with clausal complements.
 */
export const VERB_GROUPS: readonly VerbGroup[] = [
  {
    meaning: 'speech',
    frames: ['direct', 'clause', 'question'],
    verbs: 'say state tell ask explain reveal confirm recall',
  },
  {
    meaning: 'speech',
    frames: ['direct', 'clause'],
    verbs: `add admit affirm allege announce argue assert boast caution claim complain concede contend counter
    declare deny disclose emphasize emphasise exclaim hint imply insist joke lament maintain mention note observe opine
    pledge posit preach predict proclaim promise protest quip reaffirm reason rebut recount reiterate rejoin remark repeat
    reply report retort say shout sigh snap speculate stipulate stress submit suggest surmise swear
    tweet underline underscore volunteer vow warn whisper write acknowledge contend point testify advise confess confide reflect concur marvel profess venture blog muse interject interpose
    grumble mutter murmur yell cry scream post text email conclude continue attest clarify forecast prophesy
    theorize theorise propose quote advocate rule hear learn verify infer deduce foretell`,
  },
  {
    meaning: 'speech',
    frames: ['direct'],
    verbs: `respond comment ask put fume gush marvel crow scold bark bellow huff sniff chuckle roar growl snarl deadpan
    begin go read answer agree laugh joke smile enthuse rage thunder chant sing sneer scoff urge order implore
    plead beg call intone query wonder inquire enquire demand elaborate stammer plead sum greet conclude start end reveal
    remember lie describe`,
  },
  {
    meaning: 'speech',
    frames: ['that'],
    verbs: `agree indicate recommend stipulate demand request pray preach teach instruct certify signal inform notify assure
    remind reassure convince persuade advise warn rule decree answer inform guarantee brag gloat gripe
    communicate convey learn hear lie respond comment charge urge ask order plead implore require rumor rumour`,
  },
  {
    meaning: 'thought',
    frames: ['clause'],
    verbs: `think believe feel hope fear guess suppose suspect assume reckon wish expect imagine consider figure doubt worry
    presume bet trust hypothesize hypothesise anticipate regret know realize realise understand recognize recognise agree
    decide`,
  },
  {
    meaning: 'thought',
    frames: ['that'],
    verbs: `accept know understand realize realise recognize recognise decide dream forget remember judge hold feel fancy
    appreciate calculate deem resent fret envision foresee agree rejoice conclude intend`,
  },
  {
    meaning: 'thought',
    frames: ['question'],
    verbs: `wonder question press ask doubt inquire enquire query debate know consider
    decide discuss explain disclose specify clarify confirm determine understand investigate see show reveal demonstrate illustrate prove find discover
    indicate learn recall describe outline detail name identify`,
  },
  {
    meaning: 'finding',
    frames: ['clause'],
    verbs: `find show suggest indicate estimate reveal discover project conclude demonstrate determine prove confirm`,
  },
  {
    meaning: 'finding',
    frames: ['that'],
    verbs: `see notice hear ascertain establish document calculate illustrate read`,
  },
  {
    meaning: 'intention',
    frames: ['infinitive'],
    verbs: `agree aim aspire decide decline demand expect hope intend mean plan pledge plot prefer prepare promise propose
    refuse resolve swear threaten vow want wish yearn long hesitate ask
    beg vote desire offer volunteer undertake commit plot opt choose consent dare claim profess`,
  },
  {
    meaning: 'intention',
    frames: ['object-infinitive'],
    verbs: `want expect wish prefer intend mean like believe
    consider find think estimate deem`,
  },
  {
    meaning: 'finding',
    frames: [],
    verbs: 'express extend voice give send',
  },
  {
    meaning: 'speech',
    frames: ['order'],
    verbs: `ask tell urge order advise beg encourage instruct invite request command direct call implore exhort warn remind
    recommend forbid challenge press plead lobby petition entreat`,
  },
  {
    meaning: 'speech',
    frames: ['gerund'],
    verbs: `admit deny suggest recommend propose consider advise regret oppose mention advocate contemplate support favor favour recall remember imagine discuss acknowledge resist report rule`,
  },
  {
    meaning: 'speech',
    frames: ['noun'],
    verbs: `announce blast condemn criticize criticise decry demand denounce deny deplore deride dismiss dispute lament
    propose reject rebuke slam question challenge oppose predict promise pledge recommend suggest
    advocate confirm claim concede acknowledge admit stress emphasize emphasise explain reiterate underline underscore
    contest disavow repudiate ridicule mock hail applaud endorse denounce lambast warn declare reveal disclose
    allege outline detail welcome praise forecast refute protest request fear favor favour support back defend commend salute bemoan berate
    castigate censure scorn tout recall urge regret resent consider contemplate prefer envisage report note state
    suppose describe cite highlight list vow urge proclaim profess assert decree specify affirm reaffirm divulge recount mention refuse
    disown invoke laud extol chastise chide deprecate disparage rebuff savage vilify`,
  },
  {
    meaning: 'finding',
    frames: ['noun'],
    verbs: 'show',
  },
  {
    meaning: 'thought',
    frames: ['noun'],
    verbs: `doubt fear favor favour anticipate expect want oppose prefer envision estimate`,
  },
  {
    meaning: 'speech',
    frames: ['as'],
    verbs: `describe call characterize characterise portray depict dismiss hail denounce
    condemn praise brand label denounce dub deem regard view see perceive consider declare term interpret cite identify present
    dismiss reject defend justify attribute ascribe refer treat list`,
  },
];

/** What an object must be for a verb of finding to attribute it: "found no evidence that". */
export const FOUND_OBJECTS: ReadonlySet<string> = new Set(
  'evidence proof sign signs indication indications fault reason reasons justification grounds trace link links'.split(
    ' ',
  ),
);

/** Verbs that call their object something without "as": "considered the plan unworkable". */
export const NAMING_VERBS: ReadonlySet<string> = new Set(
  'call consider deem label brand dub find judge term think pronounce declare believe'.split(' '),
);

/** Those that can call it by a noun phrase, too: "called the rules a step forward". */
export const DOUBLE_OBJECT: ReadonlySet<string> = new Set(
  'call consider deem label brand dub term pronounce declare'.split(' '),
);

/** Verbs whose particle makes them verbs of attribution: "pointed out that", "ruled out a vote". */
export const PARTICLES: Readonly<Record<string, string>> = { point: 'out', rule: 'out' };

/** Verbs of speech with an addressee before their clause: "told the magistrates that", "reminded everyone that". */
export const ADDRESSEE_VERBS: ReadonlySet<string> = new Set(
  'tell remind assure reassure inform warn notify convince persuade advise teach promise'.split(' '),
);
