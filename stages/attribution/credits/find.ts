import type { Article } from '../article.ts';
import type { Credit } from '../types.ts';

export function findCredits(_article: Article): Credit[] {
  return [];
}
