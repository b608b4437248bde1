import type { ExportedArticle } from '../../db/reading/export-articles.ts';
import { attributionFields, entityFields, textFields } from '../stage/fields.ts';
import type { TextFormat } from './format.ts';

/**
 * An article as the stage command gives it (docs/stage-command.md), with what a database knows beside: key, version,
 * entities as chains, lineage. `id` is the key.
 */
export function jsonlArticle(article: ExportedArticle) {
  const { key, version, isCurrent, text, published, modified, outlet, canonicalUrl } = article;
  const { attributions, credits } = attributionsOf(article);
  return {
    id: key,
    ok: true,
    key,
    version,
    isCurrent,
    ...textFields({ ...article, publishedAt: published }, text),
    modifiedAt: modified,
    outlet,
    canonicalUrl,
    entities: mentionsOf(article),
    chains: article.entities,
    attributions,
    credits,
    lineage: {
      documentId: article.documentId,
      source: article.source,
      rawSha256: article.rawSha256,
      capturedAt: article.capturedAt,
      versionedAt: article.versionedAt,
      workflowId: article.workflowId,
      runId: article.runId,
      artifacts: article.artifacts,
    },
  };
}

/** The mentions of the contract, each with the number of its chain. */
function mentionsOf({ entities, mentions }: ExportedArticle) {
  const fields = entityFields({
    status: 'tagged',
    entities: entities.map(({ place, ...entity }) => ({ ...entity, place: place ?? undefined })),
    mentions: mentions.map(({ role, metonymFor, value, ...mention }) => ({
      ...mention,
      role: role ?? undefined,
      metonymFor: metonymFor ?? undefined,
      value: value ?? undefined,
    })),
  });
  return fields.entities.map((mention, i) => ({ ...mention, chain: mentions[i].entity }));
}

/** The attributions of the contract, each with its speakers' chains and their numbers across documents; and the credits. */
function attributionsOf({ attributions, credits }: ExportedArticle) {
  const fields = attributionFields({
    status: 'attributed',
    attributions,
    credits: credits.map(({ text: _, role, outlet, email, ...credit }) => ({
      ...credit,
      role: role ?? undefined,
      outlet: outlet ?? undefined,
      email: email ?? undefined,
    })),
  });
  return {
    attributions: fields.attributions.map((attribution, i) => ({
      ...attribution,
      speakerChains: attributions[i].speakers.map(({ entity }) => entity),
      speakerIds: attributions[i].speakers.map(({ knownId }) => knownId),
    })),
    credits: fields.credits,
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
