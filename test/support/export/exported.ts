import type { ExportedArticle } from '../../../db/reading/export-articles.ts';
import { attributionRows } from '../../../db/rows/attribution-rows.ts';
import { pointInTime } from '../../../db/rows/point-in-time.ts';
import type { Article } from '../../db/article.ts';

const artifact = (id: number) => ({ id, sha256: String(id).repeat(64), fingerprint: `fingerprint-${id}` });
/** Two in three are known across documents, by numbers of any size. */
const numberOf = (i: number) => (i % 3 === 1 ? null : 2 ** (i % 53) + i);
const time = (given: string | null) => {
  const point = pointInTime(given);
  return point === null ? null : new Date(point);
};

/** What the database would give for what the stages gave. */
export function exported({ text, entities, attributions }: Article, key = 'any', documentId = 1): ExportedArticle {
  const rows = attributionRows(text, attributions);
  return {
    documentId,
    key,
    version: 3,
    isCurrent: true,
    source: `raw/${key}`,
    rawSha256: 'f'.repeat(64),
    capturedAt: new Date('2026-03-04T05:06:07.089Z'),
    versionedAt: new Date('2026-03-05T05:06:07.089Z'),
    workflowId: `ingest:${key}`,
    runId: '0b7f8f4e-6a55-4b5e-8f7e-0a1b2c3d4e5f',
    title: text.title,
    byline: text.byline,
    published: text.publishedAt,
    publishedAt: time(text.publishedAt),
    modified: text.modifiedAt,
    modifiedAt: time(text.modifiedAt),
    language: text.language,
    outlet: text.outlet,
    canonicalUrl: text.canonicalUrl,
    text: text.text,
    paragraphs: text.paragraphs,
    sentences: text.sentences,
    artifacts: { normalize: artifact(1), entities: artifact(2), attribution: artifact(3) },
    entities: entities.entities.map(({ place = null, ...entity }, i) => ({ ...entity, place, knownId: numberOf(i) })),
    mentions: entities.mentions.map(({ role = null, metonymFor = null, value = null, ...mention }) => ({
      ...mention,
      role,
      metonymFor,
      value,
    })),
    attributions: attributions.attributions.map((attribution, i) => {
      const { source_text, cue_text, content_text } = (rows.attributions ?? [])[i] as Record<string, string | null>;
      const speakers = attribution.speakers.map((speaker, n) => ({ ...speaker, knownId: numberOf(i + n) }));
      return { ...attribution, speakers, sourceText: source_text, cueText: cue_text, words: content_text };
    }),
    credits: attributions.credits.map(({ role = null, outlet = null, email = null, ...credit }, i) => ({
      ...credit,
      role,
      outlet,
      email,
      text: (rows.credits ?? [])[i].text as string,
    })),
  };
}
