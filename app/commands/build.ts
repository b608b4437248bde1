import { join } from 'node:path';
import { entityModel } from '../../activities/entity-tagger/index.ts';
import { stageFingerprints } from '../../activities/fingerprints/index.ts';
import { BUILD } from '../cli/definitions/build.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { runCommand } from '../cli/run.ts';
import { loadConfig } from '../config.ts';
import { TRACING_WORKFLOW_MODULES } from '../telemetry/tracing-modules.ts';
import { computedBuildId } from '../worker/versioning.ts';
import { BUILD_FOLDER, workflowBundle } from '../worker/workflow-bundle.ts';

await runCommand(BUILD, async ({ values }) => {
  const start = performance.now();
  const { hash, built } = await workflowBundle([BUILD_FOLDER]);
  // What a worker takes that traces.
  await workflowBundle([BUILD_FOLDER], TRACING_WORKFLOW_MODULES);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.error(built ? `Bundled the workflows into dist/ in ${seconds} s.` : 'The bundle in dist/ is up to date.');
  const { entityTagger, stateDir } = loadConfig();
  const model = await entityModel(entityTagger, join(stateDir, 'models'));
  const buildId = computedBuildId(hash, await stageFingerprints(model));
  console.log(values.json ? JSON.stringify({ buildId, built }) : `build id ${buildId}`);
  return EXIT.done;
});
