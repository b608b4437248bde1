import { promoteDocument, promotePipeline } from '../../db/promote.ts';
import { PROMOTE } from '../cli/definitions/promote.ts';
import { runPromotion } from '../promotion/command.ts';

await runPromotion(PROMOTE, {
  operands: 'KEY VERSION',
  document: ([key, version, ...more]) =>
    key !== undefined && /^[1-9]\d{0,8}$/u.test(version ?? '') && more.length === 0
      ? (db, options) => promoteDocument(db, key, Number(version), options)
      : null,
  pipeline: promotePipeline,
});
