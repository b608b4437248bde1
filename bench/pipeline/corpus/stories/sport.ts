import type { Story } from '../story.ts';

/** Matches, races and transfers. */
export const sport: Story = {
  headlines: [
    '{club} [beat|hold|lose to] {town} [in the rain|late on|in cup tie]',
    '[Late|Own|Freak] goal [sinks|saves|sends up] {club}',
    '{club} [sack|keep|sign] [coach|captain|striker] after [defeat|derby|{money} deal]',
  ],
  leads: [
    '{club} [came from behind|held on|needed extra time] to [beat|draw with|knock out] {town} [three-two|one-all|four-one] on {day} [in front of|before] {number},000 [spectators|people|supporters], [their|a] [first|third|fifth] [win|point|goal] [since {month}|away from home|under a new coach].',
    'A [header|penalty|free kick|deflected shot] in the [{number}th minute|last minute|first half] [gave|cost|won] {club} the [match|cup|derby] on {day} and left {town} [bottom of the table|a point behind|in tears].',
  ],
  facts: [
    'The [visitors|hosts|champions], [without|missing] {number} [injured|suspended|tired] players, [hit the post|had a goal ruled out|lost their goalkeeper] [twice|before the break|within minutes].',
    'The [club|side|team] [has won|has lost|drew] {number} of its last {number} [matches|away games|cup ties] and [sits|lies|stays] {number} points [clear|behind|above the drop].',
    'The [striker|captain|winger], [{number}|who turns {number} in {month}], [joined from|was on loan at|grew up near] {town} for {money} in {year}.',
    'The [referee|video official|fourth official] [checked|ignored|reversed] the [decision|foul|goal] [after|for] {number} minutes, [to jeers|to general disbelief|while rain fell].',
    '[Rain|Snow|Fog|A floodlight failure] [held up|delayed|nearly ended] [play|the race|the second half] for {number} minutes.',
    'The [stadium|track|pool], [built|rebuilt|opened] in {year} for {money}, [holds|seats] {number},000 and is [owned|rented|managed] by {company}.',
    'They [meet|play|travel to] {town} on {day}, and [the winner|a draw|anything but defeat] [goes through|would do|will settle it].',
  ],
  quotes: [
    'We [were asleep|forgot to play|defended like strangers] for [half an hour|{number} minutes], and [then|at last] [we woke up|somebody shouted|the crowd helped]',
    'The [lads|girls|players] [gave|left] everything [out there|on that pitch], and I [cannot ask|would not ask] for [more|anything else]',
    'That was [never|clearly|a hundred times] a [penalty|foul|goal], and [everyone|even their bench] [saw it|knows it]',
    'I [dreamt|thought] of [this|a night like this] when I was [a boy|ten|playing in the yard]',
    'You [do not win|win nothing] [in {month}|on paper|with names], you [win|win it] [with your feet|in the rain|when it hurts]',
    '[Talk|Ask me|Come back] [about the title|about that] [in {month}|when we have {number} points]',
  ],
  claims: [
    'the [captain|goalkeeper|coach] would [stay|leave|be fit] [until {month}|next season|by {day}]',
    'the [club|league|federation] had [offered|refused|agreed to pay] {money}',
    'the [pitch|ball|schedule] was [a disgrace|not to blame|too much for young legs]',
    'no [talks|offer|bid] had [taken place|come from {town}|been made in writing]',
    'the [team|squad] [lacked|needed|had found] [patience|a second striker|its courage]',
    '{number} [fans|stewards|supporters] had been [hurt|banned|turned away] [at the gate|before the match]',
  ],
  fragments: [
    'a [night|day] for [the scrapbook|grown-ups]',
    '[criminal|schoolboy|beautiful] [defending|football]',
    'the [longest|best] {number} minutes of [her|his|my] life',
    'a [robbery|lesson|circus]',
  ],
  cast: [
    ', the {club} coach',
    ', who captains {club}',
    ', chairman of {club}',
    ', the {town} goalkeeper',
    ', a [season-ticket holder|groundsman|former international]',
    'Sports Minister',
  ],
};
