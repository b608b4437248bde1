import { Parser, ROOT_RELATION } from '../parser.ts';
import { parserInput } from '../parser-input.ts';
import type { TagNumbers } from '../tagger.ts';
import { Configuration, SHIFT } from '../transitions.ts';
import type { Example, Labels } from './examples.ts';
import { actionCosts } from './oracle.ts';
import { AveragedPerceptron } from './perceptron.ts';
import { shuffle } from './random.ts';

export interface ParserSettings {
  epochs: number;
  /** Parsers trained in different orders. Being linear and over the same features, they become one by adding them up. */
  seeds: number;
  actionBits: number;
  relationBits: number;
  /** From the second epoch on, the share of wrong actions that are followed all the same. */
  explore: number;
}

export interface TrainedParser {
  actions: Float32Array;
  relations: Float32Array;
}

/**
 * Trains both parsing models with a dynamic oracle.
 * @param tags predicted tags of each example, from taggers that have not seen it.
 * @param onEpoch is told the epoch's number and the share of wrong actions in it.
 */
export function trainParser(
  examples: Example[],
  tags: TagNumbers[],
  labels: Labels,
  settings: ParserSettings,
  random: () => number,
  onEpoch: (epoch: number, errors: number) => void,
): TrainedParser {
  const actions = new AveragedPerceptron(3, settings.actionBits);
  const relations = new AveragedPerceptron(labels.relations.length, settings.relationBits);
  const parser = new Parser({ actions: actions.table, relations: relations.table });
  const costs = new Float64Array(3);
  const order = examples.flatMap((example, i) => {
    const item = { example, input: parserInput(example.sentence, tags[i]) };
    return new Array<typeof item>(example.weight).fill(item);
  });
  for (let epoch = 0; epoch < settings.epochs; epoch += 1) {
    let decisions = 0;
    let errors = 0;
    const explore = epoch === 0 ? 0 : settings.explore;
    shuffle(order, random);
    for (const { example, input } of order) {
      const state = new Configuration(input.length);
      while (!state.done) {
        let { action, forced } = parser.nextAction(state, input);
        if (!forced) {
          decisions += 1;
          actionCosts(state, example.head, costs);
          const best = bestOf(costs, parser.actionScores);
          if (costs[action] > costs[best]) {
            errors += 1;
            actions.update(parser.actionRows, best, action);
            if (random() >= explore) action = best;
          }
          actions.tick();
        }
        if (action === SHIFT) {
          state.shift();
          continue;
        }
        const head = state.headFor(action);
        const dependent = state.onStack(0);
        const relation = parser.bestRelation(state, input, head);
        const gold = example.relation[dependent];
        if (head < input.length && example.head[dependent] === head && gold !== ROOT_RELATION) {
          if (relation !== gold) relations.update(parser.relationRows, gold, relation);
          relations.tick();
        }
        state.reduce(head, relation);
      }
    }
    onEpoch(epoch + 1, errors / Math.max(1, decisions));
  }
  return { actions: actions.averages(), relations: relations.averages() };
}

/** Of the cheapest actions the one the model likes best. */
function bestOf(costs: Float64Array, scores: Int32Array): number {
  let best = 0;
  for (let action = 1; action < 3; action += 1)
    if (costs[action] < costs[best] || (costs[action] === costs[best] && scores[action] > scores[best])) best = action;
  return best;
}
