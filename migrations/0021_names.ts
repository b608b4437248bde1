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

/** Columns that never change; the others say who is the same, and move with that. */
const FIXED: Record<string, string[]> = {
  known_entities: [
    'id',
    'type',
    'key',
    'sense',
    'name',
    'country',
    'region',
    'geonames_id',
    'decision_id',
    'created_at',
  ],
  entity_links: ['artifact_id', 'entity', 'stands_for', 'found_id', 'reason', 'evidence', 'rules'],
  name_decisions: ['id', 'kind', 'from_id', 'into_id', 'reason', 'decided_by', 'decided_at'],
  name_assignments: ['decision_id', 'document_id', 'type', 'name'],
};

/** By index whatever the planner thinks of tables that have just been filled, and have no statistics. */
const BY_INDEX = sql`set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off`;

/** Tells the same person, place or organisation across documents. What is there already is linked by `names -- link`. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table known_entities (
      id          bigint primary key generated by default as identity,
      type        text not null check (type in ('PER', 'LOC', 'ORG')),
      key         text not null check (octet_length(key) <= 1000),
      sense       integer not null check (sense >= 0),
      name        text not null,
      families    text[] not null,
      countries   text[] not null,
      country     text check (country ~ '^[A-Z]{2}$'),
      region      text,
      geonames_id integer,
      same_as     bigint not null,
      decision_id bigint,
      created_at  timestamptz not null default clock_timestamp(),
      unique (type, key, sense)
    );
    create index known_entities_by_same_as on known_entities (same_as);
    create index known_entities_by_name on known_entities using hash (lower(name));
    comment on table known_entities is 'People, places and organisations that articles name, each once: what has one key and roles that one person can have is taken for the same. Rows stay when articles go, so that a name that comes back has its number again.';
    comment on column known_entities.id is 'Stable number.';
    comment on column known_entities.type is 'PER, LOC or ORG.';
    comment on column known_entities.key is 'What it is known by: the name without differences of case, spaces, apostrophes and hyphens; of a city geonames: with its number, of a country its code, of another place whose country or region is known that code and the name.';
    comment on column known_entities.sense is '0 for the first of its key, 1 for another whose roles nobody has together with those of the first, and so on.';
    comment on column known_entities.name is 'The name as it was first met.';
    comment on column known_entities.families is 'Of a person: what kinds of roles articles gave: office, law, sport ….';
    comment on column known_entities.countries is 'Of a person: the countries of the offices that the first article with such an office gave.';
    comment on column known_entities.country is 'Of a place: its country, ISO 3166-1; null where articles do not tell.';
    comment on column known_entities.region is 'Of a place: its region, ISO 3166-2.';
    comment on column known_entities.geonames_id is 'Of a city: its number in GeoNames.';
    comment on column known_entities.same_as is 'What it counts as: its own number, or after merges by hand that of the one which stands for all.';
    comment on column known_entities.decision_id is 'The decision by hand that set it apart; null for what the rules made.';
    comment on column known_entities.created_at is 'When it was first met.';

    create table entity_links (
      artifact_id bigint not null,
      entity      integer not null,
      stands_for  text not null default '',
      known_id    bigint,
      found_id    bigint,
      reason      text not null check (reason in ('first', 'other-role', 'same-name', 'same-name-and-role',
        'same-name-and-place', 'same-country', 'same-geonames-id', 'short-name', 'generic-name', 'unnamed', 'namesake',
        'ambiguous')),
      evidence    jsonb,
      rules       smallint not null,
      decision_id bigint,
      primary key (artifact_id, entity, stands_for),
      check ((found_id is null) = (reason in ('short-name', 'generic-name', 'unnamed', 'namesake', 'ambiguous'))),
      check (decision_id is not null or known_id is not distinct from found_id)
    );
    create index entity_links_by_known on entity_links (known_id) where known_id is not null;
    create index entity_links_decided on entity_links (decision_id, found_id) where decision_id is not null;
    comment on table entity_links is 'Who or what each person, place and organisation of an article is across documents, and why: a row for each entity, and for each metonym that it has.';
    comment on column entity_links.artifact_id is 'The artifact of the entities stage.';
    comment on column entity_links.entity is 'Ordinal of the entity there.';
    comment on column entity_links.stands_for is 'What it stands for as a metonym, which is what this row links; empty for the entity itself.';
    comment on column entity_links.known_id is 'Who or what it is, by the rules and by hand: known_entities.id, whose same_as is the number to show; null where it is known in this article only.';
    comment on column entity_links.found_id is 'What the rules alone found.';
    comment on column entity_links.reason is 'first: nothing of its key was known before; other-role: nobody of this name with such a role; same-name, same-name-and-role, same-name-and-place, same-country, same-geonames-id: what tells it is the same. Without a link: short-name: a person without a full name; generic-name: made of words that many organisations or places have; unnamed; namesake: another of the article has the name; ambiguous: several of this name are known, and the article does not tell which one.';
    comment on column entity_links.evidence is 'What both have in common beside the name: kinds of roles, countries of offices.';
    comment on column entity_links.rules is 'Number of the rules, of which stages/known-names has the present ones.';
    comment on column entity_links.decision_id is 'The decision by hand that known_id comes from; null where it is that of the rules.';

    create table name_decisions (
      id            bigint primary key generated by default as identity,
      kind          text not null check (kind in ('merge', 'assign')),
      from_id       bigint references known_entities,
      into_id       bigint not null references known_entities,
      reason        text,
      decided_by    text not null,
      decided_at    timestamptz not null default clock_timestamp(),
      undone_by     text,
      undone_at     timestamptz,
      check (kind <> 'merge' or from_id is not null),
      check (from_id <> into_id),
      check ((undone_by is null) = (undone_at is null))
    );
    create unique index name_decisions_merges on name_decisions (from_id) where kind = 'merge' and undone_at is null;
    create index name_decisions_by_into on name_decisions (into_id);
    comment on table name_decisions is 'What people decided on who is the same, and took back: the journal of npm run names.';
    comment on column name_decisions.id is 'Number of the decision: what npm run names -- undo takes.';
    comment on column name_decisions.kind is 'merge: from_id and all that counts as it are the same as into_id; assign: a name of some articles is into_id.';
    comment on column name_decisions.from_id is 'Of a merge: what counts as something else from then on. Of an assignment: whom the articles were taken from; null where the rules had left open who it is.';
    comment on column name_decisions.into_id is 'What it counts as, or is in these articles.';
    comment on column name_decisions.reason is 'Why, in the words of who decided.';
    comment on column name_decisions.decided_by is 'Who decided.';
    comment on column name_decisions.decided_at is 'When.';
    comment on column name_decisions.undone_by is 'Who took it back; null while it is in force.';
    comment on column name_decisions.undone_at is 'When it was taken back.';

    create table name_assignments (
      decision_id bigint not null references name_decisions,
      document_id bigint not null references documents on delete cascade,
      type        text not null check (type in ('PER', 'LOC', 'ORG')),
      name        text not null,
      primary key (decision_id, document_id, type, name),
      check (octet_length(name) <= 1000)
    );
    create index name_assignments_by_document on name_assignments (document_id);
    comment on table name_assignments is 'The names of articles that a decision of kind assign is of. They hold for all versions, those to come too.';
    comment on column name_assignments.decision_id is 'The decision.';
    comment on column name_assignments.document_id is 'The document.';
    comment on column name_assignments.type is 'Type of the entity.';
    comment on column name_assignments.name is 'Its canonical name without differences of case, spaces, apostrophes and hyphens.';

    create function entity_links_refer() returns trigger language plpgsql ${BY_INDEX} as $$
    declare orphan record;
    begin
      perform from artifacts a where a.id in (select distinct n.artifact_id from added n) order by a.id for key share of a;
      for orphan in
        select n.artifact_id, n.entity from added n
        where not exists (select from entities e where e.artifact_id = n.artifact_id and e.ordinal = n.entity) limit 1
      loop
        raise foreign_key_violation using table = 'entity_links', constraint = 'entity_links_artifact_id_entity_fkey',
          message = format('insert into entity_links refused: entities has no row with (artifact_id, ordinal) = %s', orphan),
          hint = 'Store what a row belongs to before the row.';
      end loop;
      for orphan in
        select n.found_id from added n
        where n.found_id is not null and not exists (select from known_entities k where k.id = n.found_id) limit 1
      loop
        raise foreign_key_violation using table = 'entity_links', constraint = 'entity_links_found_id_fkey',
          message = format('insert into entity_links refused: known_entities has no row with (id) = %s', orphan),
          hint = 'Store what a row belongs to before the row.';
      end loop;
      return null;
    end $$;
    comment on function entity_links_refer() is 'Trigger, once a statement: refuses rows of entity_links that name a row which is not there. artifact_id, entity → entities (artifact_id, ordinal); found_id → known_entities (id).';
    create trigger refer after insert on entity_links referencing new table as added
      for each statement execute function entity_links_refer();

    create function entities_linked() returns trigger language plpgsql ${BY_INDEX} as $$
    declare kept record;
    begin
      for kept in
        select n.artifact_id, n.ordinal from gone n
        where exists (select from entity_links l where l.artifact_id = n.artifact_id and l.entity = n.ordinal) limit 1
      loop
        raise foreign_key_violation using table = 'entities', constraint = 'entity_links_artifact_id_entity_fkey',
          message = format('delete from entities refused: entity_links has rows of (artifact_id, ordinal) = %s', kept),
          hint = 'Delete the rows that name it first.';
      end loop;
      return null;
    end $$;
    comment on function entities_linked() is 'Trigger, once a statement: refuses to delete rows of entities that rows of entity_links name.';
    create trigger linked after delete on entities referencing old table as gone
      for each statement execute function entities_linked();

    -- Not a foreign key, whose plan, made while the table is empty, would look through all of it for each row.
    create function known_entities_refer() returns trigger language plpgsql ${BY_INDEX} as $$
    declare orphan record;
    begin
      for orphan in
        select n.same_as from added n where not exists (select from known_entities k where k.id = n.same_as) limit 1
      loop
        raise foreign_key_violation using table = 'known_entities', constraint = 'known_entities_same_as_fkey',
          message = format('%s of known_entities refused: it has no row with (id) = %s', lower(tg_op), orphan);
      end loop;
      return null;
    end $$;
    comment on function known_entities_refer() is 'Trigger, once a statement: refuses rows of known_entities that count as one which is not there. same_as → known_entities (id).';
    create trigger refer after insert on known_entities referencing new table as added
      for each statement execute function known_entities_refer();
    create trigger refer_again after update on known_entities referencing new table as added
      for each statement execute function known_entities_refer();

    create function known_entities_linked() returns trigger language plpgsql ${BY_INDEX} as $$
    declare kept record;
    begin
      for kept in
        select n.id from gone n
        where exists (select from entity_links l where l.known_id = n.id)
          or exists (select from entity_links l where l.found_id = n.id and l.decision_id is not null)
          or exists (select from known_entities k where k.same_as = n.id) limit 1
      loop
        raise foreign_key_violation using table = 'known_entities', constraint = 'entity_links_known_id_fkey',
          message = format('delete from known_entities refused: entity_links or known_entities has rows of (id) = %s', kept),
          hint = 'Delete the rows that name it first.';
      end loop;
      return null;
    end $$;
    comment on function known_entities_linked() is 'Trigger, once a statement: refuses to delete rows of known_entities that rows of entity_links name, or that others count as.';
    create trigger linked after delete on known_entities referencing old table as gone
      for each statement execute function known_entities_linked();
  `.execute(db);
  for (const [table, columns] of Object.entries(FIXED)) {
    await sql`
      create trigger immutable before update of ${sql.join(columns.map((column) => sql.ref(column)))} on ${sql.table(table)}
        for each row execute function refuse_change();
      create trigger kept before delete on ${sql.table(table)} for each row execute function refuse_change();
      create trigger no_truncate before truncate on ${sql.table(table)} for each statement execute function refuse_change();
    `.execute(db);
  }

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

const dated = (aggregate: 'min' | 'max') => sql`(
  select ${sql.raw(aggregate)}(t.published_at)
  from known_entities m
  join entity_links l on l.known_id = m.id
  join document_versions v on v.entities_artifact_id = l.artifact_id
  join documents d on d.id = v.document_id and d.current_version = v.version
  join texts t on t.artifact_id = v.text_artifact_id
  where m.same_as = p.id)`;

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await sql`drop view people_places_organizations; drop view current_entity_links`.execute(db);
  await remake(db, 'current_entities', currentEntities(false));
  await remake(db, 'current_attributions', currentAttributions(false));
  await sql`
    drop trigger linked on entities;
    drop table name_assignments;
    drop table name_decisions;
    drop table entity_links;
    drop table known_entities;
    drop function entities_linked();
    drop function known_entities_linked();
    drop function known_entities_refer();
    drop function entity_links_refer();
  `.execute(db);
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
