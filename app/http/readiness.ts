import type { NativeConnection, Worker } from '@temporalio/worker';
import { sql } from 'kysely';
import type { Database } from '../../db/connection.ts';
import type { Check } from './server.ts';

/** Milliseconds that Temporal gets to answer. */
const PATIENCE = 2_000;

/** Whether a worker process can work: `/readyz` asks. Told of its parts as they come up. */
export interface Readiness {
  checks(): Record<string, Check>;
  /** A database that has all migrations. */
  database(db: Database): void;
  temporal(connection: NativeConnection): void;
  workers(workers: readonly Worker[]): void;
}

/** At first nothing is there. */
export function createReadiness(): Readiness {
  const checks: Record<string, Check> = {
    database: () => 'not connected yet',
    temporal: () => 'not connected yet',
    worker: () => 'starting',
  };
  return {
    checks: () => checks,
    database(db) {
      checks.database = async () => {
        await sql`select 1`.execute(db);
        return null;
      };
    },
    temporal(connection) {
      checks.temporal = async () => {
        await connection.withDeadline(Date.now() + PATIENCE, () => connection.workflowService.getSystemInfo({}));
        return null;
      };
    },
    workers(workers) {
      checks.worker = () => {
        const states = new Set(workers.map((worker) => worker.getState()));
        states.delete('RUNNING');
        return states.size === 0 ? null : [...states].join(', ').toLowerCase();
      };
    },
  };
}
