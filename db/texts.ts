import type { NormalizedText } from '../stages/normalize/types.ts';
import type { Connection } from './connection.ts';
import { insertRows } from './insert-rows.ts';
import { containing, Surface } from './surface.ts';

/** What of a normalised text makes it the same article: all but how it was read from its bytes. */
export type TextContent = Omit<NormalizedText, 'encoding' | 'offsets' | 'warnings'>;

/** Takes the article out of the stage's output; two raw documents may give the same one. */
export function textContent({ encoding: _, offsets: __, warnings: ___, ...content }: NormalizedText): TextContent {
  return content;
}

/** Writes the rows of a new artifact. @throws RangeError when a span is not one of the text. */
export async function insertText(db: Connection, artifactId: number, text: TextContent): Promise<void> {
  const surface = new Surface(text.text);
  const paragraphOf = containing(text.paragraphs);
  await insertRows(db, 'texts', [
    {
      artifact_id: artifactId,
      text: text.text,
      title: text.title,
      byline: text.byline,
      published: text.publishedAt,
      published_at: pointInTime(text.publishedAt),
      modified: text.modifiedAt,
      modified_at: pointInTime(text.modifiedAt),
      language: text.language,
      outlet: text.outlet,
      canonical_url: text.canonicalUrl,
    },
  ]);
  await insertRows(
    db,
    'paragraphs',
    text.paragraphs.map(({ start, end }, ordinal) => ({
      artifact_id: artifactId,
      ordinal,
      start,
      end,
      text: surface.at({ start, end }, 'Paragraph'),
    })),
  );
  await insertRows(
    db,
    'sentences',
    text.sentences.map(({ start, end }, ordinal) => ({
      artifact_id: artifactId,
      ordinal,
      start,
      end,
      text: surface.at({ start, end }, 'Sentence'),
      paragraph: paragraphOf(start),
    })),
  );
}

/** Writes how a result's text was read from its bytes. */
export async function insertTextOrigin(
  db: Connection,
  stageResultId: number,
  rawSha256: string,
  { encoding, warnings, offsets }: NormalizedText,
): Promise<void> {
  await insertRows(db, 'text_origins', [
    {
      stage_result_id: stageResultId,
      raw_sha256: rawSha256,
      encoding,
      warnings,
      starts: offsets.map(({ start }) => start),
      lengths: offsets.map(({ length }) => length),
      raw_starts: offsets.map(({ rawStart }) => rawStart),
      raw_lengths: offsets.map(({ rawLength }) => rawLength),
    },
  ]);
}

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
export async function loadTextSpans(
  db: Connection,
  artifactId: number,
): Promise<{ text: string; sentences: { start: number; end: number }[] }> {
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

const ISO_DATE =
  /^(?!0000)\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?<zone>Z|[+-]\d\d(?::?\d\d)?)?)?)?)?$/u;

/** Null also for what is no date, or one that does not exist. A time without a zone is taken as UTC. */
function pointInTime(date: string | null): string | null {
  const match = date === null ? null : ISO_DATE.exec(date);
  if (!match) return null;
  const [given] = match;
  const zone = match.groups?.zone?.replace(
    /^([+-]\d\d):?(\d\d)?$/u,
    (_, hours, minutes = '00') => `${hours}:${minutes}`,
  );
  const local = given.slice(0, given.length - (match.groups?.zone?.length ?? 0)).replace(',', '.');
  const time = Date.parse(local.includes('T') ? `${local}${zone ?? 'Z'}` : local);
  return Number.isNaN(time) || time < YEAR_ONE ? null : new Date(time).toISOString();
}

const YEAR_ONE = Date.parse('0001-01-01');
