import type { ParserModel } from '../parser.ts';
import type { TaggerModel } from '../tagger.ts';
import { WeightTable } from '../weight-table.ts';
import type { Labels } from './examples.ts';
import type { ParserSettings, TrainedParser } from './train-parser.ts';
import type { TaggerSettings, TrainedTagger } from './train-tagger.ts';

/**
 * The weight that becomes 1 in 8 bits. What is under half of it becomes 0, what is over 127 times it is cut off. A large
 * step makes a small file.
 */
export interface QuantizationSteps {
  xpos: number;
  upos: number;
  actions: number;
  relations: number;
}

/** Rounds weights to 8 bits. Only the order of their sums matters, so the step itself is not kept. */
export function quantize(averages: Float32Array, classes: number, bits: number, step: number): WeightTable {
  const weights = new Int8Array(averages.length);
  for (let i = 0; i < weights.length; i += 1)
    weights[i] = Math.max(-127, Math.min(127, Math.round(averages[i] / step)));
  return new WeightTable(classes, bits, weights);
}

export function quantizeTagger(
  { certain, xpos, upos }: TrainedTagger,
  labels: Labels,
  { xposBits, uposBits }: TaggerSettings,
  steps: QuantizationSteps,
): TaggerModel {
  return {
    certain,
    xpos: quantize(xpos, labels.xpos.length, xposBits, steps.xpos),
    upos: quantize(upos, labels.upos.length, uposBits, steps.upos),
  };
}

export function quantizeParser(
  { actions, relations }: TrainedParser,
  labels: Labels,
  { actionBits, relationBits }: ParserSettings,
  steps: QuantizationSteps,
): ParserModel {
  return {
    actions: quantize(actions, 3, actionBits, steps.actions),
    relations: quantize(relations, labels.relations.length, relationBits, steps.relations),
  };
}
