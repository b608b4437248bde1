import type { Dataset } from './schema.ts';

/** Characters of a name: enough to know it by. */
const MAX_NAME = 500;

/**
 * Where a document came from, as OpenLineage names data: `https://host` and the path, `file` and the path under the raw
 * root, `copydesk` and what else it is called.
 */
export function sourceDataset(source: string): Dataset {
  const name = [...source.toWellFormed()].slice(0, MAX_NAME).join('') || 'unknown';
  if (/^https?:\/\//iu.test(name) && URL.canParse(name)) {
    const { protocol, host, pathname, search } = new URL(name);
    return { namespace: `${protocol}//${host}`, name: `${pathname}${search}` };
  }
  return { namespace: name.startsWith('raw/') ? 'file' : 'copydesk', name };
}

/** Names the tables of a database. @param url as in DATABASE_URL; nothing but host, port and name is taken from it. */
export function tablesOf(url: string): (table: string) => Dataset {
  const { hostname, port, pathname } = new URL(url);
  const namespace = `postgres://${hostname || 'localhost'}:${port || 5432}`;
  const database = decodeURIComponent(pathname.slice(1)) || 'postgres';
  return (table) => ({ namespace, name: `${database}.public.${table}` });
}
