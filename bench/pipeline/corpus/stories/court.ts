import type { Story } from '../story.ts';

/** Trials, inquests and inquiries. */
export const court: Story = {
  headlines: [
    '[Jury|Court|Judge] [hears|told] of [missing|forged|burnt] [ledgers|cheques|letters] in {company} [trial|case]',
    '[Former|Ex-] [treasurer|manager|accountant] [jailed|cleared|fined] over {money} [fraud|theft|loan]',
    'Inquest into [mill|ferry|quarry|tunnel] [deaths|collapse] [opens|adjourned] in {town}',
  ],
  leads: [
    'A [former|retired|senior] [manager|director|accountant|ship’s engineer] of {company} [took|diverted|hid|lost] {money} over {number} [months|years] to pay for [racehorses|a villa|his gambling|a failing hotel], {town} Crown Court [heard|was told] on {day}.',
    'The [inquiry|inquest|hearing] into the [collapse|fire|explosion|flooding] at [a warehouse|a grain silo|the old mill|a care home] in {town} [opened|resumed|closed] on {day} with [evidence|questions|an apology] from {company}.',
  ],
  facts: [
    'The [defendant|accused|former director], [aged|now] {number}, [denies|admits|has pleaded not guilty to] {number} [charges|counts] of [fraud|theft|false accounting|perjury] between {month} {year} and {month}.',
    '[Police|Detectives|Inspectors] [searched|raided|sealed] [an office|a flat|a boathouse] in {town} in {month} and [took away|found|photographed] {number} [boxes|laptops|passports|envelopes of cash].',
    'The [jury|bench|panel] of {number} [women|men|members] was [shown|read|played] [emails|bank statements|a telephone recording|photographs] [sent|taken|made] [the night before|two days after|within hours of] the [fire|transfer|accident].',
    'The [trial|hearing|inquest] [is expected|was due] to [last|end within] {number} [weeks|days], and [{number} witnesses|a handwriting expert|two bishops] have [yet to be heard|been called|asked to give evidence in private].',
    'A [previous|first|civil] [trial|verdict|settlement] [collapsed|was set aside|fell apart] in {year} [when|after|because] a [juror|witness|clerk] [fell ill|spoke to a newspaper|could not be found].',
    '[Outside|On the steps of] the court, [relatives|former colleagues|pensioners] [held up|carried|wore] [photographs|placards|black ribbons], and [one|a few] of them [wept|sang|left before the end].',
    'The [fund|pension scheme|charity] [lost|was owed|has recovered] {percent} of its [money|assets], and {number} [savers|widows|employees] are [waiting|still waiting|suing].',
  ],
  quotes: [
    'I [signed|read|burnt] what I was [given|told to sign|handed], and I have [regretted|thought about] it [every day since|ever since]',
    'It was [not|never] [greed|carelessness|a mistake], members of the jury, it was [a plan|habit|routine], [written down|rehearsed|repeated] {number} times',
    'My [client|sister|father] [trusted|feared|worked for] [that man|these people] for {number} years, and [this|silence] is [the thanks|what came of it]',
    'The [alarm|pump|door] [had been broken|was switched off|never worked], and [everybody|the whole shift|my foreman] [knew|knew it]',
    'We [want|came for] [the truth|an answer|one honest sentence], not [money|flowers|another report]',
    'There is [no evidence|not a shred of evidence|nothing on paper] that [he|anybody] [knew|gained|lied]',
  ],
  claims: [
    'the [books|accounts|logs] had been [kept|altered|copied] by [somebody else|a clerk who has since died|two people]',
    'the [money|missing sum|cash] was [a loan|a gift|never his] and would be [repaid|explained] [in full|by {month}]',
    'the [company|agency|owner] had [ignored|received|lost] {number} [warnings|letters|complaints] [from staff|since {year}]',
    'the [fire|crack|leak] began [in the boiler room|behind a wall|on the third floor] [hours|minutes] before [anyone|the guard] [rang for help|noticed]',
    'a [sentence|fine|ban] of less than {number} [years|months] would [send|be] [the wrong message|an insult to the victims]',
    'the [witness|expert|detective] had [changed|withdrawn|sold] [her|his] [story|statement]',
  ],
  fragments: [
    'a [web|pattern|culture] of [lies|fear|silence]',
    '[breathtaking|ordinary|systematic] [dishonesty|neglect]',
    'an [accident|scandal] waiting to happen',
    'the [coldest|saddest] [letter|case] in {number} years',
  ],
  cast: [
    'Judge',
    'Detective Inspector',
    ', for the prosecution',
    ', for the defence',
    ', a [bookkeeper|crane driver|night nurse|cleaner] at {company}',
    ', the coroner',
  ],
};
