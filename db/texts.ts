import type { NormalizedText } from '../stages/normalize/types.ts';
import type { Connection } from './connection.ts';
import type { TextSpans } from './rows/entity-rows.ts';
import { quotationsOf } from './rows/quotations.ts';

/**
 * Rebuilds what `normalize` gave, exactly.
 * @param stageResultId of the normalize stage; the text alone is the artifact's, the offset map is the result's.
 * @throws when there is no such result.
 */
export async function loadNormalizedText(db: Connection, stageResultId: number): Promise<NormalizedText> {
  const row = await db
    .selectFrom('stage_results')
    .innerJoin('texts', 'texts.artifact_id', 'stage_results.artifact_id')
    .innerJoin('text_origins', 'text_origins.stage_result_id', 'stage_results.id')
    .selectAll(['texts', 'text_origins'])
    .where('stage_results.id', '=', stageResultId)
    .executeTakeFirst();
  if (!row) throw new Error(`No normalize result ${stageResultId}: run the stage first.`);
  const [paragraphs, sentences] = await Promise.all([
    loadSpans(db, 'paragraphs', row.artifact_id),
    loadSpans(db, 'sentences', row.artifact_id),
  ]);
  return {
    text: row.text,
    title: row.title,
    byline: row.byline,
    publishedAt: row.published,
    modifiedAt: row.modified,
    language: row.language,
    outlet: row.outlet,
    canonicalUrl: row.canonical_url,
    paragraphs,
    sentences,
    quotations: quotationsOf(row),
    foreignParagraphs: row.foreign_paragraphs.map((paragraph, i) => ({
      paragraph,
      language: row.foreign_languages[i],
    })),
    encoding: row.encoding,
    offsets: row.starts.map((start, run) => ({
      start,
      length: row.lengths[run],
      rawStart: row.raw_starts[run],
      rawLength: row.raw_lengths[run],
    })),
    warnings: row.warnings,
  };
}

/** The text that later artifacts count their offsets in, and its sentences. @throws when there is none. */
export async function loadTextSpans(db: Connection, artifactId: number): Promise<TextSpans> {
  const row = await db.selectFrom('texts').select('text').where('artifact_id', '=', artifactId).executeTakeFirst();
  if (!row) throw new Error(`No text with artifact ${artifactId}: run normalize first.`);
  return { text: row.text, sentences: await loadSpans(db, 'sentences', artifactId) };
}

function loadSpans(db: Connection, table: 'paragraphs' | 'sentences', artifactId: number) {
  return db
    .selectFrom(table)
    .select(['start', 'end'])
    .where('artifact_id', '=', artifactId)
    .orderBy('ordinal')
    .execute();
}
