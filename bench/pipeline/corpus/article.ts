import { castPeople, nameOf, type Person } from './cast.ts';
import { AGENCIES, FAMILY_NAMES, MEN, OUTLETS, TOWNS, WOMEN } from './names.ts';
import type { Random } from './random.ts';
import { createFill, type Fill, MONTHS } from './slots.ts';
import { BACKGROUND } from './stories/background.ts';
import { STORIES } from './stories/index.ts';
import type { Story } from './story.ts';

/** An article before it has a form. */
export interface Article {
  headline: string;
  author: string;
  /** Index of `OUTLETS`. */
  outlet: number;
  agency: string;
  dateline: string;
  published: Date;
  paragraphs: string[];
}

const LEAST_WORDS = 190;
const MOST_WORDS = 410;
/** Share of paragraphs that report somebody's words; the rest are the reporter's. */
const SPEECH = 0.45;

/** An article of any kind, 200 to 450 words, its own for each state of `random`. */
export function writeArticle(random: Random): Article {
  const story = random.pick(STORIES);
  const fill = createFill(random);
  const people = castPeople(random.shuffled(story.cast).slice(0, random.between(3, 4)).map(fill), random);
  const wanted = random.between(LEAST_WORDS, MOST_WORDS);
  const paragraphs = [capitalised(fill(random.pick(story.leads)))];
  const speech = createSpeech(story, people, fill, random);
  const facts = random.shuffled([...story.facts, ...random.shuffled(BACKGROUND).slice(0, 3)]);
  for (let words = countWords(paragraphs[0]); words < wanted; ) {
    const fact = facts.at(-1);
    let paragraph: string;
    if (fact === undefined || random.chance(SPEECH)) paragraph = speech();
    else {
      facts.pop();
      paragraph = capitalised(fill(fact));
      if (random.chance(0.5)) paragraph += ` ${speech()}`;
    }
    paragraphs.push(paragraph);
    words += countWords(paragraph);
  }
  return {
    headline: fill(random.pick(story.headlines)),
    author: `${random.pick([...WOMEN, ...MEN])} ${random.pick(FAMILY_NAMES)}`,
    outlet: random.between(0, OUTLETS.length - 1),
    agency: random.pick(AGENCIES),
    dateline: random.pick(TOWNS).toUpperCase(),
    published: new Date(
      Date.UTC(2019 + random.between(0, 6), random.between(0, 11), random.between(1, 28), random.between(5, 22)),
    ),
    paragraphs,
  };
}

/** Paragraphs of exactly so many words, of as many articles as that takes. */
export function paragraphsOf(random: Random, words: number): string[] {
  const paragraphs: string[] = [];
  for (let left = words; left > 0; ) {
    for (const paragraph of writeArticle(random).paragraphs) {
      if (left === 0) break;
      const own = paragraph.split(' ').slice(0, left);
      left -= own.length;
      paragraphs.push(own.join(' '));
    }
  }
  return paragraphs;
}

/** The date as a reporter writes it: `3 March 2025`. */
export function dayOf({ published }: Article): string {
  return `${published.getUTCDate()} ${MONTHS[published.getUTCMonth()]} ${published.getUTCFullYear()}`;
}

export function countWords(text: string): number {
  return text.split(/\s+/u).length;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Gives a paragraph of speech each time: direct, indirect or mixed, with all orders of speaker and words. */
function createSpeech(story: Story, people: readonly Person[], fill: Fill, random: Random): () => string {
  const endless = (templates: readonly string[]) => {
    let rest: string[] = [];
    return () => {
      if (rest.length === 0) rest = random.shuffled(templates);
      return fill(rest.pop() as string);
    };
  };
  const [quote, claim, fragment] = [story.quotes, story.claims, story.fragments].map(endless);
  const words = () => capitalised(quote());
  const said = () => random.pick(['said', 'said', 'said', 'added', 'told reporters', 'insisted', 'argued']);
  let last: Person | undefined;
  const speaker = (place: 'subject' | 'end') => {
    const person = random.pick(people);
    // Who has just spoken is "she" or "he".
    const name = person === last && place === 'subject' && random.chance(0.6) ? person.pronoun : nameOf(person, place);
    last = person;
    return name;
  };
  const forms: (() => string)[] = [
    () => `“${words()},” said ${speaker('end')}.`,
    () => `“${words()},” ${speaker('subject')} ${said()}. “${words()}.”`,
    () => `${speaker('subject')} ${said()}: “${words()}.”`,
    () =>
      `${speaker('subject')} ${random.pick(['said', 'said', 'warned', 'admitted', 'claimed', 'told a news conference'])} that ${claim()}.`,
    () => `${speaker('subject')} ${random.pick(['denied', 'did not say', 'doubted', 'confirmed'])} that ${claim()}.`,
    () => `${speaker('subject')} called it “${fragment()}” and said that ${claim()}.`,
    () => fill(`According to {${random.pick(['company', 'body', 'union'])}}, ${claim()}.`),
    () => fill(`{${random.pick(['company', 'body', 'union'])}} said in a statement that ${claim()}.`),
    () => `Asked whether ${claim()}, ${speaker('subject')} declined to comment.`,
    () => `${speaker('subject')} believes that ${claim()}. “${words()},” ${(last as Person).pronoun} said.`,
  ];
  return () => capitalised(random.pick(forms)());
}
