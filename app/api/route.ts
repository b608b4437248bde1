import type { z } from '@hono/zod-openapi';
import { PROBLEM_RESPONSES } from './problem.ts';

/** The answers of a route: one that is wanted, and the problems. */
export function answer<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { 200: { description, content: { 'application/json': { schema } } }, ...PROBLEM_RESPONSES };
}
