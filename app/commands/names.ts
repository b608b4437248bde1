import type { Database } from '../../db/connection.ts';
import { assignName, splitKnown } from '../../db/known-names/assignments.ts';
import { type Linked, linkEarlier } from '../../db/known-names/backfill.ts';
import { mergeKnown, undoDecision } from '../../db/known-names/decisions.ts';
import type { Decision } from '../../db/known-names/journal.ts';
import { NAMES } from '../cli/definitions/names.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { type Given, UsageError } from '../cli/parse.ts';
import { runCommand } from '../cli/run.ts';
import { withDatabase } from '../local/database.ts';

/** What came of it, as a line and as an object. */
interface Told {
  line: string;
  result: Decision | Linked;
}

type Work = (db: Database) => Promise<Told>;

/** What is asked for. @throws UsageError */
function workOf({ values, operands: [action, ...rest] }: Given<typeof NAMES.options>): Work {
  const { into, reason, by } = values;
  const decided = { reason, by };
  if (into !== undefined && action !== 'split') throw new UsageError('--into goes with split only');
  if (reason !== undefined && (action === 'undo' || action === 'link')) {
    throw new UsageError(`--reason does not go with ${action}`);
  }
  switch (action) {
    case 'merge': {
      const [from, other] = exactly(rest, 'ID INTO_ID', 2).map(number);
      return async (db) => {
        const result = await mergeKnown(db, from, other, decided);
        return { line: `${result.from} counts as ${result.into} now${howToUndo(result)}`, result };
      };
    }
    case 'split': {
      const [id, ...keys] = rest;
      if (keys.length === 0) throw new UsageError(`expected split ID KEY…, got ${told(rest)}`);
      const from = number(id);
      const target = into === undefined ? {} : { into: number(into) };
      return async (db) => {
        const result = await splitKnown(db, from, keys, { ...decided, ...target });
        const articles = keys.length === 1 ? 'the article names' : `${keys.length} articles name`;
        return { line: `${articles} ${result.into} instead of ${result.from} now${howToUndo(result)}`, result };
      };
    }
    case 'assign': {
      const [key, name, id] = exactly(rest, 'KEY NAME ID', 3);
      const target = number(id);
      return async (db) => {
        const result = await assignName(db, key, name, target, decided);
        return { line: `${name} in ${key} is ${result.into} now${howToUndo(result)}`, result };
      };
    }
    case 'undo': {
      const [decision] = exactly(rest, 'DECISION', 1).map(number);
      return async (db) => ({
        line: `decision ${decision} was taken back`,
        result: await undoDecision(db, decision, { by }),
      });
    }
    case 'link':
      if (rest.length > 0) throw new UsageError(`expected link alone, got ${told(rest)}`);
      return async (db) => {
        const result = await linkEarlier(db, ({ looked }) => {
          if (looked % 10_000 === 0) console.error(`${looked} texts`);
        });
        return { line: `${result.looked} texts without links before, ${result.links} links made`, result };
      };
    default:
      throw new UsageError(`expected merge, split, assign, undo or link, got ${action ?? 'nothing'}`);
  }
}

function exactly(operands: string[], expected: string, count: number): string[] {
  if (operands.length !== count) throw new UsageError(`expected ${expected}, got ${told(operands)}`);
  return operands;
}

function told(operands: string[]): string {
  return operands.join(' ') || 'nothing';
}

function number(text: string): number {
  if (!/^[1-9]\d{0,14}$/u.test(text)) throw new UsageError(`expected a number, got ${text}`);
  return Number(text);
}

function howToUndo({ decision }: Decision): string {
  return ` (npm run names -- undo ${decision} takes it back)`;
}

await runCommand(NAMES, async (given) => {
  const work = workOf(given);
  const { line, result } = await withDatabase(work);
  console.log(given.values.json ? JSON.stringify(result, null, 2) : line);
  return EXIT.done;
});
