import { sql } from 'kysely';
import type { Database } from '../../../db/connection.ts';
import type { Facts } from './facts.ts';

/** The facts of a current article, as the public views tell them: another way than the export's own. */
export async function sqlFacts(db: Database, key: string): Promise<Facts> {
  const ask = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(db)).rows;
  const [article] = await ask(sql<Omit<Facts, 'sentences' | 'entities' | 'mentions' | 'attributions' | 'credits'>>`
    select document as key, version, title, byline, published, language, outlet, text
    from current_articles where document = ${key}
  `);
  const sentences = await ask(sql<{ start: number; end: number }>`
    select s.start, s."end" from sentences s join current_articles a using (artifact_id)
    where a.document = ${key} order by s.ordinal
  `);
  const entities = await ask(sql<Facts['entities'][number]>`
    select e.type, e.canonical, e.roles, e.aliases, e.gender,
      case when p.country is not null then jsonb_strip_nulls(jsonb_build_object('country', p.country, 'region', p.region,
        'geonamesId', p.geonames_id, 'latitude', p.latitude, 'longitude', p.longitude)) end as place, e.known_id as "knownId"
    from current_entities e left join current_places p using (document, entity)
    where document = ${key} order by entity
  `);
  const mentions = await ask(sql<Facts['mentions'][number]>`
    select entity, start, "end", text, type, kind, role, metonym_for as "metonymFor", value, confidence
    from current_mentions where document = ${key} order by mention
  `);
  const attributions = await ask(sql<Facts['attributions'][number]>`
    select source_spans as source, cue_spans as cue, content_spans as content, source as "sourceText", cue as "cueText",
      words, kind as type, polarity, level, confidence,
      coalesce(array_agg(speaker) filter (where speaker is not null), '{}') as speakers,
      coalesce(json_agg(speaker_id) filter (where speaker is not null), '[]') as "speakerIds"
    from (
      select c.*, k.ordinal from current_attributions c
      left join attribution_speakers k
        on k.artifact_id = c.artifact_id and k.attribution = c.attribution and k.name = c.speaker
      where document = ${key} order by c.attribution, k.ordinal
    ) c
    group by attribution, source_spans, cue_spans, content_spans, source, cue, words, kind, polarity, level, confidence
    order by attribution
  `);
  const credits = await ask(sql<Facts['credits'][number]>`
    select kind, name, role, credited_outlet as outlet, email, start, "end", text
    from current_credits where document = ${key} order by credit
  `);
  return {
    ...article,
    sentences: sentences.map(({ start, end }) => [start, end]),
    entities,
    mentions,
    attributions,
    credits,
  };
}
