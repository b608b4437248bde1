const PEOPLE = [
  'Ada Okoye',
  'Tom Reyes',
  'Lena Holm',
  'Marcus Feld',
  'Ines Duarte',
  'Piotr Zielak',
  'Grace Amadi',
  'Sven Lindqvist',
];
const OFFICES = ['Mayor', 'Councillor', 'Professor', 'Minister', 'Judge', 'Doctor'];
const PLACES = ['Lower Venn', 'Port Merrow', 'Ashcombe', 'Tarnfield', 'Oakhaven'];
const SUBJECTS = ['the bridge', 'the night bus', 'the library', 'the harbour', 'the hospital roof', 'the school'];
const CUES = ['said', 'warned', 'insisted', 'told reporters', 'added'];
const PROMISES = [
  'it would open again before the summer',
  'the repairs would cost two million pounds',
  'nobody had asked the people who live there',
  'the plan would be put off until the autumn',
];

/** One of a set by number, another for each `turn`. */
function pick<Item>(items: readonly Item[], number: number, turn = 1): Item {
  return items[(Math.floor(number / turn) + number * turn) % items.length];
}

/**
 * A short article, another for each number.
 * @returns its text; whether one of its statements is a warning, which is one in a few articles.
 */
export function newsletter(number: number): string {
  const person = pick(PEOPLE, number);
  const other = pick(PEOPLE, number + 3);
  const subject = pick(SUBJECTS, number, 2);
  const place = pick(PLACES, number, 3);
  return [
    `${place} argues about ${subject}, number ${number}`,
    `${pick(OFFICES, number)} ${person} ${pick(CUES, number)} on Monday that ${pick(PROMISES, number)}.`,
    `“We have waited ${number + 2} years for ${subject},” said ${other}, who lives in ${place}. “That is enough.”`,
    `According to ${pick(PEOPLE, number + 5)}, an engineer, ${pick(PROMISES, number, 2)}.`,
  ].join('\n\n');
}
