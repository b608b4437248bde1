import { MockActivityEnvironment } from '@temporalio/testing';
import { createActivities } from '../../../activities/index.ts';
import type { StageRunner } from '../../../activities/stage-runner/types.ts';
import type { IngestInput } from '../../../activities/types.ts';
import type { Database } from '../../../db/connection.ts';
import type { Publication } from '../../../db/document-versions.ts';
import { testSources } from './chunk-room.ts';

let runs = 0;

/** The activities of `ingestDocument`, in their order, without a server: a run of its own each time. */
export async function ingestSingle(
  db: Database,
  { rawRoot, stages, input }: { rawRoot: string; stages: StageRunner; input: IngestInput },
): Promise<Publication> {
  runs += 1;
  const firstExecutionRunId = `single-run-${runs}`;
  const environment = new MockActivityEnvironment({
    workflowExecution: { workflowId: `single:${runs}`, runId: firstExecutionRunId },
  });
  const run = <Request, Answer>(activity: (request: Request) => Promise<Answer>, request: Request) =>
    environment.run(activity, request) as Promise<Answer>;
  const activities = createActivities({ db, stages, sources: testSources(rawRoot) });
  const acquired = await run(activities.acquire, { input, firstExecutionRunId });
  const { rawSha256, contentType, url, documentId, source } = acquired;
  const text = await run(activities.normalize, { rawSha256, contentType, url });
  const entities = await run(activities.tagEntities, { text });
  const attributions = await run(activities.attribute, { text, entities });
  const results = {
    normalize: text.resultId,
    entities: entities.resultId,
    attribution: attributions.resultId,
  };
  return run(activities.publish, { documentId, source, results, firstExecutionRunId });
}
