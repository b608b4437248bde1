import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../../app/config.ts';
import type { Database } from '../../../db/connection.ts';
import { attribute } from '../../../stages/attribution/index.ts';
import { tagEntities } from '../../../stages/entities/index.ts';
import { normalize } from '../../../stages/normalize/index.ts';
import { ingest } from '../../db/ingest.ts';

/** Publishes a file of `raw/` as the stages read it. @returns the number of its document. */
export async function publishRaw(db: Database, name: string, key = `raw/${name}`): Promise<number> {
  const bytes = await readFile(join(PROJECT_ROOT, 'raw', name));
  const text = normalize({ bytes, contentType: name.endsWith('.html') ? 'text/html' : 'text/plain' });
  const entities = tagEntities(text);
  const told = { text, entities, attributions: attribute(text, entities) };
  return (await ingest(db, { key, told })).documentId;
}
