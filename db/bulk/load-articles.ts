import { sql } from 'kysely';
import type { AttributableText } from '../../stages/attribution/index.ts';
import type { EntityInput } from '../../stages/entities/types.ts';
import type { Connection } from '../connection.ts';
import { QUOTATION_COLUMNS, quotationsOf } from '../rows/quotations.ts';

/** What the stages after normalize read of a text. */
export type ArticleText = EntityInput & AttributableText;

/** The texts of several artifacts, by their numbers. */
export async function loadArticles(db: Connection, artifactIds: number[]): Promise<Map<number, ArticleText>> {
  if (artifactIds.length === 0) return new Map();
  const wanted = sql<number>`any(${artifactIds}::bigint[])`;
  const spans = (table: 'paragraphs' | 'sentences') =>
    db
      .selectFrom(table)
      .select(['artifact_id', 'start', 'end'])
      .where('artifact_id', '=', wanted)
      .orderBy('artifact_id')
      .orderBy('ordinal')
      .execute();
  const [texts, paragraphs, sentences] = await Promise.all([
    db
      .selectFrom('texts')
      .select(['artifact_id', 'text', 'title', 'byline', 'published', 'language', 'outlet', ...QUOTATION_COLUMNS])
      .where('artifact_id', '=', wanted)
      .execute(),
    spans('paragraphs'),
    spans('sentences'),
  ]);
  const articles = new Map(
    texts.map((row): [number, ArticleText] => [
      row.artifact_id,
      {
        text: row.text,
        title: row.title,
        byline: row.byline,
        publishedAt: row.published,
        language: row.language,
        outlet: row.outlet,
        quotations: quotationsOf(row),
        paragraphs: [],
        sentences: [],
      },
    ]),
  );
  for (const { artifact_id, start, end } of paragraphs) articles.get(artifact_id)?.paragraphs.push({ start, end });
  for (const { artifact_id, start, end } of sentences) articles.get(artifact_id)?.sentences.push({ start, end });
  return articles;
}
