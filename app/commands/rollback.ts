import { rollbackDocument, rollbackPipeline } from '../../db/promote.ts';
import { ROLLBACK } from '../cli/definitions/rollback.ts';
import { runPromotion } from '../promotion/command.ts';

await runPromotion(ROLLBACK, {
  operands: 'KEY',
  document: ([key, ...more]) =>
    key !== undefined && more.length === 0 ? (db, options) => rollbackDocument(db, key, options) : null,
  pipeline: rollbackPipeline,
});
