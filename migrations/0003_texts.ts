import { type Kysely, sql } from 'kysely';

/**
 * Marks that stand against words. PostgreSQL's parser takes them for letters where the server's locale is C, so that
 * “never” would not be found as never.
 */
const MARKS = '“”„‟‘’‚‛«»‹›…—–―·•¡¿、。「」『』（）\u00a0\u2009\u202f\u3000';

const CONFIGURATION = sql`case when language = 'en' then 'english'::regconfig else 'simple'::regconfig end`;

const withoutMarks = (expression: string) =>
  sql`translate(${sql.raw(expression)}, ${sql.lit(MARKS)}, ${sql.lit(' '.repeat(MARKS.length))})`;

/** Payload of normalize: the text with its metadata and structure, and the way back to the raw text. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table texts (
      artifact_id   bigint primary key references artifacts,
      text          text not null,
      length        integer not null generated always as (char_length(text)) stored,
      title         text,
      byline        text[] not null,
      published     text,
      published_at  timestamptz,
      modified      text,
      modified_at   timestamptz,
      language      text,
      outlet        text,
      canonical_url text,
      -- A tsvector holds one megabyte at most; this many characters always fit.
      search        tsvector not null generated always as (
        setweight(to_tsvector(${CONFIGURATION}, ${withoutMarks("left(coalesce(title, ''), 1000)")}), 'A')
        || setweight(to_tsvector(${CONFIGURATION}, ${withoutMarks('left(text, 100000)')}), 'B')
      ) stored
    );
    create index texts_search on texts using gin (search);
    create index texts_by_publication on texts (published_at);
    comment on table texts is 'Normalised articles. Offsets everywhere count code points of text: substr(text, start + 1, "end" - start) is the surface form.';
    comment on column texts.artifact_id is 'The artifact that this is.';
    comment on column texts.text is 'Paragraphs joined by a blank line; NFC.';
    comment on column texts.length is 'Number of code points of the text.';
    comment on column texts.title is 'The headline; null where there is none.';
    comment on column texts.byline is 'Authors'' names, without "By", roles or outlets.';
    comment on column texts.published is 'Date of publication, ISO 8601, as exact as the document says.';
    comment on column texts.published_at is 'The same as a point in time; the start of the day in UTC where only the day is known.';
    comment on column texts.modified is 'Date of the last change, ISO 8601, as exact as the document says.';
    comment on column texts.modified_at is 'The same as a point in time.';
    comment on column texts.language is 'ISO 639-1 code; null where it cannot be told.';
    comment on column texts.outlet is 'Name of the publication as the document''s metadata gives it.';
    comment on column texts.canonical_url is 'Address that the document names as its own.';
    comment on column texts.search is 'For full-text search: the title (weight A) and the first 100,000 characters (weight B); stemmed for English.';

    create table paragraphs (
      artifact_id bigint not null references texts,
      ordinal     integer not null check (ordinal >= 0),
      start       integer not null check (start >= 0),
      "end"       integer not null,
      text        text not null,
      primary key (artifact_id, ordinal),
      check ("end" > start),
      check (char_length(text) = "end" - start)
    );
    comment on table paragraphs is 'Paragraphs of the normalised texts.';
    comment on column paragraphs.artifact_id is 'The text.';
    comment on column paragraphs.ordinal is 'Place in the text, from 0.';
    comment on column paragraphs.start is 'First code point, from 0.';
    comment on column paragraphs."end" is 'Code point after the last.';
    comment on column paragraphs.text is 'The paragraph itself.';

    create table sentences (
      artifact_id bigint not null references texts,
      ordinal     integer not null check (ordinal >= 0),
      start       integer not null check (start >= 0),
      "end"       integer not null,
      text        text not null,
      paragraph   integer,
      primary key (artifact_id, ordinal),
      foreign key (artifact_id, paragraph) references paragraphs (artifact_id, ordinal),
      check ("end" > start),
      check (char_length(text) = "end" - start)
    );
    comment on table sentences is 'Sentences of the normalised texts; each lies within one paragraph.';
    comment on column sentences.artifact_id is 'The text.';
    comment on column sentences.ordinal is 'Place in the text, from 0.';
    comment on column sentences.start is 'First code point, from 0.';
    comment on column sentences."end" is 'Code point after the last.';
    comment on column sentences.text is 'The sentence itself.';
    comment on column sentences.paragraph is 'The paragraph that it stands in.';

    create table text_origins (
      stage_result_id bigint primary key references stage_results,
      raw_sha256      text not null references raw_documents,
      encoding        text not null,
      warnings        text[] not null,
      starts          integer[] not null,
      lengths         integer[] not null,
      raw_starts      integer[] not null,
      raw_lengths     integer[] not null,
      check (cardinality(starts) = cardinality(lengths)),
      check (cardinality(starts) = cardinality(raw_starts)),
      check (cardinality(starts) = cardinality(raw_lengths))
    );
    create index text_origins_by_raw_document on text_origins (raw_sha256);
    comment on table text_origins is 'How one raw document became its normalised text. Apart from texts, as different bytes (another advertisement, another encoding) may give the same text. unnest(starts, lengths, raw_starts, raw_lengths) gives the runs of the map.';
    comment on column text_origins.stage_result_id is 'The run of normalize that gave it.';
    comment on column text_origins.raw_sha256 is 'The bytes.';
    comment on column text_origins.encoding is 'WHATWG label of the encoding that the bytes were decoded with.';
    comment on column text_origins.warnings is 'What was repaired or looked suspicious.';
    comment on column text_origins.starts is 'Of each run of the map, in order: first code point of the normalised text.';
    comment on column text_origins.lengths is 'Number of its code points.';
    comment on column text_origins.raw_starts is 'First code point of the decoded raw text that it corresponds to.';
    comment on column text_origins.raw_lengths is 'Number of those; one to one where equal to the run''s length, else the whole corresponds to the whole.';
  `.execute(db);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await sql`drop table text_origins; drop table sentences; drop table paragraphs; drop table texts`.execute(db);
}
