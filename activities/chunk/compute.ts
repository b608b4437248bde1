import { type ArticleText, loadArticles } from '../../db/bulk/load-articles.ts';
import type { PreparedDocument, PreparedStage } from '../../db/bulk/save-slice.ts';
import { findFacts, findStageResults, type KnownFacts, type StageVersionIds } from '../../db/bulk/stage-results.ts';
import { loadEntitiesOf } from '../../db/entities.ts';
import { loadRawBytes } from '../../db/raw-documents.ts';
import type { StageResult } from '../../db/stage-results.ts';
import type { EntityAnnotations } from '../../stages/entities/types.ts';
import { DocumentError } from '../../stages/errors.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { normalizeInput } from '../normalize-input.ts';
import { StageFault } from '../stage-runner/stage-fault.ts';
import type { RunOptions } from '../stage-runner/types.ts';
import type { ChunkDocument, Rejected } from './load.ts';
import type { FactsAnswer, TextAnswer } from './prepare.ts';

export interface ComputedSlice {
  documents: PreparedDocument[];
  rejected: Rejected[];
}

/** A document with its text. */
interface WithText {
  document: ChunkDocument;
  key: string;
  text: PreparedDocument['text'];
  sha256: string;
  /** Null where it has yet to be read from the database. */
  article: ArticleText | null;
}

/**
 * Finds in the memo what the stages give for documents, and runs those that are missing, in threads. The same input is
 * computed once. What a document itself is to blame for (it cannot be read, or a stage hangs or dies over it) rejects that one.
 *
 * @throws errors of the database, and the signal's reason.
 */
export async function computeSlice(
  dependencies: ActivityDependencies,
  versions: StageVersionIds,
  documents: ChunkDocument[],
  signal: AbortSignal,
): Promise<ComputedSlice> {
  const rejected: Rejected[] = [];
  const texts = await settle(
    documents,
    await textsOf(dependencies, versions, documents, signal),
    ({ position }, error) => rejected.push({ position, error }),
  );
  const prepared = await settle(texts, await factsOf(dependencies, versions, texts, signal), ({ document }, error) =>
    rejected.push({ position: document.position, error }),
  );
  return { documents: prepared, rejected };
}

/** Waits for all; those that a document is to blame for are told, other errors thrown. */
async function settle<Item, Result>(
  items: Item[],
  work: Promise<Result>[],
  tell: (item: Item, error: unknown) => void,
): Promise<Result[]> {
  const ended = await Promise.allSettled(work);
  const results: Result[] = [];
  for (const [i, each] of ended.entries()) {
    if (each.status === 'fulfilled') results.push(each.value);
    else if (each.reason instanceof DocumentError || each.reason instanceof StageFault) tell(items[i], each.reason);
    else throw each.reason;
  }
  return results;
}

async function textsOf(
  { db, stages }: ActivityDependencies,
  versions: StageVersionIds,
  documents: ChunkDocument[],
  signal: AbortSignal,
): Promise<Promise<WithText>[]> {
  const inputs = documents.map(normalizeInput);
  const memo = await findStageResults(db, versions.normalize, inputs);
  const isWanted = ({ key }: ChunkDocument, i: number) => key === null || !memo.has(inputs[i]);
  const missing = documents.filter((document, i) => document.bytes === null && isWanted(document, i));
  const stored = await loadRawBytes(
    db,
    missing.map(({ rawSha256 }) => rawSha256),
  );
  const prepare = async (document: ChunkDocument, isKnown: boolean): Promise<TextAnswer> => {
    const { contentType, url, key, fallbackKey, rawSha256, byteLength } = document;
    // A copy that the thread may keep: the bytes themselves are still to be stored.
    const bytes = new Uint8Array((document.bytes ?? stored.get(rawSha256)) as Uint8Array);
    const request = { bytes, contentType, url, key, fallbackKey, rawSha256, isKnown };
    const options: RunOptions = { lane: 'bulk', size: byteLength, signal, transfer: [bytes.buffer] };
    return (await stages.run('prepareText', request, options)).output;
  };
  const made = new Map<string, Promise<{ key: string; text: WithText['text']; article: ArticleText }>>();
  return documents.map(async (document, i): Promise<WithText> => {
    const input = inputs[i];
    const known = memo.get(input);
    const keyOf = async () => document.key ?? (await prepare(document, true)).key;
    if (known) {
      return { document, key: await keyOf(), text: { known }, sha256: known.artifactSha256, article: null };
    }
    const before = made.get(input);
    const own = before ?? newText(prepare(document, false), input);
    made.set(input, own);
    const { key, text, article } = await own;
    const sha256 = addressOf(text);
    return { document, key: before ? await keyOf() : key, text, sha256, article };
  });
}

async function newText(answer: Promise<TextAnswer>, inputSha256: string) {
  const { key, text } = await answer;
  const { artifact, origin, signature, article, durationMs } = text as NonNullable<TextAnswer['text']>;
  return { key, text: { inputSha256, artifact, origin, signature, durationMs }, article };
}

/** Address of an output, stored or not. */
function addressOf(output: PreparedStage): string {
  return 'known' in output ? output.known.artifactSha256 : output.artifact.sha256;
}

/** What of a text is not in the memo has to be computed from it, and from its entities where those are known. */
interface Sources {
  articles: Map<number, ArticleText>;
  entities: Map<number, EntityAnnotations>;
}

async function factsOf(
  { db, stages }: ActivityDependencies,
  versions: StageVersionIds,
  texts: WithText[],
  signal: AbortSignal,
): Promise<Promise<PreparedDocument>[]> {
  const addresses = [...new Set(texts.map(({ sha256 }) => sha256))];
  const memo = await findFacts(db, versions, addresses);
  const sources = await loadSources(db, texts, memo);
  const prepare = async ({ sha256, text, article }: WithText, known: StageResult | undefined) => {
    const read = article ?? sources.articles.get((text as { known: StageResult }).known.artifactId);
    const output = known && sources.entities.get(known.artifactId);
    const request = {
      textSha256: sha256,
      article: read as ArticleText,
      entities: known && output ? { sha256: known.artifactSha256, output } : null,
    };
    const options: RunOptions = { lane: 'bulk', size: request.article.text.length, signal };
    return newFacts((await stages.run('prepareFacts', request, options)).output, sha256, known);
  };
  const made = new Map<string, ReturnType<typeof prepare>>();
  return texts.map(async (text): Promise<PreparedDocument> => {
    const { sha256, document, key } = text;
    const known = memo.get(sha256);
    const prepared = { ...described(document), key, text: text.text };
    if (known?.attribution) {
      return { ...prepared, entities: { known: known.entities }, attribution: { known: known.attribution } };
    }
    const facts = made.get(sha256) ?? prepare(text, known?.entities);
    made.set(sha256, facts);
    return { ...prepared, ...(await facts) };
  });
}

async function loadSources(
  db: ActivityDependencies['db'],
  texts: WithText[],
  memo: Map<string, KnownFacts>,
): Promise<Sources> {
  const toRead = texts.flatMap(({ text, sha256, article }) =>
    'known' in text && article === null && !memo.get(sha256)?.attribution ? [text.known.artifactId] : [],
  );
  const tagged = [...memo.values()].flatMap(({ entities, attribution }) => (attribution ? [] : [entities.artifactId]));
  return { articles: await loadArticles(db, toRead), entities: await loadEntitiesOf(db, tagged) };
}

function newFacts(
  { entities, attribution }: FactsAnswer,
  textSha256: string,
  known: StageResult | undefined,
): Pick<PreparedDocument, 'entities' | 'attribution'> {
  const tagged: PreparedStage = entities ? { inputSha256: textSha256, ...entities } : { known: known as StageResult };
  return { entities: tagged, attribution: { inputSha256: addressOf(tagged), ...attribution } };
}

function described({
  position,
  source,
  rawSha256,
  bytes,
  isStored,
  contentType,
  url,
  etag,
  lastModified,
  capture,
}: ChunkDocument) {
  const own = isStored ? null : bytes;
  return { position, source, rawSha256, bytes: own, contentType, url, etag, lastModified, capture };
}
