import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError } from '@temporalio/client';
import proto from '@temporalio/proto';
import type { Logger, NativeConnection } from '@temporalio/worker';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes.ts';

/** Milliseconds until all parts of a server have heard of a new attribute. */
const PATIENCE = 30_000;
/** What gRPC calls a query that names an unknown attribute. */
const INVALID_ARGUMENT = 3;

const NAMES = Object.values(SEARCH_ATTRIBUTES).map(({ name }) => name);

/**
 * Sees to it that runs can be found by our search attributes: makes those that are missing, where the server lets us.
 * Where it does not, a log line says how a person makes them, and runs go on without.
 *
 * @returns whether the server knows them all, so that workflows may set them.
 */
export async function ensureSearchAttributes(
  connection: NativeConnection,
  namespace: string,
  logger: Logger,
): Promise<boolean> {
  try {
    await makeMissing(connection, namespace, NAMES);
    return true;
  } catch (error) {
    logger.warn('runs cannot be found by search attributes', {
      error,
      advice: `run ${makingCommand(namespace, NAMES)}, then restart the workers`,
    });
    return false;
  }
}

/** What a person types to make search attributes. */
export function makingCommand(namespace: string, names: readonly string[]): string {
  const options = names.map((name) => `--name ${name}`).join(' ');
  return `temporal operator search-attribute create --namespace ${namespace} --type Keyword ${options}`;
}

async function makeMissing(connection: NativeConnection, namespace: string, names: string[]): Promise<void> {
  const missing = await unknown(connection, namespace, names);
  if (missing.length === 0) return;
  const { INDEXED_VALUE_TYPE_KEYWORD } = proto.temporal.api.enums.v1.IndexedValueType;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map((name) => [name, INDEXED_VALUE_TYPE_KEYWORD])),
  });
  for (const deadline = performance.now() + PATIENCE; ; await sleep(250)) {
    const left = await unknown(connection, namespace, missing);
    if (left.length === 0) return;
    if (performance.now() > deadline) {
      throw new Error(`The server does not know ${left.join(', ')} half a minute after they were made.`);
    }
  }
}

/** Those of our search attributes that a server does not know. */
export function missingSearchAttributes(connection: Asked, namespace: string): Promise<string[]> {
  return unknown(connection, namespace, NAMES);
}

/** A connection to Temporal, of a client or of a worker. */
type Asked = Pick<NativeConnection, 'workflowService'>;

/** Asked by queries, which every server answers, Temporal Cloud's too; a list of attributes it may refuse. */
async function unknown({ workflowService }: Asked, namespace: string, names: string[]): Promise<string[]> {
  const asked = names.map(async (name) => {
    try {
      await workflowService.countWorkflowExecutions({ namespace, query: `${name} = ''` });
      return [];
    } catch (error) {
      if (isGrpcServiceError(error) && error.code === INVALID_ARGUMENT) return [name];
      throw error;
    }
  });
  return (await Promise.all(asked)).flat();
}
