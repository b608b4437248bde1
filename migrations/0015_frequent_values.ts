import { type Kysely, sql } from 'kysely';

/**
 * Indexes on words that many rows share. A hash index keeps equal values in one chain, which each insertion walks: with a
 * hundred thousand rows of "said" or "he", it takes as many pages to add one more. SP-GiST takes values of any length, as a
 * B-tree does not, and any number of equal ones.
 */
const INDEXES = [
  ['entities_by_name', 'entities', 'canonical'],
  ['entities_by_name_whatever_case', 'entities', 'lower(canonical)'],
  ['mentions_by_surface', 'mentions', 'lower(text)'],
  ['attributions_by_cue', 'attributions', 'lower(cue_text)'],
  ['attribution_speakers_by_name', 'attribution_speakers', 'name'],
  ['attribution_speakers_by_name_whatever_case', 'attribution_speakers', 'lower(name)'],
  ['credits_by_name', 'credits', 'lower(name)'],
];

// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await rebuild(db, 'spgist');
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await rebuild(db, 'hash');
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function rebuild(db: Kysely<any>, method: string): Promise<void> {
  for (const [name, table, expression] of INDEXES) {
    await sql`drop index ${sql.ref(name)}`.execute(db);
    await sql`
      create index ${sql.ref(name)} on ${sql.table(table)} using ${sql.raw(method)} ((${sql.raw(expression)}))
    `.execute(db);
  }
}
