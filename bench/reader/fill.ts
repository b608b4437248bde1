import { sql } from 'kysely';
import type { Database } from '../../db/connection.ts';

/** Words that differ, sentences made of them, and people who speak. Both words and people are drawn by Zipf's law. */
const WORDS = 50_000;
const SENTENCES = 40_000;
const SENTENCE_WORDS = 14;
const ARTICLE_SENTENCES = 26;
const PEOPLE = 20_000;
const OUTLETS = 60;
const STATEMENTS = 8;
const ENTITIES = 12;

const SYLLABLES = [
  ...'ba be bi bo bu ca ce co cu da de di do du fa fe fi fo fu ga ge gi go gu ha he hi ho hu la le li lo lu'.split(' '),
  ...'ma me mi mo mu na ne ni no nu pa pe pi po pu ra re ri ro ru sa se si so su ta te ti to tu'.split(' '),
];

/** A number from 1 to `most`, each half as likely as the one of half the size. */
const zipf = (most: number) => sql`floor(power(${sql.lit(most)}::float8, random()))::int`;

/**
 * Fills an empty, migrated database with synthetic documents by statements over whole sets: some 370 words each, with a title,
 * an outlet, a date, entities, and statements with speakers; a tenth has a second version. What the list and the search do
 * not read is left out (bytes, paragraphs, sentences, mentions, spans).
 *
 * @param db superuser's, as foreign keys are not checked row by row.
 */
export async function fill(db: Database, documents: number, onProgress: (step: string) => void): Promise<void> {
  const count = sql.lit(documents);
  await db.connection().execute(async (connection) => {
    const step = async (name: string, statement: ReturnType<typeof sql>) => {
      onProgress(name);
      await statement.execute(connection);
    };
    await sql`set session_replication_role = replica`.execute(connection);
    await sql`set work_mem = '256MB'`.execute(connection);
    await sql`set maintenance_work_mem = '512MB'`.execute(connection);
    await sql`select setseed(0.5)`.execute(connection);
    const { rows } = await sql<{ definition: string }>`
      select pg_get_indexdef('texts_search'::regclass) as definition
    `.execute(connection);
    await sql`drop index texts_search`.execute(connection);

    await step(
      'words and sentences',
      sql`
        create temporary table syllable as
        select ordinality::int - 1 as id, syllable from unnest(${sql.val(SYLLABLES)}::text[]) with ordinality as s (syllable);
        `,
    );
    const base = sql.lit(SYLLABLES.length);
    await sql`
      create temporary table word as
      select i as id, a.syllable || b.syllable || coalesce(c.syllable, '') as word
      from generate_series(1, ${sql.lit(WORDS)}) i
      join syllable a on a.id = i % ${base}
      join syllable b on b.id = i / ${base} % ${base}
      left join syllable c on i >= ${base} * ${base} and c.id = i / (${base} * ${base})
    `.execute(connection);
    await sql`
      create temporary table sentence as
      with drawn as materialized (
        select s, k, ${zipf(WORDS)} as word
        from generate_series(1, ${sql.lit(SENTENCES)}) s, generate_series(1, ${sql.lit(SENTENCE_WORDS)}) k
      )
      select s as id, initcap(min(w.word)) || ' ' || string_agg(w.word, ' ') || '.' as sentence
      from drawn join word w on w.id = drawn.word group by s
    `.execute(connection);
    await sql`
      create temporary table person as
      select i as id, initcap(a.word) || ' ' || initcap(b.word) as name
      from generate_series(1, ${sql.lit(PEOPLE)}) i
      join word a on a.id = 1 + i % 977 join word b on b.id = 1 + i * 7 % ${sql.lit(WORDS)}
    `.execute(connection);

    await step(
      'documents',
      sql`insert into documents (id, key, current_version, created_at) overriding system value
        select i, 'https://bench.example/' || i, 1, now() - (${count} - i) * interval '1 second'
        from generate_series(1, ${count}) i`,
    );
    await step(
      'artifacts and texts',
      sql`insert into artifacts (id, stage, sha256, status, text_artifact_id, entities_artifact_id) overriding system value
        select 3 * i + s.place, s.stage, lpad(to_hex(3 * i + s.place), 64, '0'), s.status,
          case when s.place > 0 then 3 * i end, case when s.place = 2 then 3 * i + 1 end
        from generate_series(1, ${count}) i,
          (values (0, 'normalize', 'normalized'), (1, 'entities', 'tagged'), (2, 'attribution', 'attributed'))
            as s (place, stage, status)`,
    );
    await sql`
      insert into texts (artifact_id, text, title, byline, published, published_at, language, outlet)
      with drawn as materialized (
        select i, k, 1 + floor(random() * ${sql.lit(SENTENCES)})::int as sentence
        from generate_series(1, ${count}) i, generate_series(0, ${sql.lit(ARTICLE_SENTENCES)}) k
      ),
      article as (
        select i, string_agg(s.sentence, ' ') filter (where k > 0) as text,
          left(min(s.sentence) filter (where k = 0), 60) as title
        from drawn join sentence s on s.id = drawn.sentence group by i
      ),
      told as materialized (
        select *, random() as dated, random() as in_english, ${zipf(OUTLETS)} as outlet,
          (now() - (${count} - i) * interval '40 minutes' - random() * interval '20 days')::date as day
        from article
      )
      select 3 * i, text || E'\n\nNumber only' || i || '.', title, '{}',
        case when dated < 0.9 then day::text end, case when dated < 0.9 then day::timestamp at time zone 'UTC' end,
        case when in_english < 0.95 then 'en' when in_english < 0.98 then 'de' else null end,
        case when outlet < ${sql.lit(OUTLETS)} then 'Outlet ' || outlet end
      from told
    `.execute(connection);
    await step(
      'entities and statements',
      sql`insert into entities (artifact_id, ordinal, type, canonical, roles, aliases)
        with drawn as materialized (
          select i, k, ${zipf(PEOPLE)} as person from generate_series(1, ${count}) i, generate_series(0, ${sql.lit(ENTITIES - 1)}) k
        )
        select 3 * i + 1, k, 'PER', p.name, '{}', '{}' from drawn join person p on p.id = drawn.person`,
    );
    await sql`
      insert into attributions (artifact_id, ordinal, type, polarity, level, confidence, source_text, cue_text, content_text)
      select 3 * i + 2, k, 'direct', 'positive', 0, 0.9, 'Somebody', 'said', 'words'
      from generate_series(1, ${count}) i, generate_series(0, ${sql.lit(STATEMENTS - 1)}) k
    `.execute(connection);
    await sql`
      insert into attribution_speakers (artifact_id, attribution, ordinal, name, entities_artifact_id, entity)
      select e.artifact_id + 1, e.ordinal, 0, e.canonical, e.artifact_id, e.ordinal
      from entities e where e.ordinal < ${sql.lit(STATEMENTS)}
    `.execute(connection);
    await step(
      'versions',
      sql`insert into document_versions (document_id, version, source, raw_sha256, capture_id, first_capture_id, text_result_id,
          entities_result_id, attribution_result_id, text_artifact_id, entities_artifact_id, attribution_artifact_id,
          workflow_id, run_id, first_execution_run_id, created_at)
        select i, v, 'https://bench.example/' || i, lpad(to_hex(i), 64, '0'), i, i, i, i, i, 3 * i, 3 * i + 1, 3 * i + 2,
          'bench:' || i, 'run', 'run', now() - (${count} - i) * interval '1 second' + v * interval '1 millisecond'
        from generate_series(1, ${count}) i, generate_series(1, 2) v where v = 1 or i % 10 = 0`,
    );
    await sql`update documents set current_version = 2 where id % 10 = 0`.execute(connection);
    await step(
      'runs',
      sql`insert into captures (id, document_id, source, raw_sha256, captured_at, workflow_id, run_id, first_execution_run_id)
        overriding system value
        select i, i, 'https://bench.example/' || i, lpad(to_hex(i), 64, '0'), now() - (${count} - i) * interval '1 second',
          'bench:' || i, 'run', 'run'
        from generate_series(1, ${count}) i`,
    );
    await sql`
      insert into run_outcomes (workflow_id, first_execution_run_id, run_id, document_id, version, outcome, ended_at)
      select 'bench:' || i, 'run', 'run', i, 1, case when i % 100 = 0 then 'unchanged' else 'published' end, now()
      from generate_series(1, ${count}) i
    `.execute(connection);
    await step('the search index', sql`${sql.raw(rows[0].definition)}`);
    onProgress('statistics');
    await sql`vacuum (analyze)`.execute(connection);
  });
}
