import { type Selectable, sql } from 'kysely';
import type { Entity, EntityAnnotations, EntityType, Mention, MentionKind, Place } from '../stages/entities/types.ts';
import type { Connection } from './connection.ts';
import type { Entities } from './types.ts';

/** Rebuilds what `tagEntities` gave, exactly. @throws when there is no such artifact of the entities stage. */
export async function loadEntities(db: Connection, artifactId: number): Promise<EntityAnnotations> {
  const found = (await loadEntitiesOf(db, [artifactId])).get(artifactId);
  if (!found) throw new Error(`No entities with artifact ${artifactId}: run the stage first.`);
  return found;
}

function placeOf({
  country,
  region,
  geonames_id: geonamesId,
  latitude,
  longitude,
}: Pick<Selectable<Entities>, 'region' | 'geonames_id' | 'latitude' | 'longitude'> & { country: string }): Place {
  return {
    country,
    ...(region !== null && { region }),
    ...(geonamesId !== null && { geonamesId }),
    ...(latitude !== null && { latitude }),
    ...(longitude !== null && { longitude }),
  };
}

/** The same for several artifacts, by their numbers; what is no artifact of the entities stage is left out. */
export async function loadEntitiesOf(db: Connection, artifactIds: number[]): Promise<Map<number, EntityAnnotations>> {
  if (artifactIds.length === 0) return new Map();
  const wanted = sql<number>`any(${artifactIds}::bigint[])`;
  const [artifacts, entities, mentions] = await Promise.all([
    db
      .selectFrom('artifacts')
      .select(['id', 'status'])
      .where('id', '=', wanted)
      .where('stage', '=', 'entities')
      .execute(),
    db
      .selectFrom('entities')
      .selectAll()
      .where('artifact_id', '=', wanted)
      .orderBy('artifact_id')
      .orderBy('ordinal')
      .execute(),
    db
      .selectFrom('mentions')
      .selectAll()
      .where('artifact_id', '=', wanted)
      .orderBy('artifact_id')
      .orderBy('ordinal')
      .execute(),
  ]);
  const found = new Map<number, EntityAnnotations>();
  for (const { id, status } of artifacts) {
    found.set(id, { status: status as EntityAnnotations['status'], entities: [], mentions: [] });
  }
  for (const row of entities) {
    const { type, canonical, roles, aliases, gender, country } = row;
    const entity: Entity = { type: type as EntityType, canonical, roles, aliases, gender: gender as Entity['gender'] };
    if (country !== null) entity.place = placeOf({ ...row, country });
    found.get(row.artifact_id)?.entities.push(entity);
  }
  for (const row of mentions) {
    const mention: Mention = {
      start: row.start,
      end: row.end,
      text: row.text,
      type: row.type as EntityType,
      kind: row.kind as MentionKind,
      entity: row.entity,
      ...(row.role !== null && { role: row.role }),
      ...(row.metonym_for !== null && { metonymFor: row.metonym_for }),
      ...(row.value !== null && { value: row.value }),
      confidence: row.confidence,
    };
    found.get(row.artifact_id)?.mentions.push(mention);
  }
  return found;
}
