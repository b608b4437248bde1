import { ACTION_TEMPLATES, actionRows } from './action-features.ts';
import type { ParserInput } from './parser-input.ts';
import { RELATION_TEMPLATES, relationRows } from './relation-features.ts';
import { Configuration, SHIFT } from './transitions.ts';
import { argmax, type WeightTable } from './weight-table.ts';

/** Number of `root` among the relations of every model. */
export const ROOT_RELATION = 0;

export interface ParserModel {
  /** Three classes: the actions of `transitions.ts`. */
  actions: WeightTable;
  /** At most 64 classes, the first being `root`. */
  relations: WeightTable;
}

/** Greedy transition-based parsing: one model chooses the next action, a second one the relation of each new arc. */
export class Parser {
  readonly #model: ParserModel;
  readonly actionRows = new Int32Array(ACTION_TEMPLATES.count);
  readonly relationRows = new Int32Array(RELATION_TEMPLATES.count);
  readonly actionScores: Int32Array;
  readonly #relationScores: Int32Array;

  constructor(model: ParserModel) {
    this.#model = model;
    this.actionScores = new Int32Array(model.actions.classes);
    this.#relationScores = new Int32Array(model.relations.classes);
  }

  /**
   * The best action that the state allows. Where it allows only one, the model is not asked, and `forced` is set.
   * Otherwise `actionRows` and `actionScores` are those of the decision.
   */
  nextAction(state: Configuration, input: ParserInput): { action: number; forced: boolean } {
    const { actions } = this.#model;
    let only = -1;
    let allowed = 0;
    for (let action = 0; action < 3; action += 1) {
      if (!state.allows(action)) continue;
      only = action;
      allowed += 1;
    }
    if (allowed === 1) return { action: only, forced: true };
    actionRows(state, input, actions.mask, this.actionRows);
    actions.score(this.actionRows, this.actionScores);
    let best = -1;
    for (let action = 0; action < 3; action += 1)
      if (state.allows(action) && (best < 0 || this.actionScores[action] > this.actionScores[best])) best = action;
    return { action: best, forced: false };
  }

  /** The best relation of the stack's top to `head`; `relationRows` are those of the decision unless the head is the root. */
  bestRelation(state: Configuration, input: ParserInput, head: number): number {
    if (head === state.length) return ROOT_RELATION;
    const { relations } = this.#model;
    relationRows(state, input, head, state.onStack(0), relations.mask, this.relationRows);
    relations.score(this.relationRows, this.#relationScores);
    this.#relationScores[ROOT_RELATION] = -(2 ** 31);
    return argmax(this.#relationScores, relations.classes);
  }

  /** Two actions a token: linear in the sentence. */
  parse(input: ParserInput): Configuration {
    const state = new Configuration(input.length);
    while (!state.done) {
      const { action } = this.nextAction(state, input);
      if (action === SHIFT) state.shift();
      else {
        const head = state.headFor(action);
        state.reduce(head, this.bestRelation(state, input, head));
      }
    }
    return state;
  }
}
