import type { ExportedArticle } from '../../../db/reading/export-articles.ts';
import { column, list, type Table } from './columns.ts';

/** What ties a row of any table to its article. */
const ARTICLE = [column('document_id', 'bigint'), column('version', 'integer'), column('document', 'text')];
const idOf = ({ documentId, version, key }: ExportedArticle) => ({
  document_id: BigInt(documentId),
  version,
  document: key,
});

const numberOf = (knownId: number | null) => (knownId === null ? null : BigInt(knownId));

const starts = (spans: { start: number }[]) => spans.map(({ start }) => start);
const ends = (spans: { end: number }[]) => spans.map(({ end }) => end);

const documents: Table = {
  name: 'documents',
  columns: [
    ...ARTICLE,
    column('is_current', 'boolean'),
    column('title', 'text', 'nullable'),
    list('byline', 'text'),
    column('published', 'text', 'nullable'),
    column('published_at', 'timestamp', 'nullable'),
    column('modified', 'text', 'nullable'),
    column('modified_at', 'timestamp', 'nullable'),
    column('language', 'text', 'nullable'),
    column('outlet', 'text', 'nullable'),
    column('canonical_url', 'text', 'nullable'),
    column('text', 'text'),
    list('paragraph_starts', 'integer'),
    list('paragraph_ends', 'integer'),
    column('source', 'text'),
    column('raw_sha256', 'text'),
    column('captured_at', 'timestamp'),
    column('versioned_at', 'timestamp'),
    column('workflow_id', 'text'),
    column('run_id', 'text'),
    column('normalize_sha256', 'text'),
    column('normalize_fingerprint', 'text'),
    column('entities_sha256', 'text'),
    column('entities_fingerprint', 'text'),
    column('attribution_sha256', 'text'),
    column('attribution_fingerprint', 'text'),
  ],
  rows: (article) => [
    {
      ...idOf(article),
      is_current: article.isCurrent,
      title: article.title,
      byline: article.byline,
      published: article.published,
      published_at: article.publishedAt,
      modified: article.modified,
      modified_at: article.modifiedAt,
      language: article.language,
      outlet: article.outlet,
      canonical_url: article.canonicalUrl,
      text: article.text,
      paragraph_starts: starts(article.paragraphs),
      paragraph_ends: ends(article.paragraphs),
      source: article.source,
      raw_sha256: article.rawSha256,
      captured_at: article.capturedAt,
      versioned_at: article.versionedAt,
      workflow_id: article.workflowId,
      run_id: article.runId,
      ...Object.fromEntries(
        Object.entries(article.artifacts).flatMap(([stage, { sha256, fingerprint }]) => [
          [`${stage}_sha256`, sha256],
          [`${stage}_fingerprint`, fingerprint],
        ]),
      ),
    },
  ],
};

const sentences: Table = {
  name: 'sentences',
  columns: [...ARTICLE, column('sentence', 'integer'), column('start', 'integer'), column('end', 'integer')],
  rows: (article) => article.sentences.map((span, sentence) => ({ ...idOf(article), sentence, ...span })),
};

const entities: Table = {
  name: 'entities',
  columns: [
    ...ARTICLE,
    column('entity', 'integer'),
    column('type', 'text'),
    column('canonical', 'text'),
    list('roles', 'text'),
    list('aliases', 'text'),
    column('gender', 'text', 'nullable'),
    column('country', 'text', 'nullable'),
    column('region', 'text', 'nullable'),
    column('geonames_id', 'integer', 'nullable'),
    column('latitude', 'double', 'nullable'),
    column('longitude', 'double', 'nullable'),
    column('known_id', 'bigint', 'nullable'),
  ],
  rows: (article) =>
    article.entities.map(({ place, knownId, ...row }, entity) => ({
      ...idOf(article),
      entity,
      ...row,
      country: place?.country,
      region: place?.region,
      geonames_id: place?.geonamesId,
      latitude: place?.latitude,
      longitude: place?.longitude,
      known_id: numberOf(knownId),
    })),
};

const mentions: Table = {
  name: 'mentions',
  columns: [
    ...ARTICLE,
    column('mention', 'integer'),
    column('entity', 'integer'),
    column('canonical', 'text'),
    column('type', 'text'),
    column('kind', 'text'),
    column('text', 'text'),
    column('start', 'integer'),
    column('end', 'integer'),
    column('role', 'text', 'nullable'),
    column('metonym_for', 'text', 'nullable'),
    column('value', 'text', 'nullable'),
    column('confidence', 'double'),
  ],
  rows: (article) =>
    article.mentions.map(({ metonymFor, ...row }, mention) => ({
      ...idOf(article),
      mention,
      ...row,
      canonical: article.entities[row.entity].canonical,
      metonym_for: metonymFor,
    })),
};

const attributions: Table = {
  name: 'attributions',
  columns: [
    ...ARTICLE,
    column('attribution', 'integer'),
    list('speakers', 'text'),
    list('speaker_entities', 'integer'),
    list('speaker_ids', 'bigint', 'nullable'),
    column('source', 'text', 'nullable'),
    column('cue', 'text', 'nullable'),
    column('words', 'text', 'nullable'),
    column('kind', 'text'),
    column('polarity', 'text'),
    column('level', 'integer'),
    column('confidence', 'double'),
    list('source_starts', 'integer'),
    list('source_ends', 'integer'),
    list('cue_starts', 'integer'),
    list('cue_ends', 'integer'),
    list('content_starts', 'integer'),
    list('content_ends', 'integer'),
  ],
  rows: (article) =>
    article.attributions.map((row, attribution) => ({
      ...idOf(article),
      attribution,
      speakers: row.speakers.map(({ name }) => name),
      speaker_entities: row.speakers.map(({ entity }) => entity),
      speaker_ids: row.speakers.map(({ knownId }) => numberOf(knownId)),
      source: row.sourceText,
      cue: row.cueText,
      words: row.words,
      kind: row.type,
      polarity: row.polarity,
      level: row.level,
      confidence: row.confidence,
      source_starts: starts(row.source),
      source_ends: ends(row.source),
      cue_starts: starts(row.cue),
      cue_ends: ends(row.cue),
      content_starts: starts(row.content),
      content_ends: ends(row.content),
    })),
};

const credits: Table = {
  name: 'credits',
  columns: [
    ...ARTICLE,
    column('credit', 'integer'),
    column('kind', 'text'),
    column('name', 'text'),
    column('role', 'text', 'nullable'),
    column('outlet', 'text', 'nullable'),
    column('email', 'text', 'nullable'),
    column('text', 'text'),
    column('start', 'integer'),
    column('end', 'integer'),
  ],
  rows: (article) => article.credits.map((row, credit) => ({ ...idOf(article), credit, ...row })),
};

/** A file each. Names of columns are those of the views. */
export const TABLES = [documents, sentences, entities, mentions, attributions, credits];
