import { type Kysely, sql } from 'kysely';

/** Payload of entities: who and what an article names, and each place where it does. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table entities (
      artifact_id bigint not null references artifacts,
      ordinal     integer not null check (ordinal >= 0),
      type        text not null check (type in ('PER', 'LOC', 'ORG', 'DATE', 'MISC', 'EVENT', 'EMAIL')),
      canonical   text not null,
      roles       text[] not null,
      aliases     text[] not null,
      gender      text check (gender in ('female', 'male')),
      primary key (artifact_id, ordinal)
    );
    -- Hash indexes: a B-tree refuses values of more than some 2,700 bytes.
    create index entities_by_name on entities using hash (canonical);
    create index entities_by_name_whatever_case on entities using hash (lower(canonical));
    comment on table entities is 'Somebody or something that an article speaks of; all its mentions form one chain.';
    comment on column entities.artifact_id is 'The artifact of the entities stage.';
    comment on column entities.ordinal is 'Number within the artifact, from 0.';
    comment on column entities.type is 'PER, LOC, ORG, DATE, MISC, EVENT or EMAIL.';
    comment on column entities.canonical is 'The fullest form of the name in the article.';
    comment on column entities.roles is 'Titles and offices that the text gives.';
    comment on column entities.aliases is 'Other forms that the text uses, each once.';
    comment on column entities.gender is 'female or male as the text shows it by title or pronoun; null where it does not.';

    create table mentions (
      artifact_id bigint not null,
      ordinal     integer not null check (ordinal >= 0),
      entity      integer not null,
      start       integer not null check (start >= 0),
      "end"       integer not null,
      text        text not null,
      type        text not null check (type in ('PER', 'LOC', 'ORG', 'DATE', 'MISC', 'EVENT', 'EMAIL')),
      kind        text not null check (kind in ('name', 'alias', 'acronym', 'metonym', 'demonym', 'role', 'nominal', 'pronoun')),
      role        text,
      metonym_for text,
      value       text,
      confidence  double precision not null check (confidence between 0 and 1),
      sentence    integer,
      primary key (artifact_id, ordinal),
      foreign key (artifact_id, entity) references entities (artifact_id, ordinal),
      check ("end" > start),
      check (char_length(text) = "end" - start)
    );
    create index mentions_by_entity on mentions (artifact_id, entity);
    create index mentions_by_surface on mentions using hash (lower(text));
    comment on table mentions is 'Each place in a text that refers to an entity.';
    comment on column mentions.artifact_id is 'The artifact of the entities stage.';
    comment on column mentions.ordinal is 'Place among the mentions, from 0.';
    comment on column mentions.entity is 'Ordinal of the entity.';
    comment on column mentions.start is 'First code point of the normalised text, from 0.';
    comment on column mentions."end" is 'Code point after the last.';
    comment on column mentions.text is 'The surface form.';
    comment on column mentions.type is 'Type of this mention; a metonym''s may differ from that of its entity.';
    comment on column mentions.kind is 'How it refers: name, alias, acronym, metonym, demonym, role, nominal or pronoun.';
    comment on column mentions.role is 'Title or office given with it.';
    comment on column mentions.metonym_for is 'What a metonym stands for: Government of Japan.';
    comment on column mentions.value is 'Of a date or duration: ISO 8601; null where it cannot be resolved.';
    comment on column mentions.confidence is '0 to 1.';
    comment on column mentions.sentence is 'Ordinal of the sentence in which it starts.';
  `.execute(db);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await sql`drop table mentions; drop table entities`.execute(db);
}
