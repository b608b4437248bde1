import { attribute } from '../../stages/attribution/index.ts';
import { normalized } from '../../stages/attribution/train/examples.ts';
import type { EntityAnnotations } from '../../stages/entities/types.ts';

/** The spans that are scored do not depend on entities; only the speakers do. */
const NO_ENTITIES: EntityAnnotations = { status: 'tagged', entities: [], mentions: [] };

/** Processor milliseconds that attribution takes for a text, entities not counted. */
export function timed(text: string): number {
  const input = normalized(text);
  const before = process.cpuUsage();
  attribute(input, NO_ENTITIES);
  const spent = process.cpuUsage(before);
  return (spent.user + spent.system) / 1000;
}
