import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Hono } from 'hono';
import { notFound } from './errors.ts';

const FOLDER = join(import.meta.dirname, 'assets');

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** `/assets/NAME`: the style sheets, scripts and pictures of the folder `assets/`, read once. */
export function assetRoutes(): Hono {
  const assets = new Map(
    readdirSync(FOLDER).map((name) => {
      const body = readFileSync(join(FOLDER, name), 'utf8');
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
      return [name, { body, etag, type: TYPES[extname(name)] }];
    }),
  );
  return new Hono().get('/assets/:name', (c) => {
    const asset = assets.get(c.req.param('name'));
    if (!asset) throw notFound(`There is no asset ${c.req.param('name')}.`);
    // Asked about each time, and sent again only after a change.
    const headers = { 'cache-control': 'no-cache', etag: asset.etag };
    if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304, headers);
    return c.body(asset.body, 200, { ...headers, 'content-type': asset.type });
  });
}
