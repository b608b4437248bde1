import { createHash } from 'node:crypto';
import type { WorkerDeploymentOptions } from '@temporalio/worker';
import type { StageFingerprints } from '../../activities/stage-runner/types.ts';
import type { Config } from '../config.ts';

/** Characters of a build id that is computed: enough to tell versions apart, and to read them out. */
const BUILD_ID_LENGTH = 12;

/**
 * Worker Versioning, where the settings name a deployment. A workflow says itself whether it stays with the version that
 * it began on (`setWorkflowOptions` in its file); those that do not say move on with the deployment.
 *
 * @param bundleHash hash of the workflows.
 */
export function deploymentOptions(
  { deployment, buildId }: Config,
  bundleHash: string,
  fingerprints: StageFingerprints,
): WorkerDeploymentOptions | undefined {
  if (deployment === undefined) return undefined;
  return {
    version: { deploymentName: deployment, buildId: buildId ?? computedBuildId(bundleHash, fingerprints) },
    useWorkerVersioning: true,
    defaultVersioningBehavior: 'AUTO_UPGRADE',
  };
}

/** The same for all workers of the same workflows and stages, wherever they run. */
export function computedBuildId(bundleHash: string, fingerprints: StageFingerprints): string {
  const stages = [fingerprints.normalize, fingerprints.entities, fingerprints.attribution];
  const hash = createHash('sha256').update(bundleHash);
  for (const { fingerprint } of stages) hash.update(fingerprint);
  return hash.digest('hex').slice(0, BUILD_ID_LENGTH);
}
