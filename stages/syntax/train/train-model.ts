import type { SyntaxModel } from '../model.ts';
import type { TreebankWord } from './conllu.ts';
import { type ClusterColumns, clusterLookup } from './corpus.ts';
import { collectLabels, toExample } from './examples.ts';
import { jackknifeTags } from './jackknife.ts';
import { type QuantizationSteps, quantizeParser, quantizeTagger } from './quantize.ts';
import { randomSource } from './random.ts';
import { retokenize } from './retokenize.ts';
import { type ParserSettings, trainParser } from './train-parser.ts';
import { type TaggerSettings, trainTagger } from './train-tagger.ts';

export interface TrainingSettings {
  seed: number;
  /** Parts of the data; each is tagged by a tagger that has learned from the others. */
  folds: number;
  /** Of the taggers that tag the parser's training data. */
  jackknife: TaggerSettings;
  tagger: TaggerSettings;
  parser: ParserSettings;
  steps: QuantizationSteps;
}

/** Sentences, and how often an epoch sees each of them. */
export interface WeightedTreebank {
  sentences: TreebankWord[][];
  weight: number;
}

export interface TrainedModel {
  model: SyntaxModel;
  /** Hashes of the words that have one tag only. */
  certainWords: Int32Array;
}

/**
 * Trains tagger and parser; the same treebanks and settings give the same model.
 * @param report is told what has been done.
 */
export function trainModel(
  treebanks: WeightedTreebank[],
  clusterColumns: ClusterColumns,
  settings: TrainingSettings,
  report: (what: string) => void,
): TrainedModel {
  const random = randomSource(settings.seed);
  const clusters = clusterLookup(clusterColumns);
  const retokenized = treebanks.map(({ sentences, weight }) => ({ sentences: sentences.map(retokenize), weight }));
  const labels = collectLabels(retokenized.flatMap((treebank) => treebank.sentences));
  const examples = retokenized.flatMap(({ sentences, weight }) =>
    sentences.map((words) => toExample(words, labels, clusters, weight)),
  );
  report(`read ${examples.length} sentences; ${labels.xpos.length} tags, ${labels.relations.length} relations`);
  const tags = jackknifeTags(examples, labels, settings.folds, settings.jackknife, settings.steps, random);
  report('tagged the training data by jackknife');
  const trainedTagger = trainTagger(examples, labels, settings.tagger, random);
  report('trained the tagger');
  const parsers = Array.from({ length: settings.parser.seeds }, (_, seed) =>
    trainParser(examples, tags, labels, settings.parser, random, (epoch, errors) =>
      report(`parser ${seed + 1}, epoch ${epoch}: ${(100 * errors).toFixed(2)} % of actions wrong`),
    ),
  );
  const trainedParser = {
    actions: meanWeights(parsers.map((parser) => parser.actions)),
    relations: meanWeights(parsers.map((parser) => parser.relations)),
  };
  return {
    model: {
      labels,
      clusters,
      tagger: quantizeTagger(trainedTagger, labels, settings.tagger, settings.steps),
      parser: quantizeParser(trainedParser, labels, settings.parser, settings.steps),
    },
    certainWords: trainedTagger.certainWords,
  };
}

/** The mean of tables of the same size. */
function meanWeights(tables: Float32Array[]): Float32Array {
  const mean = new Float32Array(tables[0].length);
  for (const table of tables) for (let i = 0; i < mean.length; i += 1) mean[i] += table[i] / tables.length;
  return mean;
}
