import type { Story } from '../story.ts';

/** Parties, parliaments and talks between governments. */
export const election: Story = {
  headlines: [
    '{people} [coalition|opposition|government] [splits|wins|wobbles] over [budget|pensions|border deal]',
    '[Envoys|Ministers] [near|leave|resume] [gas|grain|fishing] talks in {capital}',
    '[Turnout|Polls|Recount] [surprises|worries|divides] {capital}',
  ],
  leads: [
    'The {people} [government|opposition|parliament] [rejected|approved|put off] a [bill|treaty|budget] on [pensions|fishing rights|asylum|broadcasting] on {day}, [days|weeks|hours] before [an election|a party congress|a visit from Brussels] that [polls|diplomats|its own members] [call|consider] [open|decisive|lost].',
    'Talks on a [winter gas|grain|fishing|customs|prisoner] [deal|agreement|truce] [broke up|ended|resumed] in {capital} on {day} after {number} hours, with [both sides|the mediators|delegates] [blaming each other|promising to return|close to a signature].',
  ],
  facts: [
    'A [poll|survey] [by {body}|published on {day}] gave the [ruling|governing|liberal] party {percent} and its [rival|former ally|main challenger] {percent}, with {percent} [undecided|refusing to answer].',
    '{capital} has [closed|reopened|tightened] the [border|embassy|pipeline] {number} times since {year}, [most recently|last] in {month}.',
    'The [coalition|cabinet|alliance], [formed|patched together] in {month} {year}, has a majority of [only|just] {number} [seats|votes].',
    'Under the [draft|deal|constitution], the [president|court|upper house] has {number} [days|weeks] to [sign|veto|return] the [law|treaty|list].',
    '[Protesters|Farmers|Students|Lorry drivers] [blocked|marched to|camped outside] [parliament|the ministry|the port] for the [third|fifth|tenth] day, and {number} were [arrested|detained|hurt].',
    'The [European Commission|United Nations|World Bank] [has lent|froze|released] {money} [to {country}|of aid|in {month}] and [wants|demands|expects] [reforms|accounts|a new law] [in return|by {month}].',
    '[Turnout|Postal voting|Registration] [reached|fell to|passed] {percent}, [the lowest|a record|up from {percent}] since {year}.',
  ],
  quotes: [
    'What is left is a matter of [ink|days|pride], and [pride|paper] is [expensive|patient]',
    'This [government|parliament|list] has [lost|spent|sold] [its way|our trust|the country’s patience]',
    'We [did not come|were not sent] here to [sign|smile|lose] [for the cameras|at any price]',
    'The [voters|people|villages] [are not|were never] [fools|for sale], and on {day} they [will say so|said so]',
    'There are [three commas|two islands|{number} pages] between [us|peace|a deal] and [failure|a signature|bread]',
    'I [shall|will] [resign|stay|apologise] when the [count|report|last vote] [is in|tells me to], not [before|a minute sooner]',
  ],
  claims: [
    'the [deal|bill|list] would [pass|fail|be changed] [before|by] {month}',
    '{country} would [never|soon|gladly] [accept|recognise|leave] such [terms|a border|a court]',
    'the [ballot|count|campaign] had been [fair|marred by threats|bought]',
    '[sanctions|subsidies|tariffs] of {percent} [remained|were not] on the table',
    'the [minister|ambassador|party leader] had [known|lied|asked to resign] [since {month}|in private]',
    '{number} [polling stations|villages|delegates] had [reported|complained of] [irregularities|missing papers]',
  ],
  fragments: [
    'a [signature|breath|phone call] away',
    '[theatre|blackmail|arithmetic]',
    'a [coup|gift] in [slow motion|good suits]',
    'the [price|cost] of [silence|delay]',
  ],
  cast: [
    'Prime Minister',
    'Foreign Minister',
    'President',
    ', who leads the opposition',
    ', a political scientist at {body}',
    ', the {people} ambassador',
    ', a spokesperson for the ministry',
  ],
};
