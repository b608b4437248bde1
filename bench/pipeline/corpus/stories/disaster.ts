import type { Story } from '../story.ts';

/** Storms, floods, fires and accidents. */
export const disaster: Story = {
  headlines: [
    '[Storm|Flood|Landslide] [cuts off|kills {number} in|batters] {town}',
    '[Rescuers|Divers|Firefighters] [search|comb] [river|rubble|hillside] near {town}',
    '[Ferry|Train|Coach] [runs aground|derails|overturns] off {town}, {number} [hurt|rescued|missing]',
  ],
  leads: [
    'At least {number} people were [killed|hurt|reported missing] when a [landslide|flash flood|storm|fire] [tore through|swept|struck] [a campsite|a village|an apartment block|the market quarter] near {town} [early on|late on|before dawn on] {day}, [officials|the authorities|rescue workers] in {country} said.',
    'Rescue teams in {country} [searched|dug|worked] through the night for {number} [people|passengers|miners|children] after a [ferry|coach|mine shaft|school roof] [sank|overturned|collapsed|gave way] [outside|near|off] {town} on {day}.',
  ],
  facts: [
    'The [river|reservoir|tide] [rose|reached|passed] {number} [metres|feet] [above normal|in an hour|by midnight], [the highest|more than at any time] since {year}.',
    '[Some|About|More than] {number},000 [homes|households|customers] were [without power|cut off|evacuated], and the [road|railway|bridge] to {capital} [stayed closed|was washed away|reopened to ambulances only].',
    'The [army|navy|coastguard|Red Cross] sent {number} [boats|helicopters|field kitchens|generators] and [asked|appealed] for [blankets|volunteers|drinking water|blood donors].',
    '[Schools|Offices|Two hospitals|The airport] in the [valley|district|port] will [stay shut|remain closed|be used as shelters] until {day} [at least|at the earliest].',
    'The [government|province|insurers] [put|estimated] the [damage|losses|bill] at {money}, [a figure|a sum] that [may double|leaves out the harvest|was disputed at once].',
    'A [similar|smaller|far worse] [flood|fire|storm] [killed|displaced|ruined] {number} [families|farms|people] in {month} {year}, [after which|and yet] [the dykes were raised|nothing was rebuilt|a siren was installed].',
    '[Forecasters|The weather service] [expect|warn of|see] [another|a second] [front|night of rain|heatwave] [by {day}|before the week is out], with [gusts|falls|peaks] of {number} [kilometres an hour|millimetres|degrees].',
  ],
  quotes: [
    'The [water|wall|smoke] came [so fast|without a sound|like a train], we [left|lost|grabbed] [everything|the dog|the children] [and ran|in minutes]',
    'I [heard|saw|felt] [a crack|the siren|the ground move], and then the [house|street|bridge] was [gone|under water|on fire]',
    'We are [still|not] [looking|counting|giving up], and we [will not stop|carry on|need every pair of hands] [tonight|until everyone is found]',
    '[Nobody|No map|No plan] [warned|prepared|could prepare] us for [this|a night like that|such a wave]',
    'The [dead|missing|injured] are [neighbours|our friends|people with names], not [figures|a statistic]',
    'The [pumps|dykes|sirens] [held|failed|worked] [where|when] [it mattered|they were new]',
  ],
  claims: [
    'the [death toll|number of injured|damage] was [likely to rise|still unclear|lower than feared]',
    'the [dam|slope|vessel] had been [inspected|declared safe|overloaded] [in {month}|{number} days earlier]',
    '[help|aid|the army] had [come|arrived] [too late|within the hour|only on {day}]',
    '{number} [people|passengers|families] had been [found alive|taken to hospital|moved to schools]',
    'the [warning|order to leave|forecast] had [reached|never reached] the [villages|campers|fishermen]',
    'the [rebuilding|clean-up|search] would [take|cost] [{number} months|{money}|years]',
  ],
  fragments: [
    'a [scene|picture] of [war|ruin]',
    'the [worst|longest] night in {number} years',
    'a [miracle|man-made] [rescue|disaster]',
    '[unforgivable|heroic] [delay|work]',
  ],
  cast: [
    ', who leads the rescue service in {town}',
    'Interior Minister',
    'Governor',
    ', a [fisherman|teacher|farmer|bus driver] from {town}',
    ', of {body}',
    'Prime Minister',
  ],
};
