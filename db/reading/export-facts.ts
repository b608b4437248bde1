import { type RawBuilder, type Selectable, sql, type Transaction } from 'kysely';
import type { AttributionType, CreditKind, Polarity } from '../../stages/attribution/types.ts';
import type { EntityType, MentionKind, Place } from '../../stages/entities/types.ts';
import type { Span } from '../../stages/text/span.ts';
import type { DB, Entities } from '../types.ts';
import type { ExportedAttribution, ExportedFacts, ExportedVersion } from './export-articles.ts';

/** Rows by the artifact that they belong to. */
class ByArtifact<Row> {
  readonly #rows = new Map<number, Row[]>();

  add(artifactId: number, row: Row): void {
    const rows = this.#rows.get(artifactId);
    if (rows) rows.push(row);
    else this.#rows.set(artifactId, [row]);
  }

  of(artifactId: number): Row[] {
    return this.#rows.get(artifactId) ?? [];
  }
}

/**
 * Reads all rows of several versions' artifacts, each table once.
 * @returns what gives those of one version, by the numbers of its three artifacts.
 */
export async function loadFacts(
  db: Transaction<DB>,
  versions: ExportedVersion[],
): Promise<(text: number, entities: number, attribution: number) => ExportedFacts> {
  const idsOf = (stage: keyof ExportedVersion['artifacts']) => versions.map(({ artifacts }) => artifacts[stage].id);
  const [text, entities, attribution] = [idsOf('normalize'), idsOf('entities'), idsOf('attribution')];
  const paragraphs = await loadSpans(db, 'paragraphs', text);
  const sentences = await loadSpans(db, 'sentences', text);
  const named = await loadEntities(db, entities);
  const mentions = await loadMentions(db, entities);
  const attributions = await loadAttributions(db, attribution);
  const credits = await loadCredits(db, attribution);
  return (textId, entitiesId, attributionId) => ({
    paragraphs: paragraphs.of(textId),
    sentences: sentences.of(textId),
    entities: named.of(entitiesId),
    mentions: mentions.of(entitiesId),
    attributions: attributions.of(attributionId),
    credits: credits.of(attributionId),
  });
}

/**
 * The number of an entity across documents, for all that count as the same. Looked up row by row, whatever the planner thinks:
 * a join of a page might go through all that is known.
 * @param standsFor what the entity is meant to stand for as a metonym; empty for itself.
 */
const acrossDocuments = (artifact: string, entity: string, standsFor: RawBuilder<string>) =>
  sql<number | null>`(
  select n.same_as from known_entities n where n.id = (
    select l.known_id from entity_links l
    where l.artifact_id = ${sql.ref(artifact)} and l.entity = ${sql.ref(entity)} and l.stands_for = ${standsFor})
)`.as('knownId');

/** A speaker `k` whose name is not that of its entity is what the entity stands for. */
const STANDS_FOR = sql<string>`(
  select case when k.name = e.canonical then '' else k.name end
  from entities e where e.artifact_id = k.entities_artifact_id and e.ordinal = k.entity
)`;

const among = (ids: number[]) => sql<number>`any(${ids}::bigint[])`;

async function loadSpans(db: Transaction<DB>, table: 'paragraphs' | 'sentences', ids: number[]) {
  const found = new ByArtifact<Span>();
  const rows = await db
    .selectFrom(table)
    .select(['artifact_id', 'start', 'end'])
    .where('artifact_id', '=', among(ids))
    .orderBy('artifact_id')
    .orderBy('ordinal')
    .execute();
  for (const { artifact_id, ...span } of rows) found.add(artifact_id, span);
  return found;
}

async function loadEntities(db: Transaction<DB>, ids: number[]) {
  const found = new ByArtifact<ExportedFacts['entities'][number]>();
  const rows = await db
    .selectFrom('entities')
    .select(['artifact_id', 'type', 'canonical', 'roles', 'aliases', 'gender'])
    .select(['country', 'region', 'geonames_id', 'latitude', 'longitude'])
    .select(acrossDocuments('entities.artifact_id', 'entities.ordinal', sql`''`))
    .where('artifact_id', '=', among(ids))
    .orderBy('artifact_id')
    .orderBy('ordinal')
    .execute();
  for (const { artifact_id, type, canonical, roles, aliases, gender, knownId, ...where } of rows) {
    found.add(artifact_id, {
      type: type as EntityType,
      canonical,
      roles,
      aliases,
      gender: gender as 'female' | 'male' | null,
      place: placeOf(where),
      knownId,
    });
  }
  return found;
}

function placeOf({
  country,
  region,
  geonames_id,
  latitude,
  longitude,
}: Pick<Selectable<Entities>, 'country' | 'region' | 'geonames_id' | 'latitude' | 'longitude'>): Place | null {
  if (country === null) return null;
  return {
    country,
    ...(region !== null && { region }),
    ...(geonames_id !== null && { geonamesId: geonames_id }),
    ...(latitude !== null && { latitude }),
    ...(longitude !== null && { longitude }),
  };
}

async function loadMentions(db: Transaction<DB>, ids: number[]) {
  const found = new ByArtifact<ExportedFacts['mentions'][number]>();
  const rows = await db
    .selectFrom('mentions')
    .select(['artifact_id', 'start', 'end', 'entity', 'text', 'type', 'kind', 'role', 'value', 'confidence'])
    .select('metonym_for as metonymFor')
    .where('artifact_id', '=', among(ids))
    .orderBy('artifact_id')
    .orderBy('ordinal')
    .execute();
  for (const { artifact_id, type, kind, ...mention } of rows) {
    found.add(artifact_id, { ...mention, type: type as EntityType, kind: kind as MentionKind });
  }
  return found;
}

async function loadAttributions(db: Transaction<DB>, ids: number[]) {
  const found = new ByArtifact<ExportedAttribution>();
  const rows = await db
    .selectFrom('attributions')
    .select(['artifact_id', 'type', 'polarity', 'level', 'confidence'])
    .select(['source_text as sourceText', 'cue_text as cueText', 'content_text as words'])
    .where('artifact_id', '=', among(ids))
    .orderBy('artifact_id')
    .orderBy('ordinal')
    .execute();
  for (const { artifact_id, type, polarity, ...attribution } of rows) {
    const kind = { type: type as AttributionType, polarity: polarity as Polarity };
    found.add(artifact_id, { source: [], cue: [], content: [], ...attribution, ...kind, speakers: [] });
  }
  const spans = await db
    .selectFrom('attribution_spans')
    .select(['artifact_id', 'attribution', 'role', 'start', 'end'])
    .where('artifact_id', '=', among(ids))
    .orderBy('artifact_id')
    .orderBy('attribution')
    .orderBy('role')
    .orderBy('ordinal')
    .execute();
  for (const { artifact_id, attribution, role, ...span } of spans) {
    found.of(artifact_id)[attribution][role as 'source' | 'cue' | 'content'].push(span);
  }
  const speakers = await db
    .selectFrom('attribution_speakers as k')
    .select(['k.artifact_id', 'k.attribution', 'k.name', 'k.entity'])
    .select(acrossDocuments('k.entities_artifact_id', 'k.entity', STANDS_FOR))
    .where('k.artifact_id', '=', among(ids))
    .orderBy('k.artifact_id')
    .orderBy('k.attribution')
    .orderBy('k.ordinal')
    .execute();
  for (const { artifact_id, attribution, ...speaker } of speakers) {
    found.of(artifact_id)[attribution].speakers.push(speaker);
  }
  return found;
}

async function loadCredits(db: Transaction<DB>, ids: number[]) {
  const found = new ByArtifact<ExportedFacts['credits'][number]>();
  const rows = await db
    .selectFrom('credits')
    .select(['artifact_id', 'kind', 'name', 'role', 'outlet', 'email', 'start', 'end', 'text'])
    .where('artifact_id', '=', among(ids))
    .orderBy('artifact_id')
    .orderBy('ordinal')
    .execute();
  for (const { artifact_id, kind, ...credit } of rows) found.add(artifact_id, { ...credit, kind: kind as CreditKind });
  return found;
}
