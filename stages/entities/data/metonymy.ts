/**
 * Words around a capital or seat that tell whether it acts (a government) or lies somewhere (a place). Verbs in their plain
 * form; inflections are worked out. Written for Copydesk from general knowledge.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/** What governments do, say and feel. */
export const ACTOR_VERBS = words(`
abandon accept accuse acknowledge act admit adopt advise agree aim allege announce answer apologise apologize appeal approve
argue ask assert assure attempt authorise authorize avoid back ban bargain believe blame block boycott break call calculate
cancel caution cede challenge claim complain condemn confirm consider consult contend counter court criticise criticize
cut decide declare decline defend delay demand denounce deny deploy deplore describe dismiss dispatch dispute distrust
doubt embrace endorse engage enlist ensure envisage expand expect expel express extend favor favour fear feel fund give
halt hesitate hint hold hope ignore impose indicate insist intend interpret intervene invite issue join judge keep know lament launch lean like
lift lobby maintain mean mediate meddle mistrust mobilise mobilize mock mull need negotiate note object offer oppose order
overlook pledge plan plot portray prefer prepare press pressure prevent proceed promise propose protest provoke push
question react reaffirm realise realize reassure rebuff rebuke recall recognise recognize reconsider refrain refuse
regard regret reiterate reject relent renege reply repeat request resent resist resort respond restrain restrict retaliate retract reveal
revoke rule sanction say scoff scold scrap secure see seek send shelve share show side sign signal spurn stall stress strive struggle
suffer suggest summon support suspect suspend take tell think threaten tolerate tout trust try turn underestimate understand
undertake urge use veto vote apply abstain annex apologise arrest ratify comply cooperate cave concede retreat arm bankroll finance bribe evict extradite jail repeal tax nationalise nationalize subsidise subsidize view violate vow wait want warn weigh welcome wish withdraw withhold work worry yield
`);

/** What is said of a place: "Paris hosted", "Rome was hit by". Such verbs keep it literal. */
export const PLACE_VERBS = words(`
attract boast contain cover experience hit host lie locate name record rank situate stage stand stretch surround sit flood
evacuate bomb shell attack besiege capture destroy damage shake strike blanket
`);

/** States of mind that an adjective after `is` tells: "is fearful of". */
export const ACTOR_ADJECTIVES = words(`
adamant afraid alarmed ambivalent angry annoyed anxious apprehensive ashamed aware careful cautious certain cold committed
concerned confident content convinced cool critical desperate determined dismissive displeased eager embarrassed
enthusiastic fearful frustrated furious grateful guilty happy hesitant hopeful hostile impatient indifferent insistent intent
interested irritated keen loath mindful nervous obliged opposed optimistic outraged pessimistic pleased prepared proud ready
reluctant responsible satisfied sceptical sensitive serious silent skeptical slow suspicious sympathetic tired unable unconvinced
uneasy unhappy unimpressed unlikely unmoved unsure unwilling upset wary weary willing worried
`);

/** What belongs to a government: "Beijing's growing presence". */
export const ACTOR_NOUNS = words(`
accusation action adventurism aggression agenda aim allegation alliance ally allies ambassador ambition announcement anger
anxiety apology appeal appetite apprehension approach approval argument arsenal assertion assertiveness assertions
assessment assistance assurance attempt attitude backing ban behavior behaviour bid blessing bluff campaign capability
caution claim clout commitment complaint concern concession condemnation condition conduct consent cooperation counter
credibility criticism crackdown decision defense defence delegation delegate demand denial deployment desire determination diplomacy
diplomat disapproval displeasure doctrine doubt effort embargo enthusiasm envoy expectation expansion fear firmness foe
foreign frustration geopolitical goal goodwill government grip hand help hesitation hope hostility ignorance indifference influence
initiative insistence intent intention interest interference intervention invasion invitation involvement isolation leadership leverage line
mediation meddling message military missile mistrust motive move negotiator nuclear objection objective occupation offer officials
opinion opposition order outreach overture partner patience permission plan planner pledge policy policymakers position posture power
preference presence pressure promise proposal proposition protest provocation proxy purpose push quest reaction readiness
reason reassurance rebuke recognition reform refusal regime budget fleet navy army rejection relation relations relationship reluctance reply representative request
resistance resolve response restraint retaliation rhetoric rival role ruler sanction satisfaction scepticism shift signal silence skepticism
soft sovereignty stance statement strategic strategist strategy strength strategists support suspicion suggestion tactic talk
target tariff territorial threat tone trade troop troops trust ultimatum unease unhappiness verdict veto view vote vow warning weapon will
willingness wish worry wrath loan debt writ money spending bomb jet drone spy hacker agent bond subsidy bailout largesse purse veto
`);

/** What belongs to a town: "Tokyo's streets", "Moscow residents". */
export const PLACE_NOUNS = words(`
flat house villa office airport airports alley apartment area art avenue bar beach bishop boulevard bridge building bus café cafe canal cathedral centre center
church cinema circus citizen club coast concert conservatory council court crowd derby district downtown exchange factory
festival fire flood gallery garden hall harbor harbour high hill home hospital hotel house inhabitant landmark library
lord mayor marathon market metro metropolitan monument mosque museum neighborhood neighbourhood nightlife old olympics
opera outskirts palace park people philharmonic police pollution population port prison quarter railway rent resident
residents restaurant river road rooftop school schools shop shopper sight skyline skyscraper slum smog square stadium station
stock store street streets studio suburb subway summer symphony taxi temple theater theatre tourist tower town traffic train
tram underground university walls water waterfront weather winter workshop zoo
`);

/** Nouns and verbs before `with`, `between`, `to`, `on`, `against`, `toward`, `from`, `for`, `of`, `by` that need an actor. */
export const RELATIONS = words(`
accord agreement agree aid alliance armistice border ceasefire truce allied ally answer anger appeal angst anxiety apology arms array battle clash collaboration
communication competition concern condemnation confidence conflict confront confrontation consult consultation contact
contacts contract cooperate cooperation coordinate coordination counter coup credit criticism crisis deal demand dependence
dependent detente dialogue difference differences disagreement discuss discussion displeasure dispute distance engagement enmity
embargo exchange expansion fallout favor favour feud flirtation friction friend friendly friendship frustration funding gap
goodwill grievance hostility impasse influence interaction interactions intervention link links loyal loyalty meddling mediate
mistrust negotiate negotiation negotiations objection obligation opposition order overture pact partner partners partnership
patience peace permission pledge pressure promise protest provocation quarrel rapprochement rebuke rebuff reconciliation relation
relations relationship relationships reliance request resentment resistance response retaliation rift rival rivalry row rupture
sanction sanctions settlement signal stalemate stand-off standoff statement struggle summit support suspicion talk talks tariff
tension tensions threat ties tie treaty truce trust understanding unease ultimatum war warning weapon work worry
`);

/** Verbs whose object is somebody: "provoke Beijing". */
export const OBJECT_VERBS = words(`
accuse address advise alarm alert alienate anger antagonise antagonize annoy appease ask assure badger beg blame brief call challenge
coax compel condemn confront consult contact contain convince counter court criticise criticize dare defy denounce deter
commit bind entitle disappoint believe allow exempt pardon talk distrust embarrass bankroll bully blackmail bribe defy exclude forgive hurt intimidate outvote outwit rearm sideline snub steer sue shame single vex arm bail embolden encircle enrage entice force fear fund gall goad help humiliate implore inform infuriate inflame
irk irritate isolate lobby mediate mock mollify nudge oblige offend oppose outmaneuver outmanoeuvre panic
persuade petition placate please press pressure prod prompt provoke punish push reassure rebuff rebuke resent rile sanction satisfy scold
sue surprise suspect support sway taunt tell tempt thank threaten trust unnerve unsettle upbraid upset urge warn weaken woo worry
`);

/** Verbs that take one to a place, and their objects: "visit Tokyo", "flew to Moscow". */
export const MOTION_VERBS = words(`
arrive come drive enter escape evacuate flee fly go head hurry journey jet leave march move pass reach relocate return ride
rush sail settle tour travel trip visit walk voyage deport extradite transfer transport bring carry ferry airlift commute flight
train route road bus way journey expedition migration ambassador
`);

/** Prepositions of place. */
export const LOCATIVE = words(
  'in at near beside outside inside down along past behind across throughout around within via through downtown central northern southern eastern western northeastern northwestern southeastern southwestern greater north south east west suburban inner beyond above off',
);

/** Words that what is between two ends in space goes with: "flights between Tokyo and Moscow". */
export const CONNECTIONS = words(
  'bus distance drive ferry flight flights highway journey line link migration motorway pipeline plane rail railway road route service shuttle train trains travel trip trips voyage match game',
);

/** What towns are said to do; a government hardly ever is the subject. */
export const PLACE_SUBJECT_VERBS = words(`
attract awake bake be become boast brace burn bustle celebrate collapse draw empty erupt experience fill freeze glitter grow host house
lie look mourn number overlook rank remain resemble rise sag see shake shine shrink shudder sink sit sleep smell sprawl stage stand
stretch swelter swell thrive tremble wake witness
`);

/** Verbs whose object stays a place: "left Paris", "floods hit Manila". */
export const TOWARDS_A_PLACE = words(`
approach attack besiege blanket bomb bombard bypass capture circle clog cover cross cut destroy devastate encircle engulf enter envelop evacuate
explore fill flatten flee flood hit leave level link love occupy overrun paralyse paralyze pass photograph pound quit reach rebuild rock
roam rock seize separate shake shell storm strike surround tour traverse visit
`);

/** With an object and what it is to do or be: "wants Athens to sell", "left Minsk isolated". */
export const LETTING_VERBS = words(`
allow ask beg cause enable encourage expect force get give help keep lead leave let make need order permit pressure prompt push require
see steer tell turn urge want wish
`);

/** Verbs that give: what stands after `to`, and the one who is given. */
export const GIVING_VERBS = words(`
accord allot assign award bequeath cede deliver donate extend give grant hand lease lend loan offer owe pay pledge present promise
restore sell surrender transfer
`);

/** One has these in somebody. */
export const FAITH = words('belief confidence disappointment faith trust distrust hope interest');

/** After a hyphen: "Moscow-backed". */
export const CONTROLLED_BY = words(`
aligned allied appointed approved backed brokered controlled drafted financed friendly funded imposed installed leaning led mediated ordered
organised organized proposed ruled run sanctioned sponsored supplied supported
`);

/** Parts of buildings and grounds. */
export const PHYSICAL_NOUNS = words(`
archway balcony basement bell bells block ceiling chamber clock column corridor courtyard dome door doorstep edge entrance facade façade fence floor
front fountain gardens gate gateway ground grounds hallway hills interior kitchen lawn lobby model north south east west part parts photograph picture porch portico
railings rampart ramparts roof room ruins side spire spires stairs step steps tower vault veranda vicinity view wall window wing
`);

/** Nouns of action and state: "Pretoria's neutrality". */
export const ABSTRACT_NOUN = /(?:[ts]ion|ity|ment|[ae]nce|ness|ism|ship|acy|[ae]ncy)s?$/u;

/** What somebody is who acts: "Paris is the loudest advocate of reform". */
export const AGENTS = words(`
adversary advocate ally antagonist backer benefactor broker buyer champion creditor critic culprit customer defender donor enemy exponent foe friend
guarantor kingmaker lender mediator opponent paymaster partner patron player proponent rival signatory sponsor supplier supporter
`);

/** Verbs of what comes out of a place. */
export const EMITTING = words(
  'appear billow burst drift echo emanate emerge gush leak pour rise seep spill spread start',
);

/** Verbs without object that tell what happens to a town rather than what somebody does. */
export const HAPPENING = words(`
age bloom change close decay decline develop die drown empty expand fade fall flourish go heal improve live modernise modernize move open prosper
reawaken rebuild recover reopen resurface revive slow slump smoulder smolder stay stir stop suffer survive transform vanish
`);

/** One does these to somebody: "bows to Brussels". */
export const YIELDING = words(
  'answer appeal apologise apologize bow capitulate cave complain defer kowtow pander report speak submit talk turn yield',
);

/** These are of somebody: "with the consent of Islamabad". */
export const CONSENT = words(`
acquiescence agreement approval backing behest bidding blessing connivance consent complicity cooperation demands generosity goodwill help ire
insistence interests intransigence mercy objections orders patience permission pleasure policies reluctance request support urging wishes wrath
`);
