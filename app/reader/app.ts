import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { apiRoutes } from '../api/routes.ts';
import { assetRoutes } from './assets.ts';
import { compareRoutes } from './compare/routes.ts';
import type { ReaderContext } from './context.ts';
import { lineageRoutes } from './document/lineage.ts';
import { documentRoutes } from './document/routes.ts';
import { documentListRoutes } from './documents/routes.ts';
import { errorPage, notFound } from './errors.ts';
import { failureRoutes } from './failures/routes.ts';
import { nameRoutes } from './names/name.ts';
import { batchRoutes } from './runs/batch.ts';
import { runRoutes } from './runs/routes.ts';
import { speakerListRoutes } from './speakers/list.ts';
import { speakerRoutes } from './speakers/speaker.ts';

/** Nothing runs but scripts of our own files, and nothing is loaded from elsewhere: articles are other people's text. */
const SELF = ["'self'"];
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  styleSrc: SELF,
  scriptSrc: SELF,
  imgSrc: SELF,
  connectSrc: SELF,
  formAction: SELF,
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** The reader's pages and the API, as a function from request to answer: `server.ts` listens, tests call `request()`. */
export function createReader(context: ReaderContext): Hono {
  const app = new Hono();
  // Strict-Transport-Security would shut out whoever serves something else over http at this host.
  app.use(secureHeaders({ contentSecurityPolicy: CONTENT_SECURITY_POLICY, strictTransportSecurity: false }));
  app.onError(errorPage);
  app.notFound((c) => errorPage(notFound(`There is no page ${c.req.path}.`), c));
  app.route('/', assetRoutes());
  for (const routes of [
    documentListRoutes,
    runRoutes,
    batchRoutes,
    failureRoutes,
    documentRoutes,
    compareRoutes,
    lineageRoutes,
    speakerListRoutes,
    speakerRoutes,
    nameRoutes,
  ]) {
    app.route('/', routes(context));
  }
  app.route('/api', apiRoutes(context));
  return app;
}
