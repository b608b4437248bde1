import { type Kysely, sql } from 'kysely';

const FACTS = [
  'raw_documents',
  'captures',
  'stage_versions',
  'artifacts',
  'stage_results',
  'texts',
  'paragraphs',
  'sentences',
  'text_origins',
  'entities',
  'mentions',
  'attributions',
  'attribution_spans',
  'attribution_speakers',
  'credits',
  'document_versions',
];

/** Tables of which one column moves on, and all others stay. */
const POINTERS = [
  ['documents', 'current_version'],
  ['failures', 'resolved_at'],
];

/** Facts are immutable: the database itself refuses to change them. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      if tg_op <> 'UPDATE' and current_setting('copydesk.prune', true) = 'on' then
        return old;
      end if;
      raise exception '% on % refused: its rows are immutable', tg_op, tg_table_name
        using errcode = 'restrict_violation',
          hint = 'Publish a new version instead. To delete old data: set local copydesk.prune = on, in the deleting transaction.';
    end $$;
    comment on function refuse_change() is 'Trigger: refuses UPDATE, and DELETE and TRUNCATE too unless copydesk.prune is on in this transaction.';

    create function refuse_change_but() returns trigger language plpgsql as $$
    begin
      if to_jsonb(new) - tg_argv[0] = to_jsonb(old) - tg_argv[0] then
        return new;
      end if;
      raise exception 'UPDATE on % refused: only % may change', tg_table_name, tg_argv[0]
        using errcode = 'restrict_violation';
    end $$;
    comment on function refuse_change_but() is 'Trigger: refuses UPDATE of any column but the one named.';
  `.execute(db);
  for (const table of FACTS) {
    await sql`
      create trigger immutable before update or delete on ${sql.table(table)}
        for each row execute function refuse_change();
      create trigger no_truncate before truncate on ${sql.table(table)}
        for each statement execute function refuse_change();
    `.execute(db);
  }
  for (const [table, column] of POINTERS) {
    await sql`
      create trigger immutable before update on ${sql.table(table)}
        for each row execute function refuse_change_but(${sql.lit(column)});
      create trigger kept before delete on ${sql.table(table)}
        for each row execute function refuse_change();
      create trigger no_truncate before truncate on ${sql.table(table)}
        for each statement execute function refuse_change();
    `.execute(db);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  for (const table of FACTS) {
    await sql`drop trigger immutable on ${sql.table(table)}; drop trigger no_truncate on ${sql.table(table)}`.execute(
      db,
    );
  }
  for (const [table] of POINTERS) {
    await sql`
      drop trigger immutable on ${sql.table(table)};
      drop trigger kept on ${sql.table(table)};
      drop trigger no_truncate on ${sql.table(table)};
    `.execute(db);
  }
  await sql`drop function refuse_change(); drop function refuse_change_but()`.execute(db);
}
