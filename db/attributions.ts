import type {
  Attribution,
  AttributionAnnotations,
  AttributionType,
  Credit,
  CreditKind,
  Polarity,
} from '../stages/attribution/types.ts';
import type { Span } from '../stages/text/span.ts';
import type { Connection } from './connection.ts';
import { insertRows } from './insert-rows.ts';
import { containing, Surface } from './surface.ts';
import { loadTextSpans } from './texts.ts';

const ROLES = ['source', 'cue', 'content'] as const;

/** Stands between the parts of what the text interrupts. */
const GAP = ' … ';

/** Writes the rows of a new artifact. @throws RangeError when a span is not one of the text. */
export async function insertAttributions(
  db: Connection,
  artifactId: number,
  on: { textArtifactId: number; entitiesArtifactId: number },
  { attributions, credits }: AttributionAnnotations,
): Promise<void> {
  const { text, sentences } = await loadTextSpans(db, on.textArtifactId);
  const surface = new Surface(text);
  const sentenceOf = containing(sentences);
  const words = (spans: Span[], what: string) =>
    spans.length === 0 ? null : spans.map((span) => surface.at(span, what)).join(GAP);
  await insertRows(
    db,
    'attributions',
    attributions.map((attribution, ordinal) => ({
      artifact_id: artifactId,
      ordinal,
      type: attribution.type,
      polarity: attribution.polarity,
      level: attribution.level,
      confidence: attribution.confidence,
      source_text: words(attribution.source, 'Source'),
      cue_text: words(attribution.cue, 'Cue'),
      content_text: words(attribution.content, 'Content'),
      sentence: sentenceOf((attribution.cue[0] ?? attribution.content[0] ?? attribution.source[0])?.start ?? -1),
    })),
  );
  await insertRows(
    db,
    'attribution_spans',
    attributions.flatMap((attribution, number) =>
      ROLES.flatMap((role) =>
        attribution[role].map(({ start, end }, ordinal) => ({
          artifact_id: artifactId,
          attribution: number,
          role,
          ordinal,
          start,
          end,
          text: surface.at({ start, end }, role),
        })),
      ),
    ),
  );
  await insertRows(
    db,
    'attribution_speakers',
    attributions.flatMap(({ speakers }, number) =>
      speakers.map(({ name, entity }, ordinal) => ({
        artifact_id: artifactId,
        attribution: number,
        ordinal,
        name,
        entities_artifact_id: on.entitiesArtifactId,
        entity,
      })),
    ),
  );
  await insertRows(
    db,
    'credits',
    credits.map(({ kind, name, role = null, outlet = null, email = null, start, end }, ordinal) => ({
      artifact_id: artifactId,
      ordinal,
      kind,
      name,
      role,
      outlet,
      email,
      start,
      end,
      text: surface.at({ start, end }, 'Credit'),
    })),
  );
}

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
