import { promoteDocument, promotePipeline } from '../../db/promote.ts';
import { runPromotion } from '../promotion/command.ts';

const USAGE = `Usage: npm run promote -- KEY VERSION [--dry-run]
       npm run promote -- --pipeline N [--dry-run]

Makes a version the one that readers see, older or newer, in one transaction.

  KEY VERSION    of one document; the view article_history has its versions
  --pipeline N   of every document what pipeline N gives; the view pipelines has them. Documents whose article has changed
                 since stay as they are.
  --dry-run      tells what would change, and changes nothing
  -h, --help

The database is DATABASE_URL, else that of the running local stack, else the embedded one.`;

await runPromotion({
  name: 'promote',
  usage: USAGE,
  operands: 'KEY VERSION',
  document: ([key, version, ...more]) =>
    key !== undefined && /^[1-9]\d{0,8}$/u.test(version ?? '') && more.length === 0
      ? (db, options) => promoteDocument(db, key, Number(version), options)
      : null,
  pipeline: promotePipeline,
});
