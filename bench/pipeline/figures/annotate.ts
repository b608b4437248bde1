import { attribute } from '../../../stages/attribution/index.ts';
import { tagEntities } from '../../../stages/entities/index.ts';
import { normalize } from '../../../stages/normalize/index.ts';
import { paragraphsOf } from '../corpus/article.ts';
import { seeded } from '../corpus/random.ts';
import { cpuTimer } from './cpu-timer.ts';

/** How fast the stages that find facts are, each alone, on one core. */
export interface AnnotateFigures {
  /** Words in a CPU second. */
  entities: Speed;
  /** Documents of `WORDS` words in a CPU second, the tagging of entities not counted. */
  attribution: Speed;
}

interface Speed {
  aCpuSecond: number;
  /** CPU of a word of one text of `LONG` words to that of a word of texts of `WORDS` words. */
  growth: number;
}

export const WORDS = 700;
export const LONG = 70_000;
const ARTICLES = 100;
/** CPU seconds that each figure is measured for, at least. */
const SECONDS = 5;

function textOf(index: number, words: number) {
  const text = paragraphsOf(seeded(12, index), words).join('\n\n');
  return normalize({ bytes: Buffer.from(text), contentType: 'text/plain' });
}

/** CPU seconds of one reading of all; the first readings are not counted: code is compiled. */
function secondsOf(readAll: () => void): number {
  readAll();
  readAll();
  const cpuSeconds = cpuTimer();
  let times = 0;
  for (; times === 0 || cpuSeconds() < SECONDS; times += 1) readAll();
  return cpuSeconds() / times;
}

/** Measures on articles that are made up, the same each time. */
export function measureAnnotate(): AnnotateFigures {
  const short = Array.from({ length: ARTICLES }, (_, index) => textOf(index, WORDS));
  const long = [textOf(ARTICLES, LONG)];
  const entitiesOf = (texts: typeof short) => secondsOf(() => texts.forEach((text) => void tagEntities(text)));
  const attributionOf = (texts: typeof short) => {
    const tagged = texts.map((text) => ({ text, entities: tagEntities(text) }));
    return secondsOf(() => tagged.forEach(({ text, entities }) => void attribute(text, entities)));
  };
  const words = ARTICLES * WORDS;
  const speed = (measure: (texts: typeof short) => number, unit: number): Speed => {
    const seconds = measure(short);
    return { aCpuSecond: words / unit / seconds, growth: measure(long) / LONG / (seconds / words) };
  };
  return { entities: speed(entitiesOf, 1), attribution: speed(attributionOf, WORDS) };
}
