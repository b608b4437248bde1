/**
 * How many plain-text articles of 500 words `normalize` reads in a CPU second: `npm run bench:normalize`. The articles are made up, the same
 * each time, in turn a paragraph a line and in lines of 72 characters; every fifth has a damaged word.
 */
import { normalize } from '../../stages/normalize/index.ts';
import { writeArticle } from '../pipeline/corpus/article.ts';
import { seeded } from '../pipeline/corpus/random.ts';

/** What must hold, articles in a CPU second. */
const LEAST = 1000;
const WORDS = 500;
const ARTICLES = 300;
const SECONDS = 6;
const WIDTH = 72;

const cutLines = (text: string): string => text.replace(new RegExp(`(.{1,${WIDTH}})(?: |$)`, 'gu'), '$1\n').trim();

function articleOf(index: number): Uint8Array {
  const random = seeded(11, index);
  const paragraphs: string[] = [];
  let words = 0;
  while (words < WORDS) {
    for (const paragraph of writeArticle(random).paragraphs) {
      if (words >= WORDS) break;
      const own = paragraph.split(' ').slice(0, WORDS - words);
      words += own.length;
      paragraphs.push(own.join(' '));
    }
  }
  if (index % 5 === 0) paragraphs[1] += ' The cafÃ© stayed open.';
  return Buffer.from(paragraphs.map(index % 2 === 0 ? (text) => text : cutLines).join('\n\n'));
}

const articles = Array.from({ length: ARTICLES }, (_, index) => articleOf(index));
const readAll = () => {
  for (const bytes of articles) normalize({ bytes, contentType: 'text/plain' });
};
readAll();

const begun = process.cpuUsage();
const cpuSeconds = () => {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
};
let read = 0;
while (cpuSeconds() < SECONDS) {
  readAll();
  read += articles.length;
}
const speed = read / cpuSeconds();
console.log(
  `${speed.toFixed(0)} articles of ${WORDS} words in a CPU second (at least ${LEAST}: ${speed >= LEAST ? 'yes' : 'no'})`,
);
