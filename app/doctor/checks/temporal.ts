import { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { makingCommand, missingSearchAttributes } from '../../telemetry/search-attributes.ts';
import { type TemporalSettings, temporalSettings } from '../../temporal-settings.ts';
import { type Check, type DoctorContext, type Finding, ok, problem, warning } from '../check.ts';

const { TASK_QUEUE_TYPE_ACTIVITY } = proto.temporal.api.enums.v1.TaskQueueType;

/** Milliseconds for a server to answer. */
const PATIENCE = 5_000;
/** What gRPC calls something that there is not. */
const NOT_FOUND = 5;
const NAME = 'Temporal';

/** The Temporal server of the settings, else that of the running stack: namespace, search attributes, workers. */
export const checkTemporal: Check = async (context) => {
  const settings = settingsOf(context);
  const address = settings.address ?? context.stack?.temporalAddress;
  if (address === undefined) {
    return [ok(NAME, 'does not run; npm start brings it, or set TEMPORAL_ADDRESS to use one of yours')];
  }
  let connection: Connection;
  try {
    connection = await Connection.connect({ ...settings.connection, address, connectTimeout: PATIENCE });
  } catch (error) {
    const advice =
      settings.address === undefined
        ? 'end npm start and start it again; its log is temporal.log in the state folder'
        : 'check TEMPORAL_ADDRESS (or the profile), its key and certificates, and whether the server runs; unset it to use the local one';
    return [problem(NAME, `${address} cannot be reached: ${(error as Error).message}`, advice)];
  }
  try {
    return await connection.withDeadline(Date.now() + 2 * PATIENCE, () =>
      checkServer(connection, address, settings, context),
    );
  } catch (error) {
    return [
      problem(
        NAME,
        `${address} refuses: ${(error as Error).message}`,
        'check the rights of the key or certificate that is used',
      ),
    ];
  } finally {
    await connection.close();
  }
};

/** Settings that make no sense are told elsewhere: here they count as unset. */
function settingsOf({ environment }: DoctorContext): TemporalSettings {
  try {
    return temporalSettings(environment);
  } catch {
    return temporalSettings({});
  }
}

async function checkServer(
  connection: Connection,
  address: string,
  { namespace }: TemporalSettings,
  { config }: DoctorContext,
): Promise<Finding[]> {
  const { serverVersion } = await connection.workflowService.getSystemInfo({});
  const server = ok(NAME, `${serverVersion || 'a server'} at ${address}, namespace ${namespace}`);
  try {
    await connection.workflowService.describeNamespace({ namespace });
  } catch (error) {
    if ((error as { code?: number }).code !== NOT_FOUND) throw error;
    const advice = `run temporal operator namespace create --namespace ${namespace}, or set TEMPORAL_NAMESPACE to one that there is`;
    return [server, problem('Namespace', `there is no namespace ${namespace}`, advice)];
  }
  return [
    server,
    await checkAttributes(connection, namespace),
    ...(await checkWorkers(connection, namespace, config.taskQueue)),
  ];
}

async function checkAttributes(connection: Connection, namespace: string): Promise<Finding> {
  const missing = await missingSearchAttributes(connection, namespace);
  if (missing.length === 0) return ok('Search attributes', 'all are there');
  return warning(
    'Search attributes',
    `${missing.join(', ')} are missing: a worker makes them when it starts, where the server lets it`,
    `start a worker, or run ${makingCommand(namespace, missing)}`,
  );
}

/** Whether somebody asks for work, on the queue of single documents and on that of batches. */
async function checkWorkers(connection: Connection, namespace: string, taskQueue: string): Promise<Finding[]> {
  const pollers = await Promise.all(
    [taskQueue, `${taskQueue}-bulk`].map(async (name) => {
      const request = { namespace, taskQueue: { name }, taskQueueType: TASK_QUEUE_TYPE_ACTIVITY };
      const { pollers: asking } = await connection.workflowService.describeTaskQueue(request);
      return { name, count: new Set(asking?.map(({ identity }) => identity)).size };
    }),
  );
  const idle = pollers.filter(({ count }) => count === 0).map(({ name }) => name);
  if (idle.length === 0) {
    return [ok('Workers', pollers.map(({ name, count }) => `${count} on ${name}`).join(', '))];
  }
  return [
    warning(
      'Workers',
      `nobody works on ${idle.join(' and ')}: what is started waits there`,
      'run npm run worker, with the same settings; COPYDESK_ROLES and COPYDESK_TASK_QUEUE say for which queues it works',
    ),
  ];
}
