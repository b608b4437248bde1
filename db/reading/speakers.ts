import { type Kysely, sql } from 'kysely';
import type { DB } from '../types.ts';

/** Somebody who is quoted in current articles; a joint statement counts for each of its speakers. */
export interface QuotedSpeaker {
  name: string;
  statements: number;
}

/**
 * Speakers, the most quoted first. All statements are counted, so that this says no more than one pass gives: articles and
 * dates of the most quoted would be most of the work again.
 * @param search part of the name, in any case; '' for all.
 */
export async function listQuotedSpeakers(
  db: Kysely<DB>,
  search: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<QuotedSpeaker[]> {
  const { rows } = await sql<QuotedSpeaker>`
    select k.name, count(*) as statements
    from attribution_speakers k
    join document_versions v on v.attribution_artifact_id = k.artifact_id
    join documents d on d.id = v.document_id and d.current_version = v.version
    ${search === '' ? sql`` : sql`where position(lower(${search}) in lower(k.name)) > 0`}
    group by k.name
    order by statements desc, k.name
    limit ${limit} offset ${offset}
  `.execute(db);
  return rows;
}

/** All statements of a speaker in current articles. */
function statementsOf(db: Kysely<DB>, name: string) {
  return db
    .selectFrom('attribution_speakers as k')
    .innerJoin('attributions as a', (join) =>
      join.onRef('a.artifact_id', '=', 'k.artifact_id').onRef('a.ordinal', '=', 'k.attribution'),
    )
    .innerJoin('document_versions as v', 'v.attribution_artifact_id', 'k.artifact_id')
    .innerJoin('documents as d', (join) =>
      join.onRef('d.id', '=', 'v.document_id').onRef('d.current_version', '=', 'v.version'),
    )
    .innerJoin('texts as t', 't.artifact_id', 'v.text_artifact_id')
    .where('k.name', '=', name);
}

/** What a speaker's page says first. */
export type SpeakerOverview = Awaited<ReturnType<typeof readSpeakerOverview>>;

/** How much somebody said, and when; `statements` is 0 where nobody of this name is quoted. */
export function readSpeakerOverview(db: Kysely<DB>, name: string) {
  return statementsOf(db, name)
    .leftJoin('entities as e', (join) =>
      join.onRef('e.artifact_id', '=', 'k.entities_artifact_id').onRef('e.ordinal', '=', 'k.entity'),
    )
    .select((eb) => [
      eb.fn.countAll<number>().as('statements'),
      eb.fn.count<number>('d.id').distinct().as('documents'),
      eb.fn.min('t.published_at').as('earliest'),
      eb.fn.max('t.published_at').as('latest'),
      sql<string[]>`coalesce(array_agg(distinct e.type) filter (where e.type is not null), '{}')`.as('types'),
    ])
    .executeTakeFirstOrThrow();
}

/** Which of a speaker's statements are wanted; all where left out. */
export interface StatementFilter {
  /** direct, indirect or mixed. */
  kind?: string;
  /** positive, negative or uncertain. */
  polarity?: string;
}

/** A statement on a speaker's page. */
export type SpeakerStatement = Awaited<ReturnType<typeof listSpeakerStatements>>[number];

/** What somebody said, the newest article first, and in its order; undated articles last. */
export function listSpeakerStatements(
  db: Kysely<DB>,
  name: string,
  { kind, polarity }: StatementFilter,
  { limit, offset }: { limit: number; offset: number },
) {
  return statementsOf(db, name)
    .$if(kind !== undefined, (query) => query.where('a.type', '=', kind as string))
    .$if(polarity !== undefined, (query) => query.where('a.polarity', '=', polarity as string))
    .select(['d.id', 'd.key', 't.title', 't.outlet', 't.published', 'a.ordinal', 'a.source_text', 'a.cue_text'])
    .select(['a.content_text', 'a.type', 'a.polarity', 'a.level', 'a.confidence'])
    .orderBy('t.published_at', (order) => order.desc().nullsLast())
    .orderBy('d.id', 'desc')
    .orderBy('a.ordinal')
    .limit(limit)
    .offset(offset)
    .execute();
}

/** Units of a timeline. */
export type TimeUnit = 'day' | 'month' | 'year';

/** Statements of one day, month or year (UTC). */
export interface TimelineBucket {
  /** First day, as `2025-04-01`. */
  start: string;
  statements: number;
  /** Articles that they stand in. */
  documents: number;
}

/** When somebody said something, by the publication of the articles; those without a date are left out. */
export function listTimeline(db: Kysely<DB>, name: string, unit: TimeUnit): Promise<TimelineBucket[]> {
  const start = sql<string>`to_char(date_trunc(${unit}, t.published_at at time zone 'UTC'), 'YYYY-MM-DD')`;
  return statementsOf(db, name)
    .where('t.published_at', 'is not', null)
    .select((eb) => [
      start.as('start'),
      eb.fn.countAll<number>().as('statements'),
      eb.fn.count<number>('d.id').distinct().as('documents'),
    ])
    .groupBy('start')
    .orderBy('start')
    .execute();
}

/** A title or office that articles gave a speaker. */
export interface SpeakerRole {
  role: string;
  documents: number;
  /** Publication of the first and the last article that gave it; null where none of them has a date. */
  first: Date | null;
  last: Date | null;
}

/** Most roles that a page shows. */
export const MOST_ROLES = 50;

/** The roles of a speaker over time, by their first article; undated ones last. At most `MOST_ROLES`. */
export async function listSpeakerRoles(db: Kysely<DB>, name: string): Promise<SpeakerRole[]> {
  const { rows } = await sql<SpeakerRole>`
    select r.role, count(distinct d.id) as documents, min(t.published_at) as first, max(t.published_at) as last
    from attribution_speakers k
    join entities e on e.artifact_id = k.entities_artifact_id and e.ordinal = k.entity
    cross join lateral unnest(e.roles) as r (role)
    join document_versions v on v.attribution_artifact_id = k.artifact_id
    join documents d on d.id = v.document_id and d.current_version = v.version
    join texts t on t.artifact_id = v.text_artifact_id
    where k.name = ${name}
    group by r.role
    order by first nulls last, r.role
    limit ${MOST_ROLES}
  `.execute(db);
  return rows;
}
