/**
 * How many plain-text articles of 500 words, and how many pages, `normalize` reads in a CPU second: `npm run bench:normalize`. `npm run bench`
 * measures the same, beside the rest.
 */
import { measureNormalize, WORDS } from '../pipeline/figures/normalize.ts';

const { articles, pages } = measureNormalize();
console.log(`${articles.toFixed(0)} articles of ${WORDS} words in a CPU second`);
console.log(`${pages.toFixed(0)} pages of the corpus in a CPU second`);
