import { publishVersion } from '../db/document-versions.ts';
import { loadOutlet } from '../db/outlets.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { asActivity } from './failures.ts';
import { currentRun } from './run.ts';
import type { Published, PublishRequest } from './types.ts';

/** Makes what the stages gave the document's current version, in one transaction; or finds that nothing has changed. */
export function createPublish({ db, searchable }: ActivityDependencies) {
  return function publish({ firstExecutionRunId, document: _, ...version }: PublishRequest): Promise<Published> {
    return asActivity(async () => {
      const publication = await publishVersion(db, { ...version, ...currentRun(firstExecutionRunId) });
      return searchable ? { ...publication, outlet: await loadOutlet(db, version.results.normalize) } : publication;
    });
  };
}
