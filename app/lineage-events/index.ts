import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActivityInterceptorsFactory, Logger } from '@temporalio/worker';
import { Counter, type Registry } from 'prom-client';
import { type Config, PROJECT_ROOT } from '../config.ts';
import { tablesOf } from './datasets.ts';
import { Delivery } from './delivery.ts';
import { Events, type Worker } from './events.ts';
import { lineageInterceptor } from './interceptor.ts';
import { type Send, toFile, toUrl } from './send.ts';

/** OpenLineage events of a worker. */
export interface LineageEvents {
  /** Tells of runs, from their activities. */
  activities: ActivityInterceptorsFactory;
  /** Delivers what waits. */
  stop(): Promise<void>;
}

export interface LineageParts {
  logger: Pick<Logger, 'warn'>;
  /** Where events are counted. */
  registry: Registry;
  fingerprints: Worker['fingerprints'];
  databaseUrl: string;
}

/** Begins to tell of runs where the settings say whom; null where they do not. */
export function startLineageEvents(
  { lineageUrl, lineageFile, lineageApiKey }: Config,
  { logger, registry, fingerprints, databaseUrl }: LineageParts,
): LineageEvents | null {
  const receivers: Send[] = [
    ...(lineageUrl === undefined ? [] : [toUrl(lineageUrl, lineageApiKey)]),
    ...(lineageFile === undefined ? [] : [toFile(lineageFile)]),
  ];
  if (receivers.length === 0) return null;
  const counter = new Counter({
    name: 'copydesk_openlineage_events_total',
    help: 'OpenLineage events that were sent, or dropped as they could not be.',
    labelNames: ['result'] as const,
    registers: [registry],
  });
  const { version } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'));
  const events = new Events({ version, fingerprints, table: tablesOf(databaseUrl) });
  const deliveries = receivers.map((send) => new Delivery(send, logger, (result) => counter.inc({ result })));
  return {
    activities: lineageInterceptor(events, (make) => {
      for (const delivery of deliveries) delivery.deliver(make);
    }),
    stop: async () => {
      await Promise.all(deliveries.map((delivery) => delivery.stop()));
    },
  };
}
