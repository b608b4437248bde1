import { parseArgs } from 'node:util';
import { connect } from '../../db/connection.ts';
import { messageOf } from '../../db/errors.ts';
import { type PruneOptions, prune } from '../../db/prune.ts';
import { loadConfig } from '../config.ts';
import { findDatabase } from '../local/database.ts';
import { renderTable } from '../table.ts';

const USAGE = `Usage: npm run prune -- --keep N [--older-than AGE] [--dry-run]
       npm run prune -- --older-than AGE [--dry-run]

Deletes old versions, and then what nothing needs any more. Never a current version, one newer than that, or what they need.

  --keep N           the newest N versions of each document stay
  --older-than AGE   only versions published here longer ago: 90d, 12h, 8w
  --dry-run          counts rows and bytes, and deletes nothing
  -h, --help

The database is DATABASE_URL, else that of the running local stack, else the embedded one.`;

const HOURS = { h: 1, d: 24, w: 7 * 24 };

/** @returns what was asked for, or a message; an empty one asks for help. */
function readArguments(args: string[]): (PruneOptions & { dryRun: boolean }) | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        keep: { type: 'string' },
        'older-than': { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return '';
    const { keep, 'older-than': age, 'dry-run': dryRun } = values;
    if (keep === undefined && age === undefined) return 'expected --keep N or --older-than AGE, got neither';
    if (keep !== undefined && !/^[1-9]\d{0,5}$/u.test(keep))
      return `expected a whole number from 1 on, got --keep ${keep}`;
    const [, count, unit] = /^([1-9]\d{0,5})([hdw])$/u.exec(age ?? '1d') ?? [];
    if (count === undefined) return `expected an age such as 90d, 12h or 8w, got --older-than ${age}`;
    const hours = Number(count) * HOURS[unit as keyof typeof HOURS];
    return {
      dryRun,
      ...(keep !== undefined && { keep: Number(keep) }),
      ...(age !== undefined && { olderThan: new Date(Date.now() - hours * 3_600_000).toISOString() }),
    };
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

function readable(bytes: number): string {
  const unit = bytes === 0 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** unit).toFixed(unit === 0 ? 0 : 1)} ${UNITS[unit]}`;
}

/** Runs the command; gives its exit code: 0, or 2 for wrong usage. */
async function main(args: string[]): Promise<number> {
  const options = readArguments(args);
  if (typeof options === 'string') {
    if (options === '') {
      console.log(USAGE);
      return 0;
    }
    console.error(`prune: ${options}\n\n${USAGE}`);
    return 2;
  }
  const { url, release } = await findDatabase(loadConfig());
  const db = connect(url);
  try {
    const tables = await prune(db, options);
    if (tables.length === 0) {
      console.log('Nothing is old enough to be pruned.');
      return 0;
    }
    const sum = tables.reduce((total, { bytes }) => total + bytes, 0);
    console.log(
      renderTable(
        [{ name: 'table' }, { name: 'rows', align: 'right' }, { name: 'bytes', align: 'right' }],
        tables.map(({ table, rows, bytes }) => [table, String(rows), readable(bytes)]),
      ),
    );
    console.log(
      options.dryRun
        ? `${readable(sum)} would go (dry run: nothing was deleted).`
        : `${readable(sum)} deleted. PostgreSQL uses the room again; VACUUM FULL gives it back to the disk.`,
    );
    return 0;
  } finally {
    await db.destroy();
    await release();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`prune: ${messageOf(error)}`);
  process.exitCode = 1;
}
