import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actionCosts } from '../../../../stages/syntax/train/oracle.ts';
import { Configuration, SHIFT } from '../../../../stages/syntax/transitions.ts';

/** A random projective tree: heads of `length` tokens, `length` for the root's dependent. */
const projectiveTree = fc
  .array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1, maxLength: 14 })
  .map((choices) => {
    const gold = new Int32Array(choices.length);
    const attach = (from: number, to: number, head: number): void => {
      if (from >= to) return;
      const root = from + Math.floor(choices[from] * (to - from));
      gold[root] = head;
      // The part on either side of the head's dependent is cut once more, so that a head can have several children.
      const cutLeft = from + Math.floor(choices[root] * (root - from));
      attach(from, cutLeft, root);
      attach(cutLeft, root, root);
      attach(root + 1, to, root);
    };
    attach(0, choices.length, choices.length);
    return gold;
  });

function step(state: Configuration, action: number): void {
  if (action === SHIFT) state.shift();
  else state.reduce(state.headFor(action), 1);
}

test('free actions lead to the gold tree', () => {
  const costs = new Float64Array(3);
  fc.assert(
    fc.property(projectiveTree, (gold) => {
      const state = new Configuration(gold.length);
      while (!state.done) {
        actionCosts(state, gold, costs);
        expect(costs).toContain(0);
        step(state, costs.indexOf(0));
      }
      expect(state.head.subarray(0, gold.length)).toEqual(gold);
    }),
  );
});

test('after wrong actions, the costs paid are the arcs lost', () => {
  const costs = new Float64Array(3);
  fc.assert(
    fc.property(projectiveTree, fc.array(fc.nat(2), { maxLength: 12 }), (gold, wanderings) => {
      const state = new Configuration(gold.length);
      let paid = 0;
      const wander = [...wanderings];
      while (!state.done) {
        actionCosts(state, gold, costs);
        const wanted = wander.shift();
        const action = wanted !== undefined && state.allows(wanted) ? wanted : costs.indexOf(Math.min(...costs));
        paid += costs[action];
        step(state, action);
      }
      expect(gold.filter((head, i) => state.head[i] !== head)).toHaveLength(paid);
    }),
  );
});
