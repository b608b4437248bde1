import type { Selectable } from 'kysely';
import type { Quotation } from '../../stages/normalize/types.ts';
import type { Texts } from '../types.ts';

/** Columns of `texts` that hold its quotations. */
export const QUOTATION_COLUMNS = [
  'quotation_starts',
  'quotation_ends',
  'quotation_inner_starts',
  'quotation_inner_ends',
  'quotation_depths',
  'quotation_paragraphs',
  'quotation_continues',
] as const;

/** The quotations of a row of `texts`, as normalize gave them. */
export function quotationsOf(row: Pick<Selectable<Texts>, (typeof QUOTATION_COLUMNS)[number]>): Quotation[] {
  return row.quotation_starts.map((start, i) => ({
    start,
    end: row.quotation_ends[i],
    innerStart: row.quotation_inner_starts[i],
    innerEnd: row.quotation_inner_ends[i],
    closed: row.quotation_inner_ends[i] < row.quotation_ends[i],
    depth: row.quotation_depths[i],
    paragraph: row.quotation_paragraphs[i],
    continues: row.quotation_continues[i],
  }));
}
