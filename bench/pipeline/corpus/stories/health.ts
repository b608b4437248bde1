import type { Story } from '../story.ts';

/** Hospitals, schools, science and strikes. */
export const health: Story = {
  headlines: [
    '[Nurses|Teachers|Drivers] in {town} [vote for|call off|extend] [strike|walkout]',
    '{body} [finds|tests|questions] [drug|vaccine|lead pipes] [for|in] [children|asthma|old schools]',
    '[Hospital|School|Laboratory] [closes|reopens] [ward|wing|roof] after [leak|outbreak|fire check]',
  ],
  leads: [
    '[Nurses|Teachers|Ambulance crews|Laboratory staff] at {body} [voted|decided|threatened] on {day} to [strike|walk out|work to rule] for {number} days [over|in a dispute about] [pay|night shifts|unsafe wards|class sizes], [the first|the third] such [action|vote] since {year}.',
    'A [study|trial|survey] of {number},000 [patients|pupils|farm workers|twins] by {body} has [found|cast doubt on|confirmed] a [link|connection] between [damp homes|night work|diesel fumes|school meals] and [asthma|poor sleep|heart disease|absence], its authors [said|reported|wrote] on {day}.',
  ],
  facts: [
    'The [ward|wing|clinic|laboratory], [opened|last repaired] in {year}, [treats|teaches|screens] {number} [patients|children|samples] a [day|week] and has [waited|asked|applied] for [a new roof|money|two more doctors] since {month}.',
    '[Waiting lists|Vacancies|Absences] [grew|fell|rose] by {percent} [last year|in {month}], to {number},000, [while|as] the [budget|number of beds|staff] [shrank|stayed the same|rose by {percent}].',
    'The [paper|report|review], [published in|posted by] [a journal|{body}], [looked at|covers|compares] {number} [schools|hospitals|towns] in [{country}|three countries|the north] [over {number} years|between {year} and last {month}].',
    '[Two|Three|Four] [wards|lessons a day|operating theatres] will [stay closed|be cancelled|move to {town}] [until {month}|on {day}|for the time being].',
    'The [union|trust|ministry] [wants|offered|rejected] a rise of {percent}, [backdated to|starting in] {month}, [and|together with] [{number} extra nurses|shorter nights|free parking].',
    '[Inspectors|Engineers|A whistle-blower] [found|reported|photographed] [mould|asbestos|empty shelves|broken alarms] in {number} [rooms|corridors|cupboards] [in {month}|during an unannounced visit].',
    'The [drug|device|method], made by {company}, [costs|saves] {money} a [year|patient|clinic] and is [used|not yet allowed] in {country}.',
  ],
  quotes: [
    'We are [not|hardly] [machines|angels|miracle workers], and [a fourteen-hour night|an empty cupboard|one nurse for {number} beds] is [not care|nobody’s idea of care]',
    'The [effect|link|difference] is [small|clear|larger than we thought], but it is [there|real], in [every age group|all {number} towns]',
    'I would [not let|hesitate to let] my [own father|daughter|dog] [sleep|be treated|eat] [under that roof|in that ward|there]',
    '[Ask|Tell] [the parents|any patient|the night shift] [what|whether] [a delay|waiting] [means|costs]',
    '[Nobody|No doctor|No teacher] [goes on strike|walks out|leaves] [lightly|for fun|in {month}]',
    'The [data|numbers|scans] [do not|cannot] [tell|prove] [us why|everything], and [we say so|that is why we publish them]',
  ],
  claims: [
    '[patients|pupils|staff] were [safe|at risk|not told] [at all times|for {number} days]',
    'the [offer|rise|contract] was [final|fair|the best since {year}]',
    'more [research|money|nurses] [was needed|would not help] before [{month}|any change of policy]',
    '{number} [operations|lessons|appointments] had [been lost|to be cancelled] [since {month}|in a week]',
    'the [leak|outbreak|shortage] had been [reported|noticed|hidden] [last winter|in {month}|by managers]',
    'the [trial|study] had been [paid for|stopped early|checked] by [{company}|independent experts]',
  ],
  fragments: [
    'a [sticking plaster|cry for help]',
    '[no|an] immediate [danger|priority]',
    'a [small|quiet] [revolution|scandal]',
    'the [tip|bottom] of the [iceberg|barrel]',
  ],
  cast: [
    'Dr',
    'Professor',
    'Health Secretary',
    ', regional secretary of {union}',
    ', a [nurse|midwife|porter|teacher] with {number} years’ service',
    ', chief executive of {body}',
  ],
};
