import type { Info } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { ChunkRequest, ChunkResult } from '../../activities/batch/types.ts';
import type {
  Acquired,
  AcquireRequest,
  Published,
  PublishRequest,
  RecordFailureRequest,
} from '../../activities/types.ts';
import type { Events } from './events.ts';
import type { RunEvent } from './schema.ts';

/** The events that an activity stands for. */
interface Told {
  /** Before its first attempt. */
  begins?(info: Info, request: unknown): RunEvent;
  ended?(info: Info, request: unknown, result: unknown): RunEvent;
  /** When it is not tried again. */
  failed?(info: Info, request: unknown, error: unknown): RunEvent;
}

/** Gives the events of an activity its types. */
function told<Request, Result>(typed: {
  begins?(info: Info, request: Request): RunEvent;
  ended?(info: Info, request: Request, result: Result): RunEvent;
  failed?(info: Info, request: Request, error: unknown): RunEvent;
}): Told {
  return typed as Told;
}

/** Activities with which something begins or ends, by name. */
function activitiesOf(events: Events): Partial<Record<string, Told>> {
  return {
    acquire: told<AcquireRequest, Acquired>({
      begins: (info, request) => events.acquiring(info, request),
      ended: (info, _, acquired) => events.acquired(info, acquired),
    }),
    publish: told<PublishRequest, Published>({
      ended: (info, request, published) => events.published(info, request, published),
    }),
    recordFailure: told<RecordFailureRequest, unknown>({ ended: (info, request) => events.failed(info, request) }),
    ingestChunk: told<ChunkRequest, ChunkResult>({
      begins: (info, request) => events.chunkBegins(info, request),
      ended: (info, request, result) => events.chunkEnded(info, request, result),
      failed: (info, request, error) => events.chunkFailed(info, request, error as Error),
    }),
  };
}

/** Tells of the runs whose activities it sees; what it does takes no time of theirs. */
export function lineageInterceptor(events: Events, tell: (make: () => RunEvent) => void): ActivityInterceptorsFactory {
  const activities = activitiesOf(events);
  return ({ info }) => ({
    inbound: {
      async execute(input, next) {
        const { begins, ended, failed } = activities[info.activityType] ?? {};
        const [request] = input.args;
        if (begins && info.attempt === 1) tell(() => begins(info, request));
        try {
          const result = await next(input);
          if (ended) tell(() => ended(info, request, result));
          return result;
        } catch (error) {
          if (failed && isFinal(error)) tell(() => failed(info, request, error));
          throw error;
        }
      },
    },
  });
}

function isFinal(error: unknown): boolean {
  return error instanceof CancelledFailure || (error instanceof ApplicationFailure && error.nonRetryable === true);
}
