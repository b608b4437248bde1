import { findStages } from '../../db/pipelines.ts';
import type { FailureSelection } from '../../db/reprocess/open-failures.ts';
import { previewSelection } from '../../db/reprocess/selection.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { asActivity } from '../failures.ts';
import { withHeartbeats } from '../heartbeat.ts';
import { checkReprocessInput } from './input.ts';
import { openFailures } from './open-failures.ts';
import type { FailurePreview, PreviewReprocessRequest, ReprocessPreview } from './types.ts';

/** Documents that are named. */
const SAMPLE = 20;

/** Tells how many documents `reprocess` would read anew, and why. Writes nothing. */
export function createPreviewReprocess({ db, stages }: ActivityDependencies) {
  return function previewReprocess({ input }: PreviewReprocessRequest): Promise<ReprocessPreview> {
    return asActivity(() =>
      withHeartbeats<never, ReprocessPreview>(async () => {
        const checked = checkReprocessInput(input);
        if (checked.form === 'failures') return { dryRun: true, ...(await previewFailures(db, checked.selection)) };
        const today = await findStages(db, stages.fingerprints);
        const { reasons, ...preview } = await previewSelection(db, { ...checked.selection, today });
        const withToday = reasons.map((reason) => ({
          ...reason,
          today: reason.stage && stages.fingerprints[reason.stage].fingerprint,
        }));
        return { dryRun: true, ...preview, reasons: withToday };
      }),
    );
  };
}

async function previewFailures(db: ActivityDependencies['db'], selection: FailureSelection): Promise<FailurePreview> {
  const byType = new Map<string, number>();
  const preview: FailurePreview = {
    documents: 0,
    reasons: [],
    sample: [],
    notRepeatable: { documents: 0, sample: [] },
  };
  for await (const { failure, repetition } of openFailures(db, selection)) {
    const { errorType, workflowId } = failure;
    const source = failure.source ?? workflowId;
    const part = 'input' in repetition ? preview : preview.notRepeatable;
    part.documents += 1;
    if ('input' in repetition) {
      byType.set(errorType, (byType.get(errorType) ?? 0) + 1);
      if (preview.sample.length < SAMPLE) preview.sample.push({ source, errorType, workflowId });
    } else if (preview.notRepeatable.sample.length < SAMPLE) {
      preview.notRepeatable.sample.push({ source, workflowId, reason: repetition.reason });
    }
  }
  preview.reasons = Array.from(byType, ([errorType, documents]) => ({ errorType, documents })).sort(
    (a, b) => b.documents - a.documents || (a.errorType < b.errorType ? -1 : 1),
  );
  return preview;
}
