import { sql } from 'kysely';
import { doneOf } from '../../bench/pipeline/figures/bulk.ts';
import type { Database } from '../../db/connection.ts';
import type { BatchProgress } from '../../workflows/messages.ts';
import { findOrphans } from '../support/orphans.ts';

/** One thing that must hold, and whether it does. */
export interface Check {
  what: string;
  measured: string | number;
  /** What it must be; with an operator where it need not be equal. */
  wanted: string | number;
  holds: boolean;
}

/** A figure that must be exactly so. */
export function equal(what: string, measured: string | number, wanted: string | number): Check {
  return { what, measured, wanted, holds: measured === wanted };
}

/** A figure that must not be above. */
export function atMost(what: string, measured: number, most: number): Check {
  return { what, measured: Number(measured.toPrecision(4)), wanted: `≤ ${most}`, holds: measured <= most };
}

const OUTCOMES = ['published', 'unchanged', 'superseded', 'duplicate', 'failed'] as const;

/** A batch's sums: what its workflow says, and what the database says by itself. */
export async function checkSums(db: Database, progress: BatchProgress): Promise<Check[]> {
  const { rows } = await sql<Record<(typeof OUTCOMES)[number] | 'listed' | 'under_way', number>>`
    select listed, published, unchanged, superseded, duplicate, failed, under_way
    from batch_summary where batch_id = ${progress.batchId}
  `.execute(db);
  const [summary] = rows;
  return [
    equal('listed, by the workflow and by batch_summary', progress.listed, summary.listed),
    equal(`${OUTCOMES.join(' + ')} + not done`, doneOf(summary) + summary.under_way, summary.listed),
    ...OUTCOMES.map((outcome) =>
      equal(`${outcome}, by the workflow and by batch_summary`, progress[outcome], summary[outcome]),
    ),
  ];
}

/** What holds of every database of Copydesk, whatever happened to it. */
export async function checkDatabase(db: Database): Promise<Check[]> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from document_versions
      group by document_id, text_artifact_id, entities_artifact_id, attribution_artifact_id having count(*) > 1
    ) equal_versions
  `.execute(db);
  const orphans = await findOrphans(db);
  const names = Object.entries(orphans).map(([what, count]) => `${count} × ${what}`);
  return [equal('documents with two equal versions', rows[0].count, 0), equal('orphan rows', names.join('; ') || 0, 0)];
}

/** Rows of a table or view. */
export async function countRows(db: Database, from: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(from)}`.execute(db);
  return rows[0].count;
}
