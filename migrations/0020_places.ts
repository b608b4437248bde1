import { type Kysely, sql } from 'kysely';

const COLUMNS: Record<string, [type: string, comment: string]> = {
  country: [
    "text check (country ~ '^[A-Z]{2}$')",
    'Of a place: its country, ISO 3166-1 (JP); null where the article does not tell which place is meant.',
  ],
  region: ['text', 'Of a region, or a town of the United States: ISO 3166-2 (US-IL).'],
  geonames_id: ['integer', 'Of a city: its number in GeoNames, as in https://www.geonames.org/1850147.'],
  latitude: ['double precision check (latitude between -90 and 90)', 'Of a city: degrees, north is positive.'],
  longitude: ['double precision check (longitude between -180 and 180)', 'Of a city: degrees, east is positive.'],
};

const VIEW_COLUMNS: Record<string, string> = {
  document: 'Key of the document.',
  document_id: 'Number of the document.',
  version: 'Version of the document, from 1.',
  title: 'The headline.',
  outlet: 'Name of the publication.',
  published_at: 'Date of publication as a point in time; the start of the day in UTC where only the day is known.',
  entity: 'Number of the entity within the article.',
  canonical: 'The fullest form of the name in the article.',
  aliases: 'Other forms that the text uses.',
  mentions: 'How often the article refers to it.',
  artifact_id: 'Artifact that the row is of: the view lineage says where it comes from.',
};

/** Says of places which one is meant. Rows of earlier stage versions say nothing; these are stale anyway. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  const columns = Object.entries(COLUMNS);
  for (const [column, [type, comment]] of columns) {
    await sql`alter table entities add column ${sql.ref(column)} ${sql.raw(type)}`.execute(db);
    await sql`comment on column entities.${sql.ref(column)} is ${sql.lit(comment)}`.execute(db);
  }
  await sql`
    create view current_places as
    select d.key as document, d.id as document_id, v.version, t.title, t.outlet, t.published_at, e.ordinal as entity,
      e.canonical, e.aliases, e.country, e.region, e.geonames_id, e.latitude, e.longitude,
      (select count(*) from mentions m where m.artifact_id = e.artifact_id and m.entity = e.ordinal) as mentions,
      e.artifact_id
    from documents d
    join document_versions v on v.document_id = d.id and v.version = d.current_version
    join texts t on t.artifact_id = v.text_artifact_id
    join entities e on e.artifact_id = v.entities_artifact_id and e.type = 'LOC';
    comment on view current_places is 'The places that the current articles name, and which ones they are, a row for each article that does.';
  `.execute(db);
  const comments = [...Object.entries(VIEW_COLUMNS), ...columns.map(([column, [, comment]]) => [column, comment])];
  for (const [column, comment] of comments) {
    await sql`comment on column current_places.${sql.ref(column)} is ${sql.lit(comment)}`.execute(db);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await sql`drop view current_places`.execute(db);
  for (const column of Object.keys(COLUMNS)) {
    await sql`alter table entities drop column ${sql.ref(column)}`.execute(db);
  }
}
