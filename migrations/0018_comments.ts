import { type Kysely, sql } from 'kysely';

/** Comments that could be understood only beside another column's, and what says the same by itself. */
const COMMENTS: { before: string; after: string; columns: string[] }[] = [
  {
    before: 'The bytes.',
    after: 'The bytes that were seen, in raw_documents.',
    columns: ['captures.raw_sha256'],
  },
  {
    before: 'When.',
    after: 'When those bytes were seen.',
    columns: ['captures.captured_at'],
  },
  {
    before: 'Run of that workflow.',
    after: 'Run of the workflow, as Temporal shows it.',
    columns: [
      'captures.run_id',
      'stage_results.run_id',
      'document_versions.run_id',
      'failures.run_id',
      'article_history.run_id',
      'failed_documents.run_id',
      'lineage.stage_run_id',
      'lineage.capture_run_id',
      'lineage.run_id',
      'run_outcomes.run_id',
      'recomputations.run_id',
    ],
  },
  {
    before: 'When.',
    after: 'When the stage ran.',
    columns: ['stage_results.created_at', 'lineage.stage_ran_at', 'recomputations.created_at'],
  },
  {
    before: 'The same as a point in time; the start of the day in UTC where only the day is known.',
    after: 'Date of publication as a point in time; the start of the day in UTC where only the day is known.',
    columns: ['texts.published_at'],
  },
  {
    before: 'The same as a point in time.',
    after: 'Date of the last change that the document tells of, as a point in time.',
    columns: ['texts.modified_at', 'current_articles.modified_at'],
  },
  {
    before: 'The text.',
    after: 'The normalised text, in texts.',
    columns: [
      'paragraphs.artifact_id',
      'sentences.artifact_id',
      'text_signatures.text_artifact_id',
      'texts_to_compare.text_artifact_id',
    ],
  },
  {
    before: 'The bytes.',
    after: 'The bytes that were decoded, in raw_documents.',
    columns: ['text_origins.raw_sha256'],
  },
  {
    before: '0 to 1.',
    after: 'How sure the stage is, 0 to 1.',
    columns: [
      'mentions.confidence',
      'attributions.confidence',
      'current_mentions.confidence',
      'current_attributions.confidence',
    ],
  },
  {
    before: 'Title or office.',
    after: 'Title or office that is given with the name.',
    columns: ['credits.role', 'current_credits.role'],
  },
  {
    before: 'Address given with it.',
    after: 'E-mail address given with it.',
    columns: ['credits.email', 'current_credits.email'],
  },
  {
    before: 'Its bytes.',
    after: 'The bytes that it was made from, in raw_documents.',
    columns: ['document_versions.raw_sha256'],
  },
  {
    before: 'When.',
    after: 'When it failed.',
    columns: ['failures.failed_at', 'failed_documents.failed_at'],
  },
  {
    before: 'The same as a point in time.',
    after: 'Date of publication as a point in time; the start of the day in UTC where only the day is known.',
    columns: [
      'current_articles.published_at',
      'current_entities.published_at',
      'current_mentions.published_at',
      'current_attributions.published_at',
      'current_credits.published_at',
      'article_history.published_at',
    ],
  },
  {
    before: 'Its bytes in raw_documents.',
    after: 'The bytes that it was made from, in raw_documents.',
    columns: ['current_articles.raw_sha256', 'article_history.raw_sha256'],
  },
  {
    before: 'Milliseconds that those took.',
    after: 'Milliseconds that the stages took that it ran itself.',
    columns: ['run_summary.stages_ms', 'batch_documents.stages_ms'],
  },
  {
    before: 'Hash of that.',
    after: 'Hash of what the stage gave.',
    columns: ['lineage.artifact_sha256'],
  },
  {
    before: 'When.',
    after: 'When it began.',
    columns: ['batches.started_at'],
  },
  {
    before: 'When.',
    after: 'When they were compared.',
    columns: ['near_duplicates.found_at'],
  },
  {
    before: 'When.',
    after: 'When it was put here.',
    columns: ['texts_to_compare.queued_at'],
  },
  {
    before: 'When.',
    after: 'When it was computed again.',
    columns: ['unequal_recomputations.recomputed_at'],
  },
];

/** The data dictionary shows each column by itself, and so do database clients. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  for (const { after, columns } of COMMENTS) await comment(db, columns, after);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  for (const { before, columns } of COMMENTS) await comment(db, columns, before);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function comment(db: Kysely<any>, columns: string[], text: string): Promise<void> {
  for (const column of columns) await sql`comment on column ${sql.ref(column)} is ${sql.lit(text)}`.execute(db);
}
