import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporal } from '@temporalio/proto';
import { describe, expect, test } from 'vitest';
import { stageFingerprints } from '../../activities/fingerprints/index.ts';
import { computedBuildId } from '../../app/worker/versioning.ts';
import { workflowBundle } from '../../app/worker/workflow-bundle.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest } from '../support/temporal.ts';
import { startWorkerProcess } from '../support/worker-process.ts';

const { url } = await createTestDatabase();
const namespace = 'default';
const { VersioningBehavior } = temporal.api.enums.v1;

describe('a worker of a deployment', { timeout: 120_000 }, () => {
  test('works when its version is made the current one; ingestDocument stays with the version it began on', async () => {
    const { client, address, taskQueue, rawRoot, start } = await createTestIngest();
    const deploymentName = taskQueue;
    await startWorkerProcess({
      DATABASE_URL: url,
      TEMPORAL_ADDRESS: address,
      COPYDESK_TASK_QUEUE: taskQueue,
      COPYDESK_RAW_ROOT: rawRoot,
      COPYDESK_DEPLOYMENT: deploymentName,
    });
    const { hash } = await workflowBundle([rawRoot]);
    const buildId = computedBuildId(hash, await stageFingerprints());
    const { workflowService } = client.connection;
    const { workerDeploymentInfo } = await workflowService.describeWorkerDeployment({ namespace, deploymentName });
    expect(workerDeploymentInfo?.versionSummaries?.map(({ deploymentVersion }) => deploymentVersion?.buildId)).toEqual([
      buildId,
    ]);
    const described = await workflowService.describeWorkerDeploymentVersion({
      namespace,
      deploymentVersion: { deploymentName, buildId },
    });
    expect(new Set(described.workerDeploymentVersionInfo?.taskQueueInfos?.map(({ name }) => name))).toEqual(
      new Set([taskQueue, `${taskQueue}-bulk`]),
    );

    const handle = await start({ text: 'It rained in Lower Venn, said Ann Lee.' });
    await sleep(1000);
    expect((await handle.describe()).historyLength).toBeLessThan(4);
    await workflowService.setWorkerDeploymentCurrentVersion({ namespace, deploymentName, buildId });
    expect(await handle.result()).toMatchObject({ published: true });
    const { raw } = await handle.describe();
    expect(raw.workflowExecutionInfo?.versioningInfo).toMatchObject({
      behavior: VersioningBehavior.VERSIONING_BEHAVIOR_PINNED,
      deploymentVersion: { deploymentName, buildId },
    });
  });
});

describe('the bundle of the workflows', () => {
  test('is made once, and taken from where it was built', async () => {
    const { rawRoot } = await createTestIngest();
    const [built, kept] = [join(rawRoot, 'dist'), join(rawRoot, 'state')];
    const first = await workflowBundle([built, kept]);
    expect(first).toMatchObject({ built: true, code: expect.stringContaining('ingestDocument') });
    const [name] = await readdir(kept);
    expect(name).toBe(`workflows-${first.hash.slice(0, 16)}.js`);
    expect(await readFile(join(kept, name), 'utf8')).toBe(first.code);
    expect(await workflowBundle([built, kept])).toEqual({ ...first, built: false });
    // One that other sources gave has another name.
    await writeFile(join(kept, 'workflows-0000000000000000.js'), 'old');
    expect(await workflowBundle([built, kept])).toEqual({ ...first, built: false });
  });

  test('with interceptors is another one', async () => {
    const { rawRoot } = await createTestIngest();
    const interceptors = [new URL('../fixtures/no-interceptors.ts', import.meta.url).pathname];
    const plain = await workflowBundle([rawRoot]);
    expect((await workflowBundle([rawRoot], interceptors)).hash).not.toBe(plain.hash);
    expect(await readdir(rawRoot)).toHaveLength(2);
  });
});
