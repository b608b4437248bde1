import { type Kysely, sql } from 'kysely';

/** Bands of a signature; each has an index of its own. */
const BANDS = Array.from({ length: 10 }, (_, i) => i + 1);

const FACTS = ['text_signatures', 'near_duplicates'];

const COLUMNS: Record<string, string> = {
  document: 'Key of the document.',
  document_id: 'Number of the document.',
  version: 'Its current version.',
  other_document: 'Key of the document that says nearly the same.',
  other_document_id: 'Number of that document.',
  other_version: 'Its current version.',
  similarity: 'Estimated part of their runs of three words that both have, 0 to 1; 1 where the text is the same.',
  title: 'Headline of the document.',
  other_title: 'Headline of the other.',
  outlet: 'Name of the publication.',
  other_outlet: 'Name of the other publication.',
  published_at: 'Date of publication as a point in time.',
  other_published_at: 'That of the other.',
};

/** Articles that say nearly the same: copies of an agency's story, lightly edited ones. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table text_signatures (
      text_artifact_id bigint not null references texts on delete cascade,
      method           text not null,
      minima           bytea not null,
      bands            integer[] not null check (cardinality(bands) = ${sql.lit(BANDS.length)}),
      primary key (text_artifact_id, method)
    );
    comment on table text_signatures is 'What texts are compared by: MinHash signatures. A text that is too short has none.';
    comment on column text_signatures.text_artifact_id is 'The text.';
    comment on column text_signatures.method is 'How it was made; only those of one method are compared.';
    comment on column text_signatures.minima is 'The minima, 32 bits each, the least significant byte first.';
    comment on column text_signatures.bands is 'A hash of each band of minima. Texts of which one is equal are compared.';

    create table near_duplicates (
      text_artifact_id       bigint not null references texts on delete cascade,
      other_text_artifact_id bigint not null references texts on delete cascade,
      similarity             real not null check (similarity between 0 and 1),
      method                 text not null,
      found_at               timestamptz not null default clock_timestamp(),
      primary key (text_artifact_id, other_text_artifact_id),
      check (text_artifact_id < other_text_artifact_id)
    );
    create index near_duplicates_by_other on near_duplicates (other_text_artifact_id);
    comment on table near_duplicates is 'Pairs of texts of different documents that say nearly the same. The view current_near_duplicates has them by document, with exact copies.';
    comment on column near_duplicates.text_artifact_id is 'The text with the lower number.';
    comment on column near_duplicates.other_text_artifact_id is 'The other text.';
    comment on column near_duplicates.similarity is 'Estimated part of their shingles (runs of three words) that both have, 0 to 1.';
    comment on column near_duplicates.method is 'How their signatures were made.';
    comment on column near_duplicates.found_at is 'When.';

    create table texts_to_compare (
      id               bigint primary key generated always as identity,
      text_artifact_id bigint not null references texts on delete cascade,
      queued_at        timestamptz not null default clock_timestamp()
    );
    create index texts_to_compare_by_text on texts_to_compare (text_artifact_id);
    comment on table texts_to_compare is 'Texts of versions that were published and not yet compared with the others: written by the transaction that publishes, taken off by the one that compares.';
    comment on column texts_to_compare.id is 'Number of the entry.';
    comment on column texts_to_compare.text_artifact_id is 'The text.';
    comment on column texts_to_compare.queued_at is 'When.';
    insert into texts_to_compare (text_artifact_id)
    select distinct text_artifact_id from document_versions order by 1;
  `.execute(db);
  for (const band of BANDS) {
    await sql`
      create index ${sql.ref(`text_signatures_band_${band}`)}
        on text_signatures ((bands[${sql.lit(band)}]), text_artifact_id)
    `.execute(db);
  }
  for (const table of FACTS) {
    await sql`
      create trigger immutable before update or delete on ${sql.table(table)}
        for each row execute function refuse_change();
      create trigger no_truncate before truncate on ${sql.table(table)}
        for each statement execute function refuse_change();
    `.execute(db);
  }
  await sql`
    create view current_near_duplicates as
    select d.key as document, d.id as document_id, v.version,
      od.key as other_document, od.id as other_document_id, ov.version as other_version, n.similarity,
      t.title, ot.title as other_title, t.outlet, ot.outlet as other_outlet, t.published_at,
      ot.published_at as other_published_at
    from documents d
    join document_versions v on v.document_id = d.id and v.version = d.current_version
    join texts t on t.artifact_id = v.text_artifact_id
    cross join lateral (
      select other_text_artifact_id as id, similarity from near_duplicates where text_artifact_id = v.text_artifact_id
      union all
      select text_artifact_id, similarity from near_duplicates where other_text_artifact_id = v.text_artifact_id
      union all
      select v.text_artifact_id, 1
    ) n
    join document_versions ov on ov.text_artifact_id = n.id and ov.document_id <> d.id
    join documents od on od.id = ov.document_id and od.current_version = ov.version
    join texts ot on ot.artifact_id = n.id;
    comment on view current_near_duplicates is 'Pairs of current articles that say the same or nearly the same: a row from each side.';
  `.execute(db);
  for (const [name, comment] of Object.entries(COLUMNS)) {
    await sql`comment on column ${sql.ref(`current_near_duplicates.${name}`)} is ${sql.lit(comment)}`.execute(db);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await sql`
    drop view current_near_duplicates;
    drop table texts_to_compare;
    drop table near_duplicates;
    drop table text_signatures;
  `.execute(db);
}
