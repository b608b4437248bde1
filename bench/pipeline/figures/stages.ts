import { attribute } from '../../../stages/attribution/index.ts';
import { tagEntities } from '../../../stages/entities/index.ts';
import { normalize } from '../../../stages/normalize/index.ts';
import { documentAt } from '../corpus/documents.ts';

/** The three stages alone, one document after the other, in this process and without anything else in it. */
export interface StagesFigures {
  documents: number;
  /** Mean words of a document's normalised text. */
  words: number;
  documentsPerSecond: number;
  /** Of this process: garbage collection and compilation count, as they do in a worker. */
  cpuSecondsPerDocument: number;
}

/** Documents before the clock starts: models are loaded and code is compiled. */
const WARM_UP = 150;

/** Measures the stages on the corpus's first documents. */
export function measureStages(documents: number): StagesFigures {
  // Far from those that are measured.
  for (let index = 0; index < WARM_UP; index += 1) runStages(6_000_000 + index);
  const raw = Array.from({ length: documents }, (_, index) => documentAt(index));
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  let words = 0;
  for (const { text, contentType, url } of raw) {
    const normalized = normalize({ bytes: Buffer.from(text), contentType, url });
    attribute(normalized, tagEntities(normalized));
    words += normalized.text.split(/\s+/u).length;
  }
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    documents,
    words: words / documents,
    documentsPerSecond: documents / seconds,
    cpuSecondsPerDocument: (user + system) / 1e6 / documents,
  };
}

function runStages(index: number): void {
  const { text, contentType, url } = documentAt(index);
  const normalized = normalize({ bytes: Buffer.from(text), contentType, url });
  attribute(normalized, tagEntities(normalized));
}
