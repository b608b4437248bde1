import { type Kysely, sql } from 'kysely';

/** Views with what each of their columns says. */
const COMMENTS: Record<string, [string, Record<string, string>]> = {
  people_places_organizations: [
    'The people, places and organisations that are known across documents, a row for each: what was linked by name or joined by hand has one id.',
    {
      id: 'Stable number: current_entities.known_id, current_attributions.speaker_id.',
      type: 'PER, LOC or ORG.',
      name: 'The name by which it was first known here.',
      also_called: 'Other names that articles have as the fullest form.',
      roles: 'Titles and offices that current articles give.',
      country: 'Of a place: its country, ISO 3166-1.',
      region: 'Of a place: its region, ISO 3166-2.',
      geonames_id: 'Of a city: its number in GeoNames.',
      articles: 'Current articles that name it.',
      statements: 'Statements of current articles of which it is a speaker.',
      first_published_at: 'Publication of the first current article that names it; null where none has a date.',
      last_published_at: 'Publication of the last one.',
      known_since: 'When it was first named here.',
    },
  ],
  current_entity_links: [
    'Why an entity of a current article is taken for the same as those of other articles, or why not: a row for each person, place and organisation of each article.',
    {
      document: 'Key of the document.',
      document_id: 'Number of the document.',
      version: 'Version of the document, from 1.',
      entity: 'Number of the entity within the article.',
      type: 'Type of the entity; of what a metonym stands for ORG.',
      canonical: 'The fullest form of the name in the article.',
      stands_for: 'What the entity stands for as a metonym, which is what this row links; empty for the entity itself.',
      roles: 'Titles and offices that the article gives.',
      known_id: 'Who or what it is: people_places_organizations.id; null where it is known in this article only.',
      name: 'The name by which that was first known here.',
      reason: 'What the rules found: as in entity_links.',
      evidence: 'What both have in common beside the name.',
      rules: 'Number of the rules.',
      found_id: 'What the rules alone would have: known_entities.id.',
      decision: 'Number of the decision by hand that says otherwise than the rules, in name_decisions.',
      artifact_id: 'Artifact that the entity is of: the view lineage says where it comes from.',
    },
  ],
};

const KNOWN_ID =
  'Who or what it is across documents: people_places_organizations.id; null where it is known in this article only.';
const SPEAKER_ID =
  'Who said it, across documents: people_places_organizations.id; null where the speaker is unknown or known in this article only.';

const ARTICLE = sql`d.key as document, d.id as document_id, v.version, t.title, t.outlet, t.published_at`;
const CURRENT = sql`
  documents d
  join document_versions v on v.document_id = d.id and v.version = d.current_version
  join texts t on t.artifact_id = v.text_artifact_id`;

const spans = (role: string) => sql`(
  select coalesce(jsonb_agg(jsonb_build_array(s.start, s."end") order by s.ordinal), '[]')
  from attribution_spans s
  where s.artifact_id = a.artifact_id and s.attribution = a.ordinal and s.role = ${sql.lit(role)})`;

/** The view of migration 0008, or the same with what is known across documents. */
const currentEntities = (isLinked: boolean) => sql`
  create or replace view current_entities as
  select ${ARTICLE}, e.ordinal as entity, e.type, e.canonical, e.roles, e.aliases, e.gender,
    (select count(*) from mentions m where m.artifact_id = e.artifact_id and m.entity = e.ordinal) as mentions,
    e.artifact_id ${isLinked ? sql`, n.same_as as known_id` : sql``}
  from ${CURRENT}
  join entities e on e.artifact_id = v.entities_artifact_id
  ${
    isLinked
      ? sql`left join entity_links l on l.artifact_id = e.artifact_id and l.entity = e.ordinal and l.stands_for = ''
        left join known_entities n on n.id = l.known_id`
      : sql``
  }`;

/**
 * Likewise. The sentence is looked up row by row now: with one table less the planner may begin with whichever it likes
 * (join_collapse_limit is 8), such as with a speaker.
 */
const currentAttributions = (isLinked: boolean) => sql`
  create or replace view current_attributions as
  select ${ARTICLE}, a.ordinal as attribution, k.name as speaker, nullif(array_to_string(e.roles, '; '), '') as role,
    e.type as speaker_type, a.source_text as source, a.cue_text as cue, a.content_text as words, a.type as kind,
    a.polarity, a.level, a.confidence,
    ${
      isLinked
        ? sql`(select s.text from sentences s where s.artifact_id = v.text_artifact_id and s.ordinal = a.sentence) as sentence`
        : sql`s.text as sentence`
    },
    ${spans('source')} as source_spans, ${spans('cue')} as cue_spans, ${spans('content')} as content_spans,
    a.artifact_id ${isLinked ? sql`, n.same_as as speaker_id` : sql``}
  from ${CURRENT}
  join attributions a on a.artifact_id = v.attribution_artifact_id
  left join attribution_speakers k on k.artifact_id = a.artifact_id and k.attribution = a.ordinal
  left join entities e on e.artifact_id = k.entities_artifact_id and e.ordinal = k.entity
  ${
    isLinked
      ? sql`left join entity_links l on l.artifact_id = k.entities_artifact_id and l.entity = k.entity
          and l.stands_for = case when k.name = e.canonical then '' else k.name end
        left join known_entities n on n.id = l.known_id`
      : sql`left join sentences s on s.artifact_id = v.text_artifact_id and s.ordinal = a.sentence`
  }`;

const dated = (aggregate: 'min' | 'max') => sql`(
  select ${sql.raw(aggregate)}(t.published_at)
  from known_entities m
  join entity_links l on l.known_id = m.id
  join document_versions v on v.entities_artifact_id = l.artifact_id
  join documents d on d.id = v.document_id and d.current_version = v.version
  join texts t on t.artifact_id = v.text_artifact_id
  where m.same_as = p.id)`;

/** Shows who is who across documents, and gives the views of entities and attributions their numbers. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await currentEntities(true).execute(db);
  await currentAttributions(true).execute(db);
  await sql`
    comment on column current_entities.known_id is ${sql.lit(KNOWN_ID)};
    comment on column current_attributions.speaker_id is ${sql.lit(SPEAKER_ID)};

    create view current_entity_links as
    select d.key as document, d.id as document_id, v.version, l.entity,
      case when l.stands_for = '' then e.type else 'ORG' end as type, e.canonical, l.stands_for, e.roles,
      n.same_as as known_id, s.name, l.reason, l.evidence, l.rules, l.found_id, l.decision_id as decision, l.artifact_id
    from documents d
    join document_versions v on v.document_id = d.id and v.version = d.current_version
    join entity_links l on l.artifact_id = v.entities_artifact_id
    join entities e on e.artifact_id = l.artifact_id and e.ordinal = l.entity
    left join known_entities n on n.id = l.known_id
    left join known_entities s on s.id = n.same_as;

    create view people_places_organizations as
    select p.id, p.type, p.name,
      array(
        select distinct case when l.stands_for = '' then e.canonical else l.stands_for end
        from known_entities m
        join entity_links l on l.known_id = m.id
        join entities e on e.artifact_id = l.artifact_id and e.ordinal = l.entity
        where m.same_as = p.id and case when l.stands_for = '' then e.canonical else l.stands_for end <> p.name
        order by 1
      ) as also_called,
      array(
        select distinct role
        from known_entities m
        join entity_links l on l.known_id = m.id and l.stands_for = ''
        join document_versions v on v.entities_artifact_id = l.artifact_id
        join documents d on d.id = v.document_id and d.current_version = v.version
        join entities e on e.artifact_id = l.artifact_id and e.ordinal = l.entity
        cross join lateral unnest(e.roles) as r (role)
        where m.same_as = p.id
        order by 1
      ) as roles,
      p.country, p.region, p.geonames_id,
      (
        select count(distinct d.id)
        from known_entities m
        join entity_links l on l.known_id = m.id
        join document_versions v on v.entities_artifact_id = l.artifact_id
        join documents d on d.id = v.document_id and d.current_version = v.version
        where m.same_as = p.id
      ) as articles,
      (
        select count(distinct (d.id, k.attribution))
        from known_entities m
        join entity_links l on l.known_id = m.id
        join entities e on e.artifact_id = l.artifact_id and e.ordinal = l.entity
        join attribution_speakers k on k.entities_artifact_id = l.artifact_id and k.entity = l.entity
          and l.stands_for = case when k.name = e.canonical then '' else k.name end
        join document_versions v on v.attribution_artifact_id = k.artifact_id
        join documents d on d.id = v.document_id and d.current_version = v.version
        where m.same_as = p.id
      ) as statements,
      ${dated('min')} as first_published_at, ${dated('max')} as last_published_at, p.created_at as known_since
    from known_entities p
    where p.same_as = p.id and exists (
      select from known_entities m join entity_links l on l.known_id = m.id where m.same_as = p.id
    );
  `.execute(db);
  for (const [view, [comment, columns]] of Object.entries(COMMENTS)) {
    await sql`comment on view ${sql.table(view)} is ${sql.lit(comment)}`.execute(db);
    for (const [name, text] of Object.entries(columns)) {
      await sql`comment on column ${sql.ref(`${view}.${name}`)} is ${sql.lit(text)}`.execute(db);
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await sql`drop view people_places_organizations; drop view current_entity_links`.execute(db);
  await remake(db, 'current_entities', currentEntities(false));
  await remake(db, 'current_attributions', currentAttributions(false));
  await sql`select grant_reading()`.execute(db);
}

/** Makes a view anew with fewer columns; the comments stay. */
// biome-ignore lint/suspicious/noExplicitAny: as above
async function remake(db: Kysely<any>, view: string, definition: ReturnType<typeof currentEntities>): Promise<void> {
  const { rows } = await sql<{ name: string; comment: string }>`
    select a.attname as name, d.description as comment
    from pg_description d
    left join pg_attribute a on a.attrelid = d.objoid and a.attnum = d.objsubid and d.objsubid > 0
    where d.objoid = ${view}::regclass and d.classoid = 'pg_class'::regclass
      and a.attname is distinct from 'known_id' and a.attname is distinct from 'speaker_id'
  `.execute(db);
  await sql`drop view ${sql.table(view)}`.execute(db);
  await definition.execute(db);
  for (const { name, comment } of rows) {
    const on = name === null ? sql`view ${sql.table(view)}` : sql`column ${sql.ref(`${view}.${name}`)}`;
    await sql`comment on ${on} is ${sql.lit(comment)}`.execute(db);
  }
}
