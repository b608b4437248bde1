import { type Publication, publishVersion } from '../db/document-versions.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { asActivity } from './failures.ts';
import { currentRun } from './run.ts';
import type { PublishRequest } from './types.ts';

/** Makes what the stages gave the document's current version, in one transaction; or finds that nothing has changed. */
export function createPublish({ db }: ActivityDependencies) {
  return function publish({ firstExecutionRunId, ...version }: PublishRequest): Promise<Publication> {
    return asActivity(() => publishVersion(db, { ...version, ...currentRun(firstExecutionRunId) }));
  };
}
