import type { Story } from '../story.ts';

/** Town councils and their plans. */
export const council: Story = {
  headlines: [
    '[Council|Town hall|Councillors in {town}] [backs|back|rejects|puts off] {money} plan for [old dock|market hall|bus station|riverside]',
    '{town} to [lose|gain|rebuild] its [library|swimming pool|market|ferry stop] [by spring|next year|after vote]',
    '[Anger|Relief|Surprise] as {town} [raises|freezes|cuts] council tax by {percent}',
  ],
  leads: [
    'Councillors in {town} [voted|agreed|decided] on {day} [night|evening|afternoon] to [spend|set aside|borrow] {money} on [a new bridge|repairs to the sea wall|the old corn exchange|two primary schools|a tram depot], [despite|after|in spite of] [protests|a petition|doubts|warnings] from [traders|residents|parents|the opposition].',
    'A plan to [close|sell|rebuild|move] the [library|market hall|bus station|fire station|public baths] in {town} was [approved|thrown out|delayed|narrowly passed] by [{number} votes to {number}|a single vote|a show of hands] on {day}, [ending|reopening|deepening] a [quarrel|dispute|debate] that has [lasted|run|dragged on] since {month}.',
  ],
  facts: [
    'The [work|scheme|project], [first proposed|drawn up|costed] in {year}, is [expected|planned|due] to [begin|start|open] in {month} and will [last|take|need] {number} [months|weeks].',
    'Some {number} [people|residents|shopkeepers|pensioners] [filled|crowded into|queued outside] the [chamber|public gallery|town hall], and [several|a handful|two of them] were [asked to leave|shown out|told to sit down].',
    '[Rents|Parking charges|Business rates|Allotment fees] in the [centre|old town|harbour quarter] have [risen|gone up|climbed] by {percent} since {year}, [while|although|even as] [footfall|takings|visitor numbers] fell by {percent}.',
    'An [earlier|alternative|cheaper] [version|draft|design], which [spared|kept|moved] the [chestnut trees|war memorial|bowling green|skate park], was [dropped|voted down|withdrawn] in {month} [without debate|on legal advice|for lack of money].',
    'The [auditors|surveyors|planning officers] [found|counted|listed] {number} [faults|cracks|objections|unpaid invoices] in the [accounts|foundations|drawings|contract], [most|a third|none] of them [serious|old|known to the council].',
    'The [land|site|building] [belongs to|was bought by|is leased from] {company}, which [paid|offered|still owes] {money} for it in {year}.',
    'A [public inquiry|second vote|site visit|meeting with residents] is [planned|set|scheduled] for {day} [week|morning|evening] at the [corn exchange|Methodist hall|sports centre].',
  ],
  quotes: [
    'We have [listened|argued|waited] for [years|long enough|{number} months], and [tonight|this week|now] we [act|decide|keep our word]',
    'This [town|council|street] [cannot|will not|must not] [live|run|survive] on [promises|car parks|borrowed money] [alone|for ever|any longer]',
    'Nobody [asked|told|warned] the [traders|tenants|parents|bus drivers] [what they wanted|before the vote|what it would cost]',
    'I [grew up|have lived|keep a shop] [two streets away|opposite|round the corner], and I [do not recognise|barely recognise|know every brick of] [the place|that building|this plan]',
    '[My door|The file|That meeting] is [still open|always open|a matter of record], [whatever|no matter what] the [papers|opposition|developers] [say|claim|print]',
    'You [do not|cannot] [mend|paint|patch] a [roof|bridge|wall] with [a leaflet|a press release|good intentions]',
  ],
  claims: [
    'the [town|borough|council] could [not afford|barely afford|easily afford] [another winter|a further delay|such a loan]',
    '[every|no|half of all] [household|shop|tenant] would be [better off|worse off|consulted] by {month}',
    'the [figures|drawings|minutes] had been [checked|changed|hidden|published] [twice|in {month}|before the election]',
    'the [developer|contractor|owner] would [pay|repay|match] {money} [if|unless|when] the [work|building] [overran|was sold|was finished late]',
    '{number} [jobs|homes|parking spaces] [depended|hung|rested] on the [vote|grant|lease]',
    'the [grant|loan|permit] from [the ministry|London|{body}] [would lapse|had come late|was never in doubt]',
  ],
  fragments: [
    'a [gift|insult|disgrace] to the [town|young|taxpayer]',
    '[daylight|slow|polite] robbery',
    'the [best|worst] deal in {number} years',
    'a [car park|bill|monument] nobody [wants|ordered]',
  ],
  cast: [
    'Mayor',
    'Councillor',
    ', who chairs {union}',
    ', a [baker|butcher|florist|bookseller] in the high street',
    ', the council’s head of planning',
    ', leader of the opposition group',
  ],
};
