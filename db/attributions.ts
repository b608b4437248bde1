import type {
  Attribution,
  AttributionAnnotations,
  AttributionType,
  Credit,
  CreditKind,
  Polarity,
} from '../stages/attribution/types.ts';
import type { Connection } from './connection.ts';
import type { ROLES } from './rows/attribution-rows.ts';

/** Rebuilds what `attribute` gave, exactly. @throws when there is no such artifact of the attribution stage. */
export async function loadAttributions(db: Connection, artifactId: number): Promise<AttributionAnnotations> {
  const [artifact, rows, spans, speakers, credits] = await Promise.all([
    db.selectFrom('artifacts').select(['stage', 'status']).where('id', '=', artifactId).executeTakeFirst(),
    db.selectFrom('attributions').selectAll().where('artifact_id', '=', artifactId).orderBy('ordinal').execute(),
    db
      .selectFrom('attribution_spans')
      .select(['attribution', 'role', 'start', 'end'])
      .where('artifact_id', '=', artifactId)
      .orderBy('ordinal')
      .execute(),
    db
      .selectFrom('attribution_speakers')
      .select(['attribution', 'name', 'entity'])
      .where('artifact_id', '=', artifactId)
      .orderBy('ordinal')
      .execute(),
    db.selectFrom('credits').selectAll().where('artifact_id', '=', artifactId).orderBy('ordinal').execute(),
  ]);
  if (artifact?.stage !== 'attribution') {
    throw new Error(`No attributions with artifact ${artifactId}: run the stage first.`);
  }
  const attributions = rows.map(
    ({ type, polarity, level, confidence }): Attribution => ({
      source: [],
      cue: [],
      content: [],
      type: type as AttributionType,
      speakers: [],
      polarity: polarity as Polarity,
      level,
      confidence,
    }),
  );
  for (const { attribution, role, start, end } of spans) {
    attributions[attribution][role as (typeof ROLES)[number]].push({ start, end });
  }
  for (const { attribution, name, entity } of speakers) attributions[attribution].speakers.push({ name, entity });
  return {
    status: artifact.status as AttributionAnnotations['status'],
    attributions,
    credits: credits.map(
      (row): Credit => ({
        kind: row.kind as CreditKind,
        name: row.name,
        ...(row.role !== null && { role: row.role }),
        ...(row.outlet !== null && { outlet: row.outlet }),
        ...(row.email !== null && { email: row.email }),
        start: row.start,
        end: row.end,
      }),
    ),
  };
}
