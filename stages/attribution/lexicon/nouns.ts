/** How a noun names what is attributed: a clause with "that", an infinitive, or a phrase with one of the prepositions. */
export interface NounGroup {
  clause: boolean;
  infinitive: boolean;
  prepositions: readonly string[];
  /** It counts only where somebody is named whose it is. */
  owned?: boolean;
  nouns: string;
}

/** Nouns of speech, thought and intention; our own list, from English usage. Singular forms; plurals add -s or -ies. */
export const NOUN_GROUPS: readonly NounGroup[] = [
  {
    clause: true,
    infinitive: false,
    prepositions: ['of', 'about'],
    nouns:
      'allegation accusation charge assertion assurance claim complaint prediction warning hint rumor rumour boast',
  },
  {
    clause: true,
    infinitive: false,
    prepositions: [],
    nouns: `admission announcement argument assessment assumption belief comment conclusion confirmation contention declaration
    denial estimate expectation finding hypothesis impression indication insistence notion observation opinion
    perception realization realisation recommendation reminder report ruling sense speculation statement suggestion suspicion
    testimony theory view word conviction confidence acknowledgement acknowledgment concession disclosure revelation
    pronouncement remark tweet message idea optimism pessimism thought consensus`,
  },
  {
    clause: true,
    infinitive: false,
    prepositions: ['of', 'over', 'about', 'that'],
    nouns:
      'fear concern worry apprehension anxiety doubt unease skepticism scepticism frustration dismay outrage alarm anger sadness disappointment surprise relief satisfaction shock',
  },
  { clause: true, infinitive: true, prepositions: ['of', 'for'], nouns: 'hope proposal demand' },
  {
    clause: false,
    infinitive: true,
    prepositions: [],
    nouns: `pressure agreement aim ambition commitment decision desire determination eagerness goal intent
    intention invitation offer plan pledge promise readiness refusal request resolve threat unwillingness vow willingness wish
    order instruction`,
  },
  {
    clause: true,
    infinitive: false,
    prepositions: [],
    nouns: 'promise pledge threat vow agreement decision request wish guarantee charge information',
  },
  { clause: false, infinitive: true, prepositions: ['for'], nouns: 'call appeal plea' },
  {
    clause: false,
    infinitive: false,
    prepositions: ['of'],
    nouns: 'criticism condemnation denunciation endorsement rejection approval suspicion',
  },
  {
    clause: false,
    infinitive: false,
    prepositions: ['for', 'over'],
    nouns: 'support sympathy praise condolence regret gratitude disdain contempt sorrow anger',
  },
  { clause: false, infinitive: false, prepositions: ['to'], nouns: 'opposition objection' },
  { clause: false, infinitive: true, prepositions: ['for', 'on', 'over'], nouns: 'request desire agreement' },
  { clause: false, infinitive: false, prepositions: ['of'], nouns: 'intention' },
  {
    clause: false,
    infinitive: false,
    prepositions: ['in'],
    owned: true,
    nouns: 'interest belief faith trust confidence pride',
  },
  {
    clause: true,
    infinitive: false,
    prepositions: ['of'],
    owned: true,
    nouns: `knowledge awareness understanding recognition acceptance acknowledgement acknowledgment admission confession denial
    prediction forecast expectation estimate guarantee assurance recollection vision dream description assessment view
    characterization characterisation portrayal interpretation disapproval`,
  },
  {
    clause: true,
    infinitive: false,
    prepositions: ['on', 'about', 'over', 'regarding', 'toward', 'towards'],
    owned: true,
    nouns: `position stance view opinion question doubt comment remark statement insistence reservation misgiving qualm worry
    thought ambivalence uncertainty skepticism scepticism optimism pessimism`,
  },
  {
    clause: false,
    infinitive: false,
    prepositions: ['at', 'with', 'over', 'in'],
    owned: true,
    nouns: `anger outrage surprise shock dismay delight satisfaction dissatisfaction disappointment frustration displeasure
    impatience unhappiness disgust amazement astonishment horror relief`,
  },
  {
    clause: false,
    infinitive: false,
    prepositions: ['at', 'for', 'with', 'on'],
    owned: true,
    nouns: `fear concern worry apprehension anxiety doubt unease hope regret sorrow sadness grief understanding sympathy
    gratitude appreciation dismay condolence`,
  },
  {
    clause: false,
    infinitive: false,
    prepositions: ['for', 'toward', 'towards', 'to'],
    owned: true,
    nouns: `admiration enthusiasm preference respect affection hatred distaste love disregard appreciation apology thanks
    remorse commitment`,
  },
  {
    clause: false,
    infinitive: true,
    prepositions: [],
    owned: true,
    nouns: 'reluctance recommendation approval inclination hesitation plot vote urge',
  },
  {
    clause: false,
    infinitive: false,
    prepositions: ['against'],
    owned: true,
    nouns: 'protest complaint warning threat accusation allegation objection',
  },
];

/** Plural nouns of asking that name their content though nobody in the sentence asks: "there were calls for an inquiry". */
export const UNOWNED_NOUNS: ReadonlySet<string> = new Set(
  'calls demands appeals pleas fears concerns worries allegations accusations charges suspicions speculation rumors rumours hopes'.split(
    ' ',
  ),
);

/** Nouns that name whose a wish, fear or order is right before it: "a government order to leave". Our own list. */
export const HOLDERS: ReadonlySet<string> = new Set(
  `government police army military court state opposition union employee worker staff voter investor consumer customer
  resident parent student teacher farmer doctor patient shareholder`.split(/\s+/u),
);

/** Nouns for who is for or against something. */
export const PARTISANS: ReadonlySet<string> = new Set(
  'supporter critic opponent advocate proponent backer admirer champion foe defender'
    .split(' ')
    .flatMap((noun) => [noun, `${noun}s`]),
);

/** Verbs that tell a feeling, and what they tell: "expressed its solidarity with the victims", "offered his condolences". */
export const TELLING_VERBS = /^(?:express|offer|extend|convey|voice|send|give|state|repeat|reiterate)$/u;
export const FEELINGS: ReadonlySet<string> = new Set(
  `condolence condolences sympathy sympathies solidarity support thanks gratitude appreciation regret regrets sorrow apology
  apologies congratulations admiration respect outrage concern concerns dismay anger frustration hope hopes doubt doubts
  opposition approval disapproval satisfaction confidence optimism skepticism willingness interest remorse intention commitment
  desire position view views opinion belief demand demands wishes wish help assistance sadness grief shock`.split(
    /\s+/u,
  ),
);

/** Verbs that lend a cue noun its subject: "expressed concern that", "has an intention to". Lemmas, our own list. */
export const LIGHT_VERBS = `have express voice make issue give raise share hold announce reiterate repeat release deliver
state offer show put harbor harbour cast read send publish post bring launch reject dismiss deny declare retain form reach
come take file submit lodge level`;

/** Participles by which an article says what came of a statement: "said he would run, ending months of …". Our own list. */
export const COMMENTING_PARTICIPLES: ReadonlySet<string> = new Set(
  `deepening ending raising prompting sparking drawing setting fueling fuelling signaling signalling marking escalating
  contradicting echoing breaking joining rejecting dashing reviving reigniting underscoring highlighting stoking triggering
  casting intensifying heightening widening easing earning eliciting capping renewing reversing paving opening`.split(
    /\s+/u,
  ),
);

/** Nouns that sum up a whole clause in apposition to it: "…, a move that angered many". Our own list. */
export const SUMMATIVE_NOUNS: ReadonlySet<string> = new Set(
  `decision move setback step blow victory defeat reversal shift change figure claim idea charge sign development reminder
  triumph retreat concession gesture departure measure feat outcome prospect suggestion accusation promise warning threat
  increase rise fall drop decline first proposal demand pledge position stance view something strategy policy number theme topic practice tactic argument assertion finding
  disclosure revelation announcement comment statement remark allegation denial comparison description prediction possibility
  rationale conclusion`.split(/\s+/u),
);
