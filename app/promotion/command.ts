import type { Database } from '../../db/connection.ts';
import type { Move, MoveOptions, PipelineMove } from '../../db/promote.ts';
import type { Command, Values } from '../cli/definition.ts';
import type { moveOptions } from '../cli/definitions/move-options.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { UsageError } from '../cli/parse.ts';
import { runCommand } from '../cli/run.ts';
import { withDatabase } from '../local/database.ts';
import { describeMove, describePipelineMove } from './describe.ts';

type MoveCommandOptions = ReturnType<typeof moveOptions>;

/** How readers are put forward or back. */
export interface Moves {
  /** What stands after the name to move one document, as words of the usage: `KEY VERSION`. */
  operands: string;
  /** Moves one document, by its operands; null where they are not as they should be. */
  document(operands: string[]): ((db: Database, options: MoveOptions) => Promise<Move>) | null;
  pipeline(db: Database, pipeline: number, options: MoveOptions): Promise<PipelineMove>;
}

/** Runs a command that puts readers forward or back. */
export function runPromotion(command: Command<MoveCommandOptions>, moves: Moves): Promise<void> {
  return runCommand(command, async ({ values, operands }) => {
    const options = { dryRun: values['dry-run'] };
    const pipeline = pipelineOf(values, operands, moves);
    const move = pipeline === null ? moves.document(operands) : null;
    if (pipeline === null && move === null) {
      throw new UsageError(`expected ${moves.operands} or --pipeline N, got ${operands.join(' ') || 'nothing'}`);
    }
    const { result, lines } = await withDatabase(async (db) => {
      if (move !== null) {
        const moved = await move(db, options);
        return { result: moved, lines: [describeMove(moved, options)] };
      }
      const moved = await moves.pipeline(db, pipeline as number, options);
      return { result: moved, lines: describePipelineMove(moved, options) };
    });
    console.log(values.json ? JSON.stringify(result, null, 2) : lines.join('\n'));
    return EXIT.done;
  });
}

/** @returns null where none is given. @throws UsageError */
function pipelineOf({ pipeline }: Values<MoveCommandOptions>, operands: string[], moves: Moves): number | null {
  if (pipeline === undefined) return null;
  if (operands.length > 0) throw new UsageError(`expected ${moves.operands} or --pipeline N, got both`);
  if (!/^[1-9]\d{0,14}$/u.test(pipeline)) throw new UsageError(`expected the number of a pipeline, got ${pipeline}`);
  return Number(pipeline);
}
