/**
 * English abbreviations by what their full stop says about a sentence's end, collected from general knowledge of English
 * and of news style books; lower case, without the last full stop.
 */

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Something always follows: titles and ranks before a name, "vs.", "e.g.". */
export const NEVER_LAST = list(
  'mr mrs ms mx dr prof profs gen sen sens rep reps gov govs lt col maj capt sgt cpl cmdr cdr adm brig pvt spc rev fr hon supt ' +
    'insp det asst pres amb messrs mme mlle mt ft vs v viz cf e.g i.e eg ie al ald atty attys dist bros. brig.gen lt.gen lt.col ' +
    'maj.gen ven very.rev sec.gen sr.a msgr card archbp bp pfc sra fig figs gov.gen',
);

/** A number follows, else it is an ordinary end: "No. 5", "p. 55", "Nov. 3". */
export const BEFORE_NUMBER = list(
  'no nos nr n° n.º p pp pg pgs vol vols ch chap art arts sec secs par para paras fig figs eq eqs ed ver app tel ext op ca c approx ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec',
);

/** Can stand inside or at the end; what follows decides. */
export const EITHER = list(
  'inc corp co cos ltd llc plc bros assn dept univ est etc jr sr esq ave blvd rd st ste hwy pkwy ln ct sq bldg apt ' +
    'a.m p.m am pm ph.d m.d b.a m.a m.b.a b.s m.s d.d.s ll.b j.d d.c u.s u.s.a u.n u.k e.u ' +
    'mon tue tues wed weds thu thur thurs fri sat sun ' +
    'ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ' +
    'n.y n.j n.c n.d n.h n.m s.c s.d r.i w.va b.c a.d c.e b.c.e mph ft lb lbs oz min sec hr hrs yr yrs mo mos gal qt pt mil bil',
);

/** Words that in upper case nearly always begin a sentence: they are seldom the next part of a name. */
export const STARTERS = list(
  "the a an this that these those there here it its it’s it's he he’s he's she she’s she's they they’re they're we we’re we're i i’m i'm i’ve you you’re his her their our my your " +
    'but and or so yet nor however meanwhile also still then thus therefore instead moreover furthermore nevertheless nonetheless ' +
    'in on at by for from with without within during before after since until while when where why how what who whom whose which ' +
    'if although though because as once unless despite among amid according under over about against between through to of ' +
    'is are was were do does did has have had can could will would should may might must let please ' +
    'no not none nothing nobody yes both each every some any many most several few all another other such one two three four five ' +
    'last next earlier later today yesterday tomorrow now never always sometimes often perhaps maybe only even just ' +
    'asked said see born founded based critics officials experts analysts people',
);

/** Companies and names that are written with a mark at their end. */
export const NAMES_WITH_MARK = list('yahoo jeopardy yum e! oklahoma! mamma airplane wham panic p!nk');

/** Follows a time of day without beginning a sentence. */
export const AFTER_TIME = list(
  'est edt cst cdt mst mdt pst pdt et ct mt pt gmt utc bst cet cest ist jst eastern central mountain pacific monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december',
);
