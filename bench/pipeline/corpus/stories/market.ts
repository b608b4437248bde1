import type { Story } from '../story.ts';

/** Companies, shares and central banks. */
export const market: Story = {
  headlines: [
    '{company} [shares|bonds] [fall|jump|slide] {percent} after [profit warning|surprise bid|strike vote]',
    '[Central bank|Bank] of {country} [holds|raises|cuts] rates [again|as inflation eases|against forecasts]',
    '{company} to [close|sell|expand] {town} [plant|works|depot] with {number} jobs',
  ],
  leads: [
    '{company} said on {day} that [profits|sales|orders] for the [quarter|half year|year] had [fallen|risen|slumped|climbed] by {percent} to {money}, [well below|far above|roughly in line with] what [analysts|the market|its own managers] had [expected|forecast|hoped for].',
    'The {people} central bank [left|raised|lowered] its [key|main|benchmark] rate [to|at] {percent} on {day}, [citing|pointing to|blaming] [weak exports|rising wages|dear energy|a fragile currency] and [sending|pushing|dragging] [the currency|bank shares|bond yields] [higher|lower|to their level of {month}].',
  ],
  facts: [
    '[Shares|Its shares|The stock] [opened|closed|were trading] {percent} [lower|higher] in {capital}, [wiping out|adding|erasing] {money} of [market value|the year’s gains].',
    'The [company|group|bank], which [employs|has laid off|plans to hire] {number},000 people [worldwide|in {country}|in four countries], [makes|ships|insures] [ball bearings|frozen fish|wind turbines|railway wagons|car seats].',
    '[Wheat|Copper|Crude oil|Natural gas|Coffee] for [{month}|next-month] delivery [fell|rose|steadied] to {number} [dollars|euros], [the lowest|the highest|little changed] since {month} {year}.',
    'A [rival|Swiss|family-owned|smaller] [bidder|supplier|lender] [offered|withdrew|raised] {money} for the [business|stake|brand] in {month}, [an offer|a sum|a price] that the [board|founders|pension trustees] [refused|called low|never answered].',
    '[Costs|Energy bills|Freight rates|Interest payments] [doubled|fell by {percent}|ate up {percent} of revenue] in the [three|six|nine] months to the end of {month}.',
    'The [board|supervisory board|regulator] will [meet|vote|publish its findings] on {day}, and [shareholders|creditors|the unions] [are asked|have been told] to [wait|approve|comment] [by {month}|within {number} days].',
    'Unemployment in the [region|country|province] [stood|rose|fell] [at|to] {percent} in {month}, [according to official figures|figures showed|its best since {year}].',
  ],
  quotes: [
    'These are [difficult|decent|solid|disappointing] numbers in a [difficult|crowded|shrinking|nervous] market',
    '[Demand|Nobody’s demand|Appetite] has [not collapsed|come back|moved to] [overnight|in {country}|this spring], and [we|our customers] [see|feel] it [in the orders|every day]',
    'We [will not|do not intend to] [sell|cut|panic] [because of|over] [one bad quarter|a headline|a rumour]',
    '[Inflation|Uncertainty|Debt] is [a thief|a tax|no excuse], and the [bank|board|minister] [knows|should know] it',
    'The [plant|brand|deal] [makes|lost|cost us] {money} a [year|month], and that [could not|cannot] [go on|last]',
    'If the [price|rate|order book] [holds|recovers], we [hire|invest|open a second line] in {month}',
  ],
  claims: [
    'the [group|bank|firm] had [enough|little|no] [cash|room|credit] to [last|survive] until {month}',
    '[prices|wages|rents] would [rise|fall|stay] [by {percent}|below {percent}] [next year|by {month}]',
    'a [takeover|merger|listing] was [not on the table|only a matter of time|being studied]',
    '{number} [jobs|branches|shops] would [go|be spared|be moved to {country}]',
    'the [forecast|dividend|target] had been [too cautious|a mistake|set in better times]',
    'the [regulator|ministry|auditor] had [been told|raised no objection|asked for papers]',
  ],
  fragments: [
    'a [soft|bumpy|hard] landing',
    'a [textbook|clumsy|cheap] [bid|rescue]',
    '[pure|mere] speculation',
    'the [end|start] of a [long|lean] decade',
  ],
  cast: [
    ', chief executive of {company}',
    ', an analyst at {body}',
    'Finance Minister',
    ', who manages {money} for {company}',
    ', general secretary of {union}',
    'Governor',
  ],
};
