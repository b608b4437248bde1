import { proxyActivities } from '@temporalio/workflow';
import type { pass } from './worker.ts';

const activities = proxyActivities<{ pass: typeof pass }>({ startToCloseTimeout: '20 seconds' });

/** Five activities one after the other that do nothing: what Temporal itself takes for a run of `ingestDocument`. */
export async function passFiveTimes(value: string): Promise<string> {
  let passed = value;
  for (let i = 0; i < 5; i += 1) passed = await activities.pass(passed);
  return passed;
}
