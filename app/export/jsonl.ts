import type { ExportedArticle } from '../../db/reading/export-articles.ts';
import type { Span } from '../../stages/text/span.ts';
import type { TextFormat } from './format.ts';

const pair = ({ start, end }: Span): [number, number] => [start, end];

/**
 * An article as the stage command gives it (docs/stage-command.md), with what a database knows beside: key, version,
 * entities as chains, lineage. `id` is the key.
 */
export function jsonlArticle(article: ExportedArticle) {
  const { key, version, entities, artifacts } = article;
  return {
    id: key,
    ok: true,
    key,
    version,
    isCurrent: article.isCurrent,
    title: article.title,
    byline: article.byline,
    publishedAt: article.published,
    modifiedAt: article.modified,
    language: article.language,
    outlet: article.outlet,
    canonicalUrl: article.canonicalUrl,
    text: article.text,
    paragraphs: article.paragraphs,
    sentences: article.sentences,
    entities: article.mentions.map(({ start, end, text, type, kind, entity, role, metonymFor, value, confidence }) => ({
      start,
      end,
      text,
      type,
      kind,
      canonical: entities[entity].canonical,
      role: role ?? undefined,
      metonymFor: metonymFor ?? undefined,
      value: value ?? undefined,
      place: entities[entity].place ?? undefined,
      confidence,
      chain: entity,
    })),
    chains: entities,
    attributions: article.attributions.map(({ source, cue, content, type, speakers, polarity, level, confidence }) => ({
      source: source.map(pair),
      cue: cue.map(pair),
      content: content.map(pair),
      type,
      speakers: speakers.map(({ name }) => name),
      speakerChains: speakers.map(({ entity }) => entity),
      polarity,
      level,
      confidence,
    })),
    credits: article.credits.map(({ kind, name, role, outlet, email, start, end }) => ({
      kind,
      name,
      role: role ?? undefined,
      outlet: outlet ?? undefined,
      email: email ?? undefined,
      start,
      end,
    })),
    lineage: {
      documentId: article.documentId,
      source: article.source,
      rawSha256: article.rawSha256,
      capturedAt: article.capturedAt,
      versionedAt: article.versionedAt,
      workflowId: article.workflowId,
      runId: article.runId,
      artifacts,
    },
  };
}

/** JSON Lines of the command contract. */
export const jsonl: TextFormat = {
  name: 'jsonl',
  description: 'JSON Lines: the contract of the stage command, with key, version and lineage',
  kind: 'text',
  mediaType: 'application/jsonl',
  encode: (article) => `${JSON.stringify(jsonlArticle(article))}\n`,
};
