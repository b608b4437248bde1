import { type Kysely, sql } from 'kysely';

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
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
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
