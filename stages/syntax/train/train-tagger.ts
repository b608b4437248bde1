import { UPOS_TEMPLATES, uposRows, XPOS_TEMPLATES, xposRows } from '../tag-features.ts';
import type { CertainTags } from '../tagger.ts';
import { argmax } from '../weight-table.ts';
import { WordTable } from '../word-table.ts';
import type { Example, Labels } from './examples.ts';
import { AveragedPerceptron } from './perceptron.ts';
import { shuffle } from './random.ts';

export interface TaggerSettings {
  epochs: number;
  xposBits: number;
  uposBits: number;
}

export interface TrainedTagger {
  certainWords: Int32Array;
  certain: CertainTags;
  xpos: Float32Array;
  upos: Float32Array;
}

const CERTAIN_USES = 60;
const CERTAIN_SHARE = 0.997;

/** Words that are frequent and have the same Penn Treebank tag practically always, by their hash. */
function certainTags(examples: Example[], tagCount: number): { words: Int32Array; xpos: Uint8Array } {
  const counts = new Map<number, Uint32Array>();
  for (const { sentence, xpos, weight } of examples)
    for (let i = 0; i < sentence.length; i += 1) {
      let tags = counts.get(sentence.word[i]);
      if (tags === undefined) {
        tags = new Uint32Array(tagCount);
        counts.set(sentence.word[i], tags);
      }
      tags[xpos[i]] += weight;
    }
  const certain: [number, number][] = [];
  for (const [word, tags] of counts) {
    const total = tags.reduce((sum, count) => sum + count, 0);
    const best = tags.indexOf(Math.max(...tags));
    if (total >= CERTAIN_USES && tags[best] >= CERTAIN_SHARE * total) certain.push([word, best]);
  }
  certain.sort((a, b) => a[0] - b[0]);
  return { words: Int32Array.from(certain, ([word]) => word), xpos: Uint8Array.from(certain, ([, tag]) => tag) };
}

/** Trains both tagging models; each sees its own predictions as context. */
export function trainTagger(
  examples: Example[],
  labels: Labels,
  settings: TaggerSettings,
  random: () => number,
): TrainedTagger {
  const { words, xpos: certainXpos } = certainTags(examples, labels.xpos.length);
  const certain = { words: new WordTable(words), xpos: certainXpos };
  const xposModel = new AveragedPerceptron(labels.xpos.length, settings.xposBits);
  const uposModel = new AveragedPerceptron(labels.upos.length, settings.uposBits);
  const rows = new Int32Array(XPOS_TEMPLATES.count);
  const secondRows = new Int32Array(UPOS_TEMPLATES.count);
  const scores = new Int32Array(Math.max(labels.xpos.length, labels.upos.length));
  const order = examples.flatMap((example) => new Array<Example>(example.weight).fill(example));
  for (let epoch = 0; epoch < settings.epochs; epoch += 1) {
    shuffle(order, random);
    for (const { sentence, xpos: gold, upos: goldUpos } of order) {
      const xpos = new Int32Array(sentence.length);
      for (let i = 0; i < sentence.length; i += 1) {
        const known = certain.words.find(sentence.word[i]);
        if (known >= 0) {
          xpos[i] = certain.xpos[known];
          continue;
        }
        const { table } = xposModel;
        xposRows(sentence, i, i > 0 ? xpos[i - 1] : -1, i > 1 ? xpos[i - 2] : -1, table.mask, rows);
        table.score(rows, scores);
        xpos[i] = argmax(scores, table.classes);
        if (xpos[i] !== gold[i]) xposModel.update(rows, gold[i], xpos[i]);
        xposModel.tick();
      }
      for (let i = 0; i < sentence.length; i += 1) {
        const { table } = uposModel;
        uposRows(sentence, xpos, i, table.mask, secondRows);
        table.score(secondRows, scores);
        const upos = argmax(scores, table.classes);
        if (upos !== goldUpos[i]) uposModel.update(secondRows, goldUpos[i], upos);
        uposModel.tick();
      }
    }
  }
  return { certainWords: words, certain, xpos: xposModel.averages(), upos: uposModel.averages() };
}
