import { type Article, writeArticle } from './article.ts';
import { AGENCIES, OUTLETS, TOWNS } from './names.ts';
import { type Random, seeded } from './random.ts';
import { type Rendered, render, renderDispatch } from './render.ts';

/**
 * What a document is to the ones before it:
 * - `article`: of its own;
 * - `wireCopy`: an earlier one at another outlet, with another headline, without its last paragraph;
 * - `edit`: an earlier one at another address of its outlet, lightly edited;
 * - `copy`: an earlier one's bytes at another address;
 * - `repeat`: an earlier one's bytes at its address;
 * - `correction`: an earlier one's address with a figure corrected.
 */
export type Relation = 'article' | 'wireCopy' | 'edit' | 'copy' | 'repeat' | 'correction';

export interface CorpusDocument extends Rendered {
  /** `d` and its place, from 1, in eight digits. */
  id: string;
  url: string;
  relation: Relation;
}

/** Documents of a block; relations stay within one, so that each document can be made from its number alone. */
const BLOCK = 200;
/** Of each block, how many are what to an earlier one of it; no document has two of them. */
const RELATED: readonly (readonly [relation: Relation, count: number])[] = [
  ['wireCopy', 6],
  ['edit', 4],
  ['copy', 2],
  ['repeat', 1],
  ['correction', 1],
];

const SEED = 20_250_303;

/** The document at a place of the corpus, from 0: always the same. */
export function documentAt(index: number): CorpusDocument {
  const { relation, of } = relationOf(index);
  const original = seeded(SEED, of);
  const article = writeArticle(original);
  const url = addressOf(article.outlet, of);
  const id = `d${String(index + 1).padStart(8, '0')}`;
  const own = seeded(SEED, index, 1);
  switch (relation) {
    case 'article':
    case 'repeat':
      return { id, url, relation, ...render(article, url, original) };
    case 'copy':
      return {
        id,
        url: addressOf((article.outlet + 1) % OUTLETS.length, index),
        relation,
        ...render(article, url, original),
      };
    case 'correction':
      return { id, url, relation, ...render(corrected(article), url, original) };
    case 'edit': {
      const address = addressOf(article.outlet, index);
      return { id, url: address, relation, ...render(edited(article, own), address, original) };
    }
    case 'wireCopy': {
      const copy = reprinted(article, own);
      return {
        id,
        url: addressOf(copy.outlet, index),
        relation,
        contentType: 'text/plain',
        text: renderDispatch(copy),
      };
    }
  }
}

/** What a document is to an earlier one; `of` is its own place where it is an article of its own. */
export function relationOf(index: number): { relation: Relation; of: number } {
  const start = index - (index % BLOCK);
  const places = seeded(SEED, start, 2).shuffled(Array.from({ length: BLOCK }, (_, i) => start + i));
  for (const [relation, count] of RELATED) {
    for (let i = 0; i < count; i += 1) {
      const [one, other] = places.splice(0, 2);
      if (Math.max(one, other) === index) return { relation, of: Math.min(one, other) };
    }
  }
  return { relation: 'article', of: index };
}

function addressOf(outlet: number, index: number): string {
  return `https://${OUTLETS[outlet][1]}/archive/${index + 1}`;
}

function corrected(article: Article): Article {
  const [first, ...rest] = article.paragraphs;
  return {
    ...article,
    paragraphs: [first, ...rest, 'This article was corrected: an earlier version gave another figure.'],
  };
}

function edited(article: Article, random: Random): Article {
  const paragraphs = article.paragraphs.filter((_, i) => i !== article.paragraphs.length - 2);
  return {
    ...article,
    headline: `UPDATE: ${article.headline}`,
    paragraphs: [...paragraphs, `Reporting from ${random.pick(TOWNS)} was contributed to this article.`],
  };
}

function reprinted(article: Article, random: Random): Article {
  return {
    ...article,
    outlet: (article.outlet + random.between(1, OUTLETS.length - 1)) % OUTLETS.length,
    agency: random.pick(AGENCIES),
    headline: `${article.headline}, agency reports`,
    paragraphs: article.paragraphs.slice(0, -1),
  };
}
