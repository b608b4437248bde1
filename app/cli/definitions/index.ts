import type { Command } from '../definition.ts';
import { BENCH } from './bench.ts';
import { BUILD } from './build.ts';
import { COMPLETION } from './completion.ts';
import { DB_TYPES } from './db-types.ts';
import { DOCS_DICTIONARY } from './docs-dictionary.ts';
import { DOCTOR } from './doctor.ts';
import { EXPORT } from './export.ts';
import { TEST_CLUSTER, TEST_FAULTS } from './faults.ts';
import { HELP } from './help.ts';
import { MIGRATE } from './migrate.ts';
import { NAMES } from './names.ts';
import { PROMOTE } from './promote.ts';
import { PRUNE } from './prune.ts';
import { READER } from './reader.ts';
import { REPLAY } from './replay.ts';
import { ROLLBACK } from './rollback.ts';
import { SQL } from './sql.ts';
import { STAGE } from './stage.ts';
import { START } from './start.ts';
import { TEMPORAL } from './temporal.ts';
import { TEST, TEST_BROWSER } from './test.ts';
import { WORKER } from './worker.ts';

/** All commands, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  START,
  READER,
  SQL,
  EXPORT,
  STAGE,
  HELP,
  COMPLETION,
  DOCTOR,
  MIGRATE,
  WORKER,
  PROMOTE,
  ROLLBACK,
  NAMES,
  PRUNE,
  REPLAY,
  TEMPORAL,
  BUILD,
  TEST,
  TEST_BROWSER,
  TEST_FAULTS,
  TEST_CLUSTER,
  BENCH,
  DB_TYPES,
  DOCS_DICTIONARY,
];
