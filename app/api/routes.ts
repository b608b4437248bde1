import { OpenAPIHono, type z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { etag } from 'hono/etag';
import type { ReaderContext } from '../reader/context.ts';
import { attributionRoutes } from './attributions.ts';
import { documentRoutes } from './documents.ts';
import { entityRoutes } from './entities.ts';
import { failureRoutes } from './failures.ts';
import { overview } from './overview.ts';
import { problem, problemOf } from './problem.ts';
import { runRoutes } from './runs.ts';

/** Where the reader mounts it. */
const BASE = '/api';

const INFO = {
  openapi: '3.1.0',
  info: {
    title: 'Copydesk',
    version: '1',
    description:
      'Articles and their facts, read-only: who and what they name, and who said what. Offsets count code points.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: BASE }],
};

/** The read-only API and its page. To be mounted at `/api`. */
export function apiRoutes({ db }: Pick<ReaderContext, 'db'>): OpenAPIHono {
  const api = new OpenAPIHono({
    defaultHook: (result, c) => (result.success ? undefined : badRequest(c, result.error)),
  });
  api.onError(problemOf);
  api.use(async (c, next) => {
    await next();
    // Kept, and asked about each time: what readers see may have changed.
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-cache');
  });
  api.use(etag());
  documentRoutes(api, db);
  attributionRoutes(api, db);
  entityRoutes(api, db);
  runRoutes(api, db);
  failureRoutes(api, db);
  const document = api.getOpenAPI31Document(INFO);
  api.get('/openapi.json', (c) => c.json(document));
  api.get('/', (c) => overview(c, document));
  for (const path of ['/', '/openapi.json', ...Object.keys(document.paths ?? {})]) {
    api.all(path.replaceAll(/\{(\w+)\}/gu, ':$1'), (c) =>
      problem(c, 405, { detail: `${c.req.method} is not possible here.`, headers: { allow: 'GET, HEAD' } }),
    );
  }
  api.all('*', (c) =>
    problem(c, 404, { detail: `There is nothing at ${c.req.path}; ${BASE} lists what can be asked.` }),
  );
  return api;
}

function badRequest(c: Context, error: z.core.$ZodError): Response {
  const issues = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ parameter: key, message: `there is no parameter "${key}" here` }))
      : [{ parameter: issue.path.join('.'), message: issue.message }],
  );
  const detail = issues.map(({ parameter, message }) => `${parameter}: ${message}`).join('; ');
  return problem(c, 400, { detail, issues });
}
