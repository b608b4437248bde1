/** Words of names that many have. Written for Copydesk from general knowledge. */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/** A name of an organisation that has no other words is one of many: Ministry of Health, City Council, Labour Party. */
export const GENERIC_ORGANISATION = words(`
academy administration advisory affairs agency agricultural agriculture air airport alliance ambulance appeals appeal archive
army assembly association attorney authorities authority bank bar bench board border branch brigade budget bureau business
cabinet care cathedral center central centre chamber chief children's church cinema circuit city civil club coalition coast
college commerce commission commissioner committee commons communications communist community company conference congress
congressional conservative constitutional corporation council country county court crime criminal crown culture customs
defence defense democratic department deputies development diocese directorate district division drug economic economy
education election elections electoral embassy emergency employment energy enforcement environment environmental executive
exchange faculty family federal federation finance financial fire fisheries food force forces foreign forest forum foundation
front fund general government governorate green group guard health high home homeland hospital hotel house housing human
immigration industry information infrastructure inquiry insurance intelligence interior internal investigation
investigations judicial judiciary justice junta labor labour land law league left legislative legislature liberal library
local lords lower magistrates maritime market mayor media medical meteorological military ministry mission mosque
movement municipal municipality museum national nationalist naval navy network newspaper office oil opposition orchestra
parish parks parliament parliamentary party patrol people's petroleum planning police policy political port post power
presidency presidential press prison prisons progressive prosecution prosecutor prosecutor's prosecutors provincial public
radio railway railways reform regional regulatory representatives republican republic rescue research resources
revenue revolutionary right rights road roads royal rural safety school science sea secretariat security senate service
services social socialist society special sports state station statistics stock supreme task tax team technology television
theatre theater tourism town trade traffic transit transport transportation treasury trust tv union unit united university
upper urban village water weather welfare women's workers workers' works youth
a an and at by for in of on the to
`);

/** Last words of places of which every town may have one of the name: Fore Street. */
export const GENERIC_PLACE = words(`
street st road rd avenue ave lane square boulevard alley drive crescent terrace roundabout junction highway
`);

/** A name of a place that has no other words is one of many: Downtown, the North, Old Town, High School. */
export const GENERIC_PLACE_WORDS = words(`
north south east west northern southern eastern western northeast northwest southeast southwest central upper lower old new
town city village downtown centre center capital county district province region state country island islands river lake
valley coast border bay beach bridge park market harbour harbor port hill mountain mountains forest main high school hall
church cathedral mosque hospital library station airport museum cemetery stadium prison embassy courthouse the of and
`);
