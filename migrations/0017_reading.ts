import { type Kysely, sql } from 'kysely';

const PLAIN = sql`(select translate(search_articles.query, '“”„«»', '"""""') as query) plain`;

/** As migration 0009 has it: both configurations at once, so that what English stems could not be excluded. */
const EITHER = sql`
  select a.document, a.version, a.title, a.published_at, ts_rank(a.search, q.query),
    ts_headline('english', left(a.text, 100000), q.query, 'MaxFragments=2, MinWords=5, MaxWords=20')
  from (select websearch_to_tsquery('english', plain.query) || websearch_to_tsquery('simple', plain.query) as query
    from ${PLAIN}) q
  join current_articles a on a.search @@ q.query
  order by 5 desc, 1`;

const EACH_IN_ITS_OWN = sql`
  select a.document, a.version, a.title, a.published_at, ts_rank(a.search, q.query),
    ts_headline(q.configuration, left(a.text, 100000), q.query, 'MaxFragments=2, MinWords=5, MaxWords=20')
  from (select c.configuration, c.is_english, websearch_to_tsquery(c.configuration, plain.query) as query
    from ${PLAIN}, (values ('english'::regconfig, true), ('simple'::regconfig, false)) as c (configuration, is_english)) q
  join current_articles a on a.search @@ q.query and (a.language is not distinct from 'en') = q.is_english
  order by 5 desc, 1`;

const searchArticles = (body: typeof EITHER) => sql`
  create or replace function search_articles(query text)
  returns table (document text, version integer, title text, published_at timestamptz, rank real, excerpt text)
  language sql stable as $$${body}$$`;

/** Whom the reader's pages and the API ask as, and what their filters need. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    -- Newest first, a page at a time: many articles have the same day.
    drop index texts_by_publication;
    create index texts_by_publication on texts (published_at, artifact_id);
    -- A B-tree refuses values of more than some 2,700 bytes, and a page may call its outlet anything.
    create index texts_by_outlet on texts (left(outlet, 100));
    create index texts_by_language on texts (language);

    -- Roles belong to the whole server, on which other databases may be migrating now: whoever comes second finds the role.
    create function grant_reading() returns boolean language plpgsql as $$
    declare
      relation regclass;
      -- Since version 16 one may be a member of a role and yet not set it.
      membership text := case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end;
    begin
      perform pg_advisory_xact_lock(hashtext('copydesk grant_reading'));
      if not exists (select from pg_roles where rolname = 'copydesk_reader') then
        begin
          create role copydesk_reader nologin;
        exception when duplicate_object or unique_violation or insufficient_privilege then null;
        end;
      end if;
      if not exists (select from pg_roles where rolname = 'copydesk_reader') then
        return false;
      end if;
      if not pg_has_role(current_user, 'copydesk_reader', membership) then
        begin
          execute format('grant copydesk_reader to %I', current_user);
        exception when insufficient_privilege or unique_violation then null;
        end;
      end if;
      if not has_schema_privilege('copydesk_reader', 'public', 'usage') then
        grant usage on schema public to copydesk_reader;
      end if;
      for relation in
        select oid from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
          and not has_table_privilege('copydesk_reader', oid, 'select') and pg_has_role(relowner, 'usage')
        order by oid
      loop
        execute format('grant select on %s to copydesk_reader', relation);
      end loop;
      return true;
    end
    $$;
    comment on function grant_reading() is 'Lets the role copydesk_reader read all tables and views, and the current user become it; makes the role where there is none. false where there is none and the current user may not make it. Each npm run migrate -- up calls it.';
  `.execute(db);
  await searchArticles(EACH_IN_ITS_OWN).execute(db);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await searchArticles(EITHER).execute(db);
  // The role stays: other databases of the server may have it.
  await sql`
    drop function grant_reading();
    drop index texts_by_language;
    drop index texts_by_outlet;
    drop index texts_by_publication;
    create index texts_by_publication on texts (published_at);
    do $$
    begin
      if exists (select from pg_roles where rolname = 'copydesk_reader') then
        revoke select on all tables in schema public from copydesk_reader;
      end if;
    end
    $$;
  `.execute(db);
}
