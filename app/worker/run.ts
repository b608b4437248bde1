import { join } from 'node:path';
import { entityModel } from '../../activities/entity-tagger/index.ts';
import { stageFingerprints } from '../../activities/fingerprints/index.ts';
import { createActivities } from '../../activities/index.ts';
import { isPublicAddress } from '../../activities/sources/addresses.ts';
import { startPool } from '../../activities/stage-runner/pool.ts';
import { usePipeline } from '../../db/pipelines.ts';
import type { Config } from '../config.ts';
import { startLineageEvents } from '../lineage-events/index.ts';
import { observeBacklog } from '../telemetry/backlog.ts';
import { startTelemetry } from '../telemetry/index.ts';
import { ensureSearchAttributes } from '../telemetry/search-attributes.ts';
import { createWorkers, runWorkers } from './create-workers.ts';
import { connectDatabase } from './database.ts';
import { serveHealth } from './health.ts';
import { connectTemporal } from './temporal.ts';
import { deploymentOptions } from './versioning.ts';
import { warmUp } from './warm-up.ts';
import { BUILD_FOLDER, workflowBundle } from './workflow-bundle.ts';

/**
 * Works until it is told to end by SIGTERM, SIGINT or SIGHUP, on the database and Temporal server of the settings, else on
 * those of the running local stack. Then activities get the grace to end by themselves, are cancelled, so that they are
 * tried again by other workers, and everything is closed.
 *
 * @param stages address of a module that exports other stages than those of this checkout.
 * @throws StartError, ConfigError and TaggerModelError for what a person can mend.
 */
export async function runWorker(config: Config, stages?: string): Promise<void> {
  const parts: (() => Promise<void>)[] = [];
  try {
    const telemetry = await startTelemetry(config, { shutdownSignals: ['SIGINT', 'SIGTERM', 'SIGHUP'] });
    const { logger, metrics } = telemetry;
    parts.push(() => telemetry.stop());
    const { readiness, server } = await serveHealth(config, telemetry);
    if (server) parts.push(() => server.close());
    const { db, url: databaseUrl } = await connectDatabase(config);
    parts.push(() => db.destroy());
    readiness.database(db);
    const temporal = await connectTemporal(config);
    parts.push(() => temporal.connection.close());
    readiness.temporal(temporal.connection);

    const model = await entityModel(config.entityTagger, join(config.stateDir, 'models'));
    const fingerprints = await stageFingerprints(model);
    const lineage = startLineageEvents(config, { logger, registry: metrics.registry, fingerprints, databaseUrl });
    if (lineage) parts.push(() => lineage.stop());
    const { stageThreads: threads, stageMemory } = config;
    const heapMegabytes = stageMemory / 2 ** 20;
    const pool = startPool({ threads, heapMegabytes, fingerprints, stages, entityModel: model?.folder });
    parts.push(() => pool.close());
    const [bundle, searchable] = await Promise.all([
      workflowBundle([BUILD_FOLDER, join(config.stateDir, 'bundles')], telemetry.workflowModules),
      ensureSearchAttributes(temporal.connection, temporal.namespace, logger),
      warmUp(pool, threads),
    ]);
    const { rawRoot, maxBytes, userAgent, fetchTimeout, hostInterval, allowPrivateAddresses } = config;
    const activities = createActivities({
      db,
      stages: telemetry.observeStages(pool),
      searchable: searchable ? true : undefined,
      sources: {
        rawRoot,
        maxBytes,
        userAgent,
        timeout: fetchTimeout,
        hostInterval,
        isAllowed: allowPrivateAddresses ? () => true : isPublicAddress,
      },
    });
    const workers = await createWorkers(config, {
      ...temporal,
      activities,
      workflowBundle: bundle,
      options: {
        ...telemetry.worker,
        interceptors: { activity: [...telemetry.activities, ...(lineage ? [lineage.activities] : [])] },
        workerDeploymentOptions: deploymentOptions(config, bundle.hash, fingerprints),
      },
    });
    readiness.workers(workers);
    const queues = workers.map((worker) => worker.options.taskQueue);
    if (server) observeBacklog(metrics, { ...temporal, queues, logger });
    // From now on, documents that other stages made are stale.
    await usePipeline(db, fingerprints);
    await runWorkers(workers);
  } finally {
    for (const close of parts.reverse()) await close();
  }
}
