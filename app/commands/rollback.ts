import { rollbackDocument, rollbackPipeline } from '../../db/promote.ts';
import { runPromotion } from '../promotion/command.ts';

const USAGE = `Usage: npm run rollback -- KEY [--dry-run]
       npm run rollback -- --pipeline N [--dry-run]

Puts readers back, in one transaction. It holds: neither reprocess nor ingesting the same again undoes it.

  KEY            one document, to the version before the one that readers see
  --pipeline N   each document that readers see as pipeline N made it, to the newest earlier version that it did not make.
                 Documents without one, or whose article has changed since, stay as they are.
  --dry-run      tells what would change, and changes nothing
  -h, --help

The database is DATABASE_URL, else that of the running local stack, else the embedded one.`;

await runPromotion({
  name: 'rollback',
  usage: USAGE,
  operands: 'KEY',
  document: ([key, ...more]) =>
    key !== undefined && more.length === 0 ? (db, options) => rollbackDocument(db, key, options) : null,
  pipeline: rollbackPipeline,
});
