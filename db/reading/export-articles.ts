import { type Kysely, sql, type Transaction } from 'kysely';
import type { AttributionType, CreditKind, Polarity } from '../../stages/attribution/types.ts';
import type { EntityType, MentionKind, Place } from '../../stages/entities/types.ts';
import type { Span } from '../../stages/text/span.ts';
import type { DB } from '../types.ts';
import { type Condition, conditionSql } from './export-conditions.ts';
import { loadFacts } from './export-facts.ts';

/** What a stage gave for an article, and which version of the stage it was. */
export interface ExportedArtifact {
  id: number;
  sha256: string;
  /** Of the stage version. */
  fingerprint: string;
}

/** Somebody or something that an article speaks of. */
export interface ExportedEntity {
  type: EntityType;
  canonical: string;
  roles: string[];
  aliases: string[];
  gender: 'female' | 'male' | null;
  /** Which place it is, where that is known. */
  place: Place | null;
  /** Who or what it is across documents: `people_places_organizations.id`; null where it is known in its article only. */
  knownId: number | null;
}

/** A place in the text that refers to an entity. */
export interface ExportedMention extends Span {
  /** Index into `entities`. */
  entity: number;
  text: string;
  type: EntityType;
  kind: MentionKind;
  role: string | null;
  metonymFor: string | null;
  value: string | null;
  confidence: number;
}

/** Whose statement it is. */
export interface ExportedSpeaker {
  /** What the speaker goes by here: of a place that stands for a government, the government. */
  name: string;
  /** Index into `entities`. */
  entity: number;
  /** Who that is across documents, as of entities; of a metonym it is what the place stands for. */
  knownId: number | null;
}

/** A statement. */
export interface ExportedAttribution {
  source: Span[];
  cue: Span[];
  content: Span[];
  /** The same in words, their parts joined by ` … `; null where there are none. */
  sourceText: string | null;
  cueText: string | null;
  words: string | null;
  type: AttributionType;
  polarity: Polarity;
  level: number;
  confidence: number;
  speakers: ExportedSpeaker[];
}

/** Whom or what the article rests on. */
export interface ExportedCredit extends Span {
  kind: CreditKind;
  name: string;
  role: string | null;
  outlet: string | null;
  email: string | null;
  text: string;
}

/** What of a version does not lie in tables of several rows. */
export interface ExportedVersion {
  documentId: number;
  key: string;
  version: number;
  isCurrent: boolean;
  source: string;
  rawSha256: string;
  capturedAt: Date;
  versionedAt: Date;
  workflowId: string;
  runId: string;
  title: string | null;
  byline: string[];
  /** ISO 8601, as exact as the document says; and the point in time. */
  published: string | null;
  publishedAt: Date | null;
  modified: string | null;
  modifiedAt: Date | null;
  language: string | null;
  outlet: string | null;
  canonicalUrl: string | null;
  text: string;
  artifacts: { normalize: ExportedArtifact; entities: ExportedArtifact; attribution: ExportedArtifact };
}

/** The rows that hang on a version, in their order; all offsets are code points of `text`. */
export interface ExportedFacts {
  paragraphs: Span[];
  sentences: Span[];
  entities: ExportedEntity[];
  mentions: ExportedMention[];
  attributions: ExportedAttribution[];
  credits: ExportedCredit[];
}

/** A version of an article with all its facts. */
export interface ExportedArticle extends ExportedVersion, ExportedFacts {}

export interface ExportSelection {
  /** All must hold; none takes everything. */
  conditions: Condition[];
  /** Every version, or the one that readers see. */
  versions: 'current' | 'all';
}

/** Versions whose place is read at once. */
const PLACES = 1000;
/** Versions that are read at once, and code points of their texts: what an export holds in memory. */
const PAGE = { versions: 50, length: 1_000_000 };

/**
 * Gives what is selected, ordered by document and version, a page in memory at a time. All of it is as it was at the
 * first query (REPEATABLE READ), and nothing can be changed by it (READ ONLY).
 *
 * @param work gets the articles, and how many there are; the transaction ends with it.
 */
export function withExportedArticles<Result>(
  db: Kysely<DB>,
  selection: ExportSelection,
  work: (articles: AsyncGenerator<ExportedArticle, void, undefined>, total: number) => Promise<Result>,
): Promise<Result> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      const { total } = await selected(transaction, selection)
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return work(readArticles(transaction, selection), total);
    });
}

async function* readArticles(db: Transaction<DB>, selection: ExportSelection) {
  for await (const page of pages(db, selection)) {
    const versions = await loadVersions(db, page);
    const facts = await loadFacts(db, versions);
    for (const version of versions) {
      const { artifacts } = version;
      yield { ...version, ...facts(artifacts.normalize.id, artifacts.entities.id, artifacts.attribution.id) };
    }
  }
}

interface Position {
  document_id: number;
  version: number;
  length: number;
}

/** Where the selected versions are, in lots that are small enough to be read at once. */
async function* pages(db: Transaction<DB>, selection: ExportSelection): AsyncGenerator<Position[]> {
  let after: Position = { document_id: 0, version: 0, length: 0 };
  for (;;) {
    const places = await selected(db, selection)
      .select(['v.document_id', 'v.version', sql<number>`t.length`.as('length')])
      .where(sql<boolean>`(v.document_id, v.version) > (${after.document_id}::bigint, ${after.version}::integer)`)
      .orderBy('v.document_id')
      .orderBy('v.version')
      .limit(PLACES)
      .execute();
    let page: Position[] = [];
    let length = 0;
    for (const place of places) {
      if (page.length > 0 && (page.length >= PAGE.versions || length + place.length > PAGE.length)) {
        yield page;
        page = [];
        length = 0;
      }
      page.push(place);
      length += place.length;
    }
    if (page.length > 0) yield page;
    const last = places.at(-1);
    if (last === undefined || places.length < PLACES) return;
    after = last;
  }
}

function selected(db: Kysely<DB>, { conditions, versions }: ExportSelection) {
  return db
    .selectFrom('document_versions as v')
    .innerJoin('documents as d', 'd.id', 'v.document_id')
    .innerJoin('texts as t', 't.artifact_id', 'v.text_artifact_id')
    .$if(versions === 'current', (query) => query.whereRef('v.version', '=', 'd.current_version'))
    .where(({ and }) => and(conditions.map(conditionSql)));
}

async function loadVersions(db: Transaction<DB>, page: Position[]): Promise<ExportedVersion[]> {
  const ids = page.map(({ document_id }) => document_id);
  const numbers = page.map(({ version }) => version);
  const artifact = (stage: string) => sql<ExportedArtifact>`(
    select jsonb_build_object('id', a.id, 'sha256', a.sha256, 'fingerprint', n.fingerprint)
    from stage_results r join artifacts a on a.id = r.artifact_id join stage_versions n on n.id = r.stage_version_id
    where r.id = v.${sql.ref(`${stage}_result_id`)}
  )`;
  const rows = await db
    .selectFrom('document_versions as v')
    .innerJoin('documents as d', 'd.id', 'v.document_id')
    .innerJoin('texts as t', 't.artifact_id', 'v.text_artifact_id')
    .innerJoin('captures as c', 'c.id', 'v.capture_id')
    .select([
      'v.document_id as documentId',
      'd.key',
      'v.version',
      sql<boolean>`v.version is not distinct from d.current_version`.as('isCurrent'),
      'v.source',
      'v.raw_sha256 as rawSha256',
      'c.captured_at as capturedAt',
      'v.created_at as versionedAt',
      'v.workflow_id as workflowId',
      'v.run_id as runId',
      't.title',
      't.byline',
      't.published',
      't.published_at as publishedAt',
      't.modified',
      't.modified_at as modifiedAt',
      't.language',
      't.outlet',
      't.canonical_url as canonicalUrl',
      't.text',
      artifact('text').as('normalize'),
      artifact('entities').as('entities'),
      artifact('attribution').as('attribution'),
    ])
    .where(sql<boolean>`(v.document_id, v.version) in (select * from unnest(${ids}::bigint[], ${numbers}::integer[]))`)
    .orderBy('v.document_id')
    .orderBy('v.version')
    .execute();
  return rows.map(({ normalize, entities, attribution, ...version }) => ({
    ...version,
    artifacts: { normalize, entities, attribution },
  }));
}
