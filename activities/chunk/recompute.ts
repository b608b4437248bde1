import { Context } from '@temporalio/activity';
import { loadArticles } from '../../db/bulk/load-articles.ts';
import type { Recomputation } from '../../db/bulk/recomputations.ts';
import type { PreparedDocument, PreparedStage } from '../../db/bulk/save-slice.ts';
import { loadEntitiesOf } from '../../db/entities.ts';
import { loadRawBytes } from '../../db/raw-documents.ts';
import type { StageResult } from '../../db/stage-results.ts';
import type { Stage } from '../../db/stage-versions.ts';
import { DocumentError } from '../../stages/errors.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { StageFault } from '../stage-runner/stage-fault.ts';

/**
 * Computes again what the memo gave for documents, to see whether it comes out the same; once for each result. What has just
 * been computed is left out, as is what rests on a text that has. A stage that fails now, and did not then, counts as one
 * that gives something else.
 *
 * @param force the stages to be computed again.
 * @returns by the position of the document that each is recorded with.
 */
export async function recomputeSlice(
  { db, stages }: ActivityDependencies,
  force: Stage[],
  documents: PreparedDocument[],
  signal: AbortSignal,
): Promise<Map<number, Recomputation[]>> {
  const known = documents.flatMap((document) => {
    const text = knownOf(document.text);
    return text
      ? [{ document, text, entities: knownOf(document.entities), attribution: knownOf(document.attribution) }]
      : [];
  });
  const seen = new Set<number>();
  const isDue = (stage: Stage, result: StageResult | null): result is StageResult => {
    if (result === null || !force.includes(stage) || seen.has(result.resultId)) return false;
    seen.add(result.resultId);
    return true;
  };
  const due = known.map((each) => ({
    ...each,
    isTextDue: isDue('normalize', each.text),
    isEntitiesDue: isDue('entities', each.entities),
    isAttributionDue: isDue('attribution', each.attribution),
  }));
  const ofTexts = due.filter(({ isTextDue }) => isTextDue);
  const ofFacts = due.filter(({ isEntitiesDue, isAttributionDue }) => isEntitiesDue || isAttributionDue);
  const [bytes, articles, entitiesOf] = await Promise.all([
    loadRawBytes(
      db,
      ofTexts.map(({ document }) => document.rawSha256),
    ),
    loadArticles(
      db,
      ofFacts.map(({ text }) => text.artifactId),
    ),
    loadEntitiesOf(
      db,
      ofFacts.flatMap(({ entities }) => (entities ? [entities.artifactId] : [])),
    ),
  ]);
  const found = new Map<number, Recomputation[]>();
  const add = (
    stage: Stage,
    document: PreparedDocument,
    { resultId, artifactSha256 }: StageResult,
    sha256: string | null,
    durationMs: number,
    error?: unknown,
  ) => {
    const equal = sha256 === artifactSha256;
    if (!equal) {
      const about = { document: document.key, stageResultId: resultId, error };
      Context.current().log.error(`${stage} gives something else for the same input: it is no pure function`, about);
    }
    const all = found.get(document.position) ?? [];
    all.push({ resultId, artifactSha256: sha256, equal, durationMs });
    found.set(document.position, all);
  };
  const texts = ofTexts.map(async ({ document, text }) => {
    const { contentType = null, url = null, key, rawSha256 } = document;
    const copy = new Uint8Array((document.bytes ?? bytes.get(rawSha256)) as Uint8Array);
    const request = { bytes: copy, contentType, url, key, fallbackKey: key, rawSha256, isKnown: false };
    const started = performance.now();
    try {
      const { output } = await stages.run('prepareText', request, { lane: 'bulk', size: copy.length, signal });
      if (output.text) add('normalize', document, text, output.text.artifact.sha256, output.text.durationMs);
    } catch (error) {
      if (!isOfStage(error)) throw error;
      add('normalize', document, text, null, performance.now() - started, error);
    }
  });
  const facts = ofFacts.map(async ({ document, text, entities, attribution, isEntitiesDue, isAttributionDue }) => {
    const article = articles.get(text.artifactId);
    const stored = entities && entitiesOf.get(entities.artifactId);
    if (!article || !entities || !stored) return;
    const options = { lane: 'bulk' as const, size: article.text.length, signal };
    const prepare = async (isFresh: boolean) => {
      const sources = isFresh ? null : { sha256: entities.artifactSha256, output: stored };
      return (
        await stages.run('prepareFacts', { textSha256: text.artifactSha256, article, entities: sources }, options)
      ).output;
    };
    const started = performance.now();
    try {
      const first = await prepare(isEntitiesDue);
      if (isEntitiesDue && first.entities) {
        add('entities', document, entities, first.entities.artifact.sha256, first.entities.durationMs);
      }
      if (!isAttributionDue || !attribution) return;
      // On entities that came out otherwise, attributions say nothing about their stage.
      const isSame = first.entities === null || first.entities.artifact.sha256 === entities.artifactSha256;
      const { artifact, durationMs } = (isSame ? first : await prepare(false)).attribution;
      add('attribution', document, attribution, artifact.sha256, durationMs);
    } catch (error) {
      if (!isOfStage(error)) throw error;
      // Which of the two it was is in the log, with the error.
      if (isAttributionDue)
        add('attribution', document, attribution as StageResult, null, performance.now() - started, error);
      else add('entities', document, entities, null, performance.now() - started, error);
    }
  });
  await Promise.all([...texts, ...facts]);
  return found;
}

function isOfStage(error: unknown): boolean {
  return error instanceof DocumentError || error instanceof StageFault;
}

function knownOf(output: PreparedStage): StageResult | null {
  return 'known' in output ? output.known : null;
}
