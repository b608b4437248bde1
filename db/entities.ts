import type { Entity, EntityAnnotations, EntityType, Mention, MentionKind } from '../stages/entities/types.ts';
import type { Connection } from './connection.ts';
import { insertRows } from './insert-rows.ts';
import { containing, Surface } from './surface.ts';
import { loadTextSpans } from './texts.ts';

/**
 * Writes the rows of a new artifact.
 * @throws RangeError when a mention's surface form is not what the text has at its span.
 */
export async function insertEntities(
  db: Connection,
  artifactId: number,
  textArtifactId: number,
  { entities, mentions }: EntityAnnotations,
): Promise<void> {
  const { text, sentences } = await loadTextSpans(db, textArtifactId);
  const surface = new Surface(text);
  const sentenceOf = containing(sentences);
  await insertRows(
    db,
    'entities',
    entities.map(({ type, canonical, roles, aliases, gender }, ordinal) => ({
      artifact_id: artifactId,
      ordinal,
      type,
      canonical,
      roles,
      aliases,
      gender,
    })),
  );
  await insertRows(
    db,
    'mentions',
    mentions.map((mention, ordinal) => {
      const found = surface.at(mention, 'Mention');
      if (found !== mention.text) {
        throw new RangeError(
          `Mention [${mention.start}, ${mention.end}) says ${JSON.stringify(mention.text)}, the text ${JSON.stringify(found)}: the entities stage is wrong.`,
        );
      }
      return {
        artifact_id: artifactId,
        ordinal,
        entity: mention.entity,
        start: mention.start,
        end: mention.end,
        text: mention.text,
        type: mention.type,
        kind: mention.kind,
        role: mention.role ?? null,
        metonym_for: mention.metonymFor ?? null,
        value: mention.value ?? null,
        confidence: mention.confidence,
        sentence: sentenceOf(mention.start),
      };
    }),
  );
}

/** Rebuilds what `tagEntities` gave, exactly. @throws when there is no such artifact of the entities stage. */
export async function loadEntities(db: Connection, artifactId: number): Promise<EntityAnnotations> {
  const [artifact, entities, mentions] = await Promise.all([
    db.selectFrom('artifacts').select(['stage', 'status']).where('id', '=', artifactId).executeTakeFirst(),
    db.selectFrom('entities').selectAll().where('artifact_id', '=', artifactId).orderBy('ordinal').execute(),
    db.selectFrom('mentions').selectAll().where('artifact_id', '=', artifactId).orderBy('ordinal').execute(),
  ]);
  if (artifact?.stage !== 'entities') throw new Error(`No entities with artifact ${artifactId}: run the stage first.`);
  return {
    status: artifact.status as EntityAnnotations['status'],
    entities: entities.map(
      ({ type, canonical, roles, aliases, gender }): Entity => ({
        type: type as EntityType,
        canonical,
        roles,
        aliases,
        gender: gender as Entity['gender'],
      }),
    ),
    mentions: mentions.map(
      (row): Mention => ({
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
      }),
    ),
  };
}
