import { parseArgs } from 'node:util';
import { connect, type Database } from '../../db/connection.ts';
import { messageOf } from '../../db/errors.ts';
import { NoSuchPipelineError } from '../../db/pipelines.ts';
import { type Move, type MoveOptions, type PipelineMove, PromotionError } from '../../db/promote.ts';
import { loadConfig } from '../config.ts';
import { findDatabase } from '../local/database.ts';
import { describeMove, describePipelineMove } from './describe.ts';

/** A command that puts readers forward or back. */
export interface PromotionCommand {
  name: string;
  usage: string;
  /** What stands after the name to move one document, as words of the usage: `KEY VERSION`. */
  operands: string;
  /** Moves one document, by its operands; null where they are not as they should be. */
  document(operands: string[]): ((db: Database, options: MoveOptions) => Promise<Move>) | null;
  pipeline(db: Database, pipeline: number, options: MoveOptions): Promise<PipelineMove>;
}

type Work = (db: Database) => Promise<string[]>;

/** @returns what is to be done, which gives lines to print; or a message, where an empty one asks for help. */
function readArguments(command: PromotionCommand, args: string[]): Work | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        pipeline: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return '';
    const options = { dryRun: values['dry-run'] };
    if (values.pipeline === undefined) {
      const move = command.document(positionals);
      if (move === null)
        return `expected ${command.operands} or --pipeline N, got ${positionals.join(' ') || 'nothing'}`;
      return async (db) => [describeMove(await move(db, options), options)];
    }
    if (positionals.length > 0) return `expected ${command.operands} or --pipeline N, got both`;
    if (!/^[1-9]\d{0,14}$/u.test(values.pipeline)) return `expected the number of a pipeline, got ${values.pipeline}`;
    const pipeline = Number(values.pipeline);
    return async (db) => describePipelineMove(await command.pipeline(db, pipeline, options), options);
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

async function main(command: PromotionCommand, args: string[]): Promise<number> {
  const work = readArguments(command, args);
  if (typeof work === 'string') {
    if (work === '') {
      console.log(command.usage);
      return 0;
    }
    console.error(`${command.name}: ${work}\n\n${command.usage}`);
    return 2;
  }
  const { url, release } = await findDatabase(loadConfig());
  const db = connect(url);
  try {
    for (const line of await work(db)) console.log(line);
    return 0;
  } catch (error) {
    if (!(error instanceof PromotionError) && !(error instanceof NoSuchPipelineError)) throw error;
    console.error(`${command.name}: ${error.message}`);
    return 1;
  } finally {
    await db.destroy();
    await release();
  }
}

/** Runs a command and sets the exit code: 0, 1 where it cannot be done, 2 for wrong usage. */
export async function runPromotion(command: PromotionCommand): Promise<void> {
  try {
    process.exitCode = await main(command, process.argv.slice(2));
  } catch (error) {
    console.error(`${command.name}: ${messageOf(error)}`);
    process.exitCode = 1;
  }
}
