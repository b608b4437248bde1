import { stageFingerprints } from '../../activities/fingerprints/index.ts';
import { TRACING_WORKFLOW_MODULES } from '../telemetry/tracing-modules.ts';
import { computedBuildId } from '../worker/versioning.ts';
import { BUILD_FOLDER, workflowBundle } from '../worker/workflow-bundle.ts';

/** `npm run build`: bundles the workflows ahead of time, and says which version of the worker this is. */
const start = performance.now();
const { hash, built } = await workflowBundle([BUILD_FOLDER]);
// What a worker takes that traces.
await workflowBundle([BUILD_FOLDER], TRACING_WORKFLOW_MODULES);
const seconds = ((performance.now() - start) / 1000).toFixed(1);
console.error(built ? `Bundled the workflows into dist/ in ${seconds} s.` : 'The bundle in dist/ is up to date.');
console.log(`build id ${computedBuildId(hash, await stageFingerprints())}`);
