import { type PruneOptions, prune } from '../../db/prune.ts';
import { PRUNE } from '../cli/definitions/prune.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { UsageError } from '../cli/parse.ts';
import { runCommand } from '../cli/run.ts';
import { styled } from '../cli/style.ts';
import { withDatabase } from '../local/database.ts';
import { renderTable } from '../table.ts';

const HOURS = { h: 1, d: 24, w: 7 * 24 };

/** Which versions are old. @throws UsageError */
function conditions(keep: string | undefined, age: string | undefined): PruneOptions {
  if (keep === undefined && age === undefined) {
    throw new UsageError('expected --keep N or --older-than AGE, got neither');
  }
  if (keep !== undefined && !/^[1-9]\d{0,5}$/u.test(keep)) {
    throw new UsageError(`expected a whole number from 1 on, got --keep ${keep}`);
  }
  const [, count, unit] = /^([1-9]\d{0,5})([hdw])$/u.exec(age ?? '1d') ?? [];
  if (count === undefined) throw new UsageError(`expected an age such as 90d, 12h or 8w, got --older-than ${age}`);
  const hours = Number(count) * HOURS[unit as keyof typeof HOURS];
  return {
    ...(keep !== undefined && { keep: Number(keep) }),
    ...(age !== undefined && { olderThan: new Date(Date.now() - hours * 3_600_000).toISOString() }),
  };
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

function readable(bytes: number): string {
  const unit = bytes === 0 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** unit).toFixed(unit === 0 ? 0 : 1)} ${UNITS[unit]}`;
}

await runCommand(PRUNE, async ({ values, operands }) => {
  if (operands.length > 0) throw new UsageError(`expected options only, got ${operands.join(' ')}`);
  const { 'dry-run': dryRun, json } = values;
  const options = conditions(values.keep, values['older-than']);
  const tables = await withDatabase((db) => prune(db, { ...options, dryRun }));
  if (json) {
    console.log(JSON.stringify(tables, null, 2));
    return EXIT.done;
  }
  if (tables.length === 0) {
    console.log('Nothing is old enough to be pruned.');
    return EXIT.done;
  }
  const sum = tables.reduce((total, { bytes }) => total + bytes, 0);
  console.log(
    renderTable(
      [{ name: 'table' }, { name: 'rows', align: 'right' }, { name: 'bytes', align: 'right' }],
      tables.map(({ table, rows, bytes }) => [table, String(rows), readable(bytes)]),
      { heading: (line) => styled('bold', line, process.stdout) },
    ),
  );
  console.log(
    dryRun
      ? `${readable(sum)} would go (dry run: nothing was deleted).`
      : `${readable(sum)} deleted. PostgreSQL uses the room again; VACUUM FULL gives it back to the disk.`,
  );
  return EXIT.done;
});
