/**
 * Adjectives whose subject thinks, wants or feels what follows, with how that is named: `clause` ("is confident that"),
 * `infinitive` ("is keen to"), or a preposition ("is fearful of"). Our own list, from English usage.
 */
export const ADJECTIVE_GROUPS: readonly { frames: readonly string[]; adjectives: string }[] = [
  {
    frames: ['clause', 'of', 'about'],
    adjectives:
      'afraid certain confident convinced fearful optimistic pessimistic skeptical sceptical sure unsure wary',
  },
  {
    frames: ['clause'],
    adjectives: `adamant alarmed amazed angry astonished aware concerned delighted disappointed glad grateful
    happy hopeful pleased positive proud sad saddened shocked sorry surprised thankful unaware upset worried`,
  },
  { frames: ['about', 'over', 'by'], adjectives: 'concerned worried anxious alarmed nervous uneasy angry upset' },
  {
    frames: ['infinitive'],
    adjectives: `anxious ashamed bent careful content desperate determined disinclined eager inclined intent keen
    loath prepared reluctant unwilling willing`,
  },
  {
    frames: ['of'],
    adjectives: 'hopeful critical supportive dismissive scornful suspicious tolerant aware unaware proud certain sure',
  },
  {
    frames: ['by', 'at'],
    adjectives: 'surprised shocked dismayed outraged appalled heartened encouraged disappointed delighted',
  },
  {
    frames: ['clause'],
    adjectives: 'furious outraged dismayed appalled relieved mindful conscious annoyed certain encouraged heartened',
  },
  {
    frames: ['infinitive'],
    adjectives: `hesitant impatient happy pleased glad resolved poised proud ready unready unafraid unprepared delighted
    thrilled excited honored honoured tempted itching raring desirous interested intrigued`,
  },
  {
    frames: ['about'],
    adjectives: `hopeful enthusiastic excited positive negative disturbed troubled distressed saddened bothered unhappy happy
    unconcerned apprehensive doubtful dubious cautious uncertain undecided confused curious passionate outspoken vocal
    adamant bullish bearish ambivalent cynical pleased disappointed frustrated furious bitter indignant serious clear
    lukewarm scathing upbeat downbeat gloomy relaxed agnostic evasive dismissive noncommittal`,
  },
  {
    frames: ['clause'],
    adjectives: `disturbed troubled distressed unhappy doubtful dubious uncertain unconvinced satisfied dissatisfied frustrated
    dismayed stunned horrified astounded thrilled overjoyed elated ecstatic excited terrified scared frightened nervous anxious
    insistent apprehensive perturbed embarrassed puzzled baffled bewildered amused flattered honored honoured apologetic
    regretful ashamed indignant livid incensed infuriated irritated heartbroken devastated gratified undecided
    uneasy`,
  },
  {
    frames: ['of'],
    adjectives: `convinced unsure uncertain leery distrustful mistrustful apprehensive oblivious ignorant appreciative
    disapproving contemptuous disdainful terrified frightened scared desirous ashamed assured doubtful respectful unafraid envious
    resentful unconvinced positive dubious`,
  },
  {
    frames: ['by', 'at', 'with'],
    adjectives: `disturbed troubled distressed saddened unconvinced satisfied dissatisfied frustrated stunned horrified thrilled
    astonished amazed impressed unimpressed puzzled baffled bewildered angered annoyed alarmed pleased unhappy happy relieved
    delighted disappointed embarrassed infuriated incensed irritated bemused amused flattered furious angry`,
  },
  {
    frames: ['to'],
    adjectives: `committed opposed resigned sympathetic averse hostile receptive amenable indifferent oblivious unsympathetic
    grateful`,
  },
  { frames: ['in'], adjectives: 'interested uninterested confident disappointed' },
  { frames: ['on'], adjectives: 'keen intent bent insistent determined bullish bearish undecided adamant' },
  { frames: ['for'], adjectives: 'desperate eager anxious hopeful impatient grateful thankful sorry' },
];

/** Passive participles whose clause or infinitive nobody in the sentence need answer for: "is expected to". */
export const UNSOURCED_PASSIVES = new Set(
  `expected believed thought said reported alleged rumored rumoured understood known estimated feared hoped assumed
  considered presumed suspected predicted projected claimed supposed deemed argued suggested announced noted forecast
  reckoned accused told informed asked assured warned advised urged reminded suspected blamed revealed described seen regarded viewed ordered intended planned hoped observed shown deemed announced confirmed proposed recommended`.split(
    /\s+/u,
  ),
);

/** Passive participles of judgement: what nobody in the sentence is named for is what somebody is called or blamed for. */
export const JUDGING_PASSIVES = new Set(
  `called portrayed characterized characterised depicted labeled labelled branded dubbed hailed denounced criticized criticised
  praised condemned faulted interpreted perceived deemed`.split(/\s+/u),
);

/** Adverbs that report without saying on whose account. */
export const REPORTING_ADVERBS = new Set(['reportedly', 'allegedly', 'supposedly', 'purportedly']);

/** Nouns that name a source in "in the words of X", "in X's view", "from X's point of view". */
export const VIEW_NOUNS = new Set(
  'words view opinion eyes judgment judgement estimation telling mind account assessment'.split(' '),
);

/** Who is told, after a verb that does not need an addressee: "told reporters", "said to journalists". */
export const OCCASIONS = new Set(
  `statement interview speech letter report email e-mail tweet post release memo note message conference briefing address
  article filing testimony editorial column lawsuit affidavit brief show broadcast podcast television radio tv response`.split(
    /\s+/u,
  ),
);

/** Words of time that stand beside a cue: "said Monday", "announced last week". */
export const TIME_WORDS: ReadonlySet<string> = new Set(
  `monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow morning afternoon evening night
  week weekend month year january february march april may june july august september october november december`.split(
    /\s+/u,
  ),
);

/** Verbs that say or think nothing but clauses, so that a clause after them is theirs however it was parsed. */
export const CLAUSE_VERBS: ReadonlySet<string> = new Set(
  'say think believe argue insist assert contend reckon hope guess opine joke caution complain warn'.split(' '),
);

/** Days of the week, which stand before a noun only by chance: "said Monday some agencies". */
export const WEEKDAY = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/u;

/** Plural nouns of persons whose view a sentence may open with: "To critics, …". Our own list. */
export const PERSON_NOUNS: ReadonlySet<string> = new Set(
  `critics supporters voters analysts officials opponents experts residents observers economists activists advocates people
  democrats republicans conservatives liberals progressives leaders lawmakers senators allies aides strategists believers
  women men parents farmers workers families students others many some most investors executives scientists doctors
  lawyers skeptics sceptics detractors admirers`.split(/\s+/u),
);
