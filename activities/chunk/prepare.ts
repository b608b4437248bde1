import type { ArticleText } from '../../db/bulk/load-articles.ts';
import {
  attributionArtifact,
  entitiesArtifact,
  type PreparedArtifact,
  textArtifact,
  textOrigin,
} from '../../db/rows/artifact.ts';
import type { EntityAnnotations } from '../../stages/entities/types.ts';
import { type Signature, signature } from '../../stages/near-duplicates/index.ts';
import { documentKey } from '../sources/key.ts';
import type { Loaded } from '../sources/loaded.ts';
import type { StageFunctions } from '../stage-runner/types.ts';

export interface TextRequest extends Pick<Loaded, 'bytes' | 'contentType' | 'url' | 'key' | 'fallbackKey'> {
  rawSha256: string;
  /** Whether the text is known, so that the key alone is wanted. */
  isKnown: boolean;
}

/** A document's key, and its text ready to be stored. */
export interface TextAnswer {
  key: string;
  /** Null where it is known. */
  text: {
    artifact: PreparedArtifact;
    /** `textOrigin`. */
    origin: string;
    /** Null where it is too short to be compared with others. */
    signature: Signature | null;
    article: ArticleText;
    /** Milliseconds that the stage took. */
    durationMs: number;
  } | null;
}

export interface FactsRequest {
  textSha256: string;
  article: ArticleText;
  /** Where they are known. */
  entities: { sha256: string; output: EntityAnnotations } | null;
}

/** An output ready to be stored. */
export interface PreparedOutput {
  artifact: PreparedArtifact;
  /** Milliseconds that the stage took. */
  durationMs: number;
}

export interface FactsAnswer {
  /** Null where they are known. */
  entities: PreparedOutput | null;
  attribution: PreparedOutput;
}

/** What can be done with a document's bytes away from the database: its key, and what normalize makes of it. */
export async function prepareText(stages: StageFunctions, request: TextRequest): Promise<TextAnswer> {
  if (request.isKnown) return { key: documentKey(request), text: null };
  const { bytes, contentType, url, rawSha256 } = request;
  const { output, durationMs } = await timed(() =>
    stages.normalize({ bytes, contentType: contentType ?? undefined, url: url ?? undefined }),
  );
  const key = documentKey(request, output);
  const { text, paragraphs, sentences, title, publishedAt, language, byline, outlet } = output;
  const article = { text, paragraphs, sentences, title, publishedAt, language, byline, outlet };
  const artifact = textArtifact(output);
  return {
    key,
    text: { artifact, origin: textOrigin(rawSha256, output), signature: signature(text), article, durationMs },
  };
}

/** What can be done with a text away from the database: entities, where they are not known, and attributions. */
export async function prepareFacts(
  stages: StageFunctions,
  { textSha256, article, entities }: FactsRequest,
): Promise<FactsAnswer> {
  const tagged = entities ? null : await timed(() => stages.tagEntities(article));
  const made = tagged && {
    artifact: entitiesArtifact(textSha256, article, tagged.output),
    durationMs: tagged.durationMs,
  };
  const annotations = (entities ?? tagged)?.output as EntityAnnotations;
  const attributed = await timed(() => stages.attribute(article, annotations));
  const entitiesSha256 = (entities?.sha256 ?? made?.artifact.sha256) as string;
  return {
    entities: made,
    attribution: {
      artifact: attributionArtifact(entitiesSha256, article, attributed.output),
      durationMs: attributed.durationMs,
    },
  };
}

async function timed<Output>(run: () => Output | Promise<Output>): Promise<{ output: Output; durationMs: number }> {
  const started = performance.now();
  const output = await run();
  return { output, durationMs: performance.now() - started };
}
