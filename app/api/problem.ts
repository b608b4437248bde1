import { randomUUID } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';

/** What can be wrong with a request, by status; each has a section on the page `/api`, at which its type points. */
export const PROBLEMS = {
  400: { name: 'bad-request', title: 'Bad request', meaning: 'A parameter is wrong; issues names each.' },
  404: { name: 'not-found', title: 'Not found', meaning: 'There is nothing at this address.' },
  405: { name: 'method-not-allowed', title: 'Method not allowed', meaning: 'The API only reads: GET and HEAD.' },
  500: {
    name: 'internal-error',
    title: 'Internal error',
    meaning: 'A fault of Copydesk, or its database is away. The log has it under the id in instance.',
  },
  503: { name: 'too-much', title: 'Too much to read', meaning: 'The answer would take too long. Narrow the question.' },
} as const;

/** SQLSTATE of a statement that took longer than `statement_timeout`. */
const QUERY_CANCELED = '57014';

type Status = keyof typeof PROBLEMS;

/** RFC 9457. */
export const Problem = z
  .object({
    type: z.string().meta({ description: 'Where this kind of problem is described.', example: '/api#not-found' }),
    title: z.string().meta({ example: 'Not found' }),
    status: z.number().int().meta({ example: 404 }),
    detail: z.string().meta({ example: 'There is no document 4711.' }),
    instance: z.string().meta({ description: 'The request, or the id under which the log has it.' }),
    issues: z
      .array(z.object({ parameter: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'What is wrong with which parameter; with status 400 only.' }),
  })
  .openapi('Problem');

export type Issue = NonNullable<z.infer<typeof Problem>['issues']>[number];

interface ProblemOptions {
  detail: string;
  /** Default: the address that was asked. */
  instance?: string;
  issues?: Issue[];
  headers?: Record<string, string>;
}

/** An answer of type application/problem+json. */
export function problem(c: Context, status: Status, options: ProblemOptions): Response {
  const { detail, issues, headers } = options;
  const { pathname, search } = new URL(c.req.url);
  const { name, title } = PROBLEMS[status];
  const body: z.infer<typeof Problem> = {
    type: `/api#${name}`,
    title,
    status,
    detail,
    instance: options.instance ?? pathname + search,
    issues,
  };
  return c.body(JSON.stringify(body), status, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...headers,
  });
}

/** What a handler threw, as a problem. What nobody foresaw is logged under an id, and the answer gives only that. */
export function problemOf(error: Error, c: Context): Response {
  if (error instanceof HTTPException && error.status in PROBLEMS) {
    return problem(c, error.status as Status, { detail: error.message });
  }
  if ((error as { code?: unknown }).code === QUERY_CANCELED) {
    return problem(c, 503, {
      detail: 'The database gave up on this after its time limit. Narrow it: more filters help.',
    });
  }
  const id = randomUUID();
  console.error(`${new Date().toISOString()} ERROR ${c.req.method} ${c.req.path} id=${id}\n${error.stack ?? error}`);
  return problem(c, 500, {
    detail: 'The log of the server tells what went wrong, under the id in "instance". Try again when it is mended.',
    instance: `urn:uuid:${id}`,
  });
}

/** Problems that every route may answer with, for the OpenAPI document. */
export const PROBLEM_RESPONSES = {
  400: problemResponse(400),
  404: problemResponse(404),
  405: problemResponse(405),
  500: problemResponse(500),
  503: problemResponse(503),
};

function problemResponse(status: Status) {
  return {
    description: PROBLEMS[status].meaning,
    content: { 'application/problem+json': { schema: Problem } },
  };
}
