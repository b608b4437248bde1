import { type Kysely, sql } from 'kysely';

/** Payload of attribution: who said what, and whom the article as a whole rests on. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table attributions (
      artifact_id  bigint not null references artifacts,
      ordinal      integer not null check (ordinal >= 0),
      type         text not null check (type in ('direct', 'indirect', 'mixed')),
      polarity     text not null check (polarity in ('positive', 'negative', 'uncertain')),
      level        integer not null check (level >= 0),
      confidence   double precision not null check (confidence between 0 and 1),
      source_text  text,
      cue_text     text,
      content_text text,
      sentence     integer,
      primary key (artifact_id, ordinal)
    );
    create index attributions_by_cue on attributions using hash (lower(cue_text));
    comment on table attributions is 'Something said, written or thought on somebody''s account.';
    comment on column attributions.artifact_id is 'The artifact of the attribution stage.';
    comment on column attributions.ordinal is 'Place among the attributions, from 0.';
    comment on column attributions.type is 'direct: all words of the content stand in quotation marks; indirect: none; mixed: some.';
    comment on column attributions.polarity is 'negative: the source is said not to have said it; uncertain: "if he said", "whether".';
    comment on column attributions.level is '0 for an attribution of the article itself, 1 inside the content of one of those, and so on.';
    comment on column attributions.confidence is '0 to 1.';
    comment on column attributions.source_text is 'The source as the text has it, its parts joined by " … "; null where nobody is credited. Exact spans: attribution_spans.';
    comment on column attributions.cue_text is 'The words that signal the attribution, likewise.';
    comment on column attributions.content_text is 'What is attributed, likewise.';
    comment on column attributions.sentence is 'Ordinal of the sentence that holds the cue, or where there is none the start of the content.';

    create table attribution_spans (
      artifact_id bigint not null,
      attribution integer not null,
      role        text not null check (role in ('source', 'cue', 'content')),
      ordinal     integer not null check (ordinal >= 0),
      start       integer not null check (start >= 0),
      "end"       integer not null,
      text        text not null,
      primary key (artifact_id, attribution, role, ordinal),
      foreign key (artifact_id, attribution) references attributions (artifact_id, ordinal),
      check ("end" > start),
      check (char_length(text) = "end" - start)
    );
    comment on table attribution_spans is 'The stretches of text that make up source, cue and content of an attribution.';
    comment on column attribution_spans.artifact_id is 'The artifact of the attribution stage.';
    comment on column attribution_spans.attribution is 'Ordinal of the attribution.';
    comment on column attribution_spans.role is 'source, cue or content.';
    comment on column attribution_spans.ordinal is 'Place within the role, from 0.';
    comment on column attribution_spans.start is 'First code point of the normalised text, from 0.';
    comment on column attribution_spans."end" is 'Code point after the last.';
    comment on column attribution_spans.text is 'The surface form.';

    create table attribution_speakers (
      artifact_id          bigint not null,
      attribution          integer not null,
      ordinal              integer not null check (ordinal >= 0),
      name                 text not null,
      entities_artifact_id bigint not null,
      entity               integer not null,
      primary key (artifact_id, attribution, ordinal),
      foreign key (artifact_id, attribution) references attributions (artifact_id, ordinal),
      foreign key (artifact_id, entities_artifact_id) references artifacts (id, entities_artifact_id),
      foreign key (entities_artifact_id, entity) references entities (artifact_id, ordinal)
    );
    create index attribution_speakers_by_name on attribution_speakers using hash (name);
    create index attribution_speakers_by_name_whatever_case on attribution_speakers using hash (lower(name));
    create index attribution_speakers_by_entity on attribution_speakers (entities_artifact_id, entity);
    comment on table attribution_speakers is 'Whom an attribution''s source stands for: several where a statement is joint, none where unknown or unnamed.';
    comment on column attribution_speakers.artifact_id is 'The artifact of the attribution stage.';
    comment on column attribution_speakers.attribution is 'Ordinal of the attribution.';
    comment on column attribution_speakers.ordinal is 'Place among the speakers, from 0.';
    comment on column attribution_speakers.name is 'Canonical name; of a metonym what it stands for.';
    comment on column attribution_speakers.entities_artifact_id is 'The artifact of the entities stage that the speaker is taken from.';
    comment on column attribution_speakers.entity is 'Ordinal of the entity there.';

    create table credits (
      artifact_id bigint not null references artifacts,
      ordinal     integer not null check (ordinal >= 0),
      kind        text not null check (kind in ('author', 'compiler', 'translator', 'editor', 'interviewee', 'contributor', 'agency', 'outlet', 'dateline', 'photo', 'contact')),
      name        text not null,
      role        text,
      outlet      text,
      email       text,
      start       integer not null check (start >= 0),
      "end"       integer not null,
      text        text not null,
      primary key (artifact_id, ordinal),
      check ("end" > start),
      check (char_length(text) = "end" - start)
    );
    create index credits_by_name on credits using hash (lower(name));
    comment on table credits is 'Whom or what an article as a whole rests on: author, compiler, interviewee, outlet, dateline and so on.';
    comment on column credits.artifact_id is 'The artifact of the attribution stage.';
    comment on column credits.ordinal is 'Place among the credits, from 0.';
    comment on column credits.kind is 'author, compiler, translator, editor, interviewee, contributor, agency, outlet, dateline, photo or contact.';
    comment on column credits.name is 'Name of the person, agency, outlet or place.';
    comment on column credits.role is 'Title or office.';
    comment on column credits.outlet is 'Publication that the person writes for.';
    comment on column credits.email is 'Address given with it.';
    comment on column credits.start is 'First code point of the normalised text, from 0.';
    comment on column credits."end" is 'Code point after the last.';
    comment on column credits.text is 'The surface form.';
  `.execute(db);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await sql`
    drop table credits;
    drop table attribution_speakers;
    drop table attribution_spans;
    drop table attributions;
  `.execute(db);
}
