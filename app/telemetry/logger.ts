import { DefaultLogger, type LogEntry, type Logger, type LogLevel } from '@temporalio/worker';
import { type DestinationStream, destination, pino } from 'pino';
import { fieldsOf } from './log-fields.ts';

/** `text`: a line for people. `json`: an object a line, for machines. */
export type LogFormat = 'text' | 'json';

export interface LoggerOptions {
  format: LogFormat;
  /** Events below it are left out. */
  level: Lowercase<LogLevel>;
  /** Where the lines go. Default: stderr, at once, so that the last words of a process that dies are there. */
  stream?: DestinationStream;
}

/** What takes the lines of the worker, of the SDK's TypeScript and native parts, and of workflows and activities. */
export function createLogger({ format, level, stream = destination({ fd: 2, sync: true }) }: LoggerOptions): Logger {
  const write = format === 'json' ? jsonWriter(stream) : textWriter(stream);
  return new DefaultLogger(level.toUpperCase() as LogLevel, (entry) => {
    // Of a document that failed, `recordFailure` tells.
    const isTold = entry.message === 'Workflow failed' && entry.meta?.workflowType === 'ingestDocument';
    if (!isTold || level === 'debug' || level === 'trace') write(entry);
  });
}

type Writer = (entry: LogEntry) => void;

function jsonWriter(stream: DestinationStream): Writer {
  const lines = pino(
    {
      // What is below the wanted level does not come here.
      level: 'trace',
      base: undefined,
      timestamp: false,
      messageKey: 'message',
      errorKey: 'error',
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
  return ({ level, message, timestampNanos, meta }) =>
    lines[level.toLowerCase() as Lowercase<LogLevel>]({ time: isoTime(timestampNanos), ...fieldsOf(meta) }, message);
}

/** What a person sees from the rest of the line, or seldom looks for. */
const NOT_IN_TEXT = new Set(['component', 'namespace', 'activity', 'workflowType', 'runId']);

function textWriter(stream: DestinationStream): Writer {
  return ({ level, message, timestampNanos, meta }) => {
    const { error, ...fields } = fieldsOf(meta);
    const named = Object.entries(fields).flatMap(([name, value]) =>
      NOT_IN_TEXT.has(name) ? [] : [` ${name}=${plain(value)}`],
    );
    const stack = error instanceof Error ? `\n${error.stack}` : error === undefined ? '' : ` error=${plain(error)}`;
    stream.write(`${isoTime(timestampNanos)} ${level.padEnd(5)} ${message}${named.join('')}${stack}\n`);
  };
}

function isoTime(nanoseconds: bigint): string {
  return new Date(Number(nanoseconds / 1_000_000n)).toISOString();
}

/** A word as it is; all else as JSON, so that it can be told where it ends. */
function plain(value: unknown): string {
  return typeof value === 'string' && /^[^\s"=]+$/u.test(value) ? value : JSON.stringify(value);
}
