import { type Configuration, LEFT_ARC, RIGHT_ARC, SHIFT } from '../transitions.ts';

/**
 * How many gold arcs each allowed action makes unreachable (Goldberg and Nivre 2013, arc-hybrid); infinite for an
 * action that is not allowed.
 * @param gold head of each token, the sentence's length for the root's dependent.
 * @param costs three numbers, overwritten.
 */
export function actionCosts(state: Configuration, gold: Int32Array, costs: Float64Array): void {
  const { buffer, depth, stack, length } = state;
  costs.fill(Number.POSITIVE_INFINITY);
  if (state.allows(SHIFT)) {
    let cost = 0;
    for (let i = 0; i < depth; i += 1) {
      if (gold[stack[i]] === buffer) cost += 1;
      if (i < depth - 1 && gold[buffer] === stack[i]) cost += 1;
    }
    costs[SHIFT] = cost;
  }
  if (depth === 0) return;
  const top = stack[depth - 1];
  const head = gold[top];
  let lostDependents = 0;
  for (let i = buffer; i < length; i += 1) if (gold[i] === top) lostDependents += 1;
  if (state.allows(LEFT_ARC)) {
    const under = depth > 1 ? stack[depth - 2] : -1;
    const lostHead = head !== buffer && (head > buffer || head === under);
    costs[LEFT_ARC] = lostDependents + (lostHead ? 1 : 0);
  }
  if (state.allows(RIGHT_ARC)) costs[RIGHT_ARC] = lostDependents + (head >= buffer ? 1 : 0);
}
