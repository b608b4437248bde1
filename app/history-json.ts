import proto from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;

/** What happened in a run, as Temporal keeps it. */
export type History = proto.temporal.api.history.v1.IHistory;

/**
 * Writes a history as JSON that replays anywhere: without the names of machines (also in the names of sticky task queues)
 * and stack traces, which replay does not need.
 *
 * Not the SDK's `historyToJSON`: it needs one protobufjs for all of the SDK's packages, and npm installs a copy for each
 * where another package wants an older one.
 */
export function historyToJson(history: History): string {
  const plain = History.toObject(History.fromObject(history), { bytes: String, enums: String, longs: String });
  const portable = (name: string, value: unknown) => {
    if (name === 'identity' || name === 'stackTrace') return undefined;
    if (name === 'taskQueue' && (value as { kind?: string }).kind === 'TASK_QUEUE_KIND_STICKY') return undefined;
    return value;
  };
  return `${JSON.stringify(plain, portable, 1)}\n`;
}

/** Reads what `historyToJson` wrote. */
export function historyFromJson(json: string): History {
  return History.fromObject(JSON.parse(json));
}
