import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../../app/config.ts';
import type { Database } from '../../../db/connection.ts';
import { attribute } from '../../../stages/attribution/index.ts';
import { tagEntities } from '../../../stages/entities/index.ts';
import { normalize } from '../../../stages/normalize/index.ts';
import type { RawDocument } from '../../../stages/normalize/types.ts';
import { ingest } from '../../db/ingest.ts';

/** The documents of `raw/`, in the order of their names. */
async function* rawDocuments(): AsyncGenerator<{ source: string; raw: RawDocument }> {
  const folder = join(PROJECT_ROOT, 'raw');
  for (const name of (await readdir(folder)).toSorted()) {
    const bytes = await readFile(join(folder, name));
    if (!name.endsWith('.jsonl')) yield { source: `raw/${name}`, raw: { bytes } };
    else {
      for (const line of bytes.toString('utf8').trim().split('\n')) {
        const { id, text, contentBase64, contentType } = JSON.parse(line);
        const content = text === undefined ? Buffer.from(contentBase64, 'base64') : Buffer.from(text);
        yield { source: `raw/${name}#${id}`, raw: { bytes: content, contentType } };
      }
    }
  }
}

/**
 * Ingests documents of `raw/` by the stages of this checkout, without Temporal.
 * @param only the one with this source; all where it is left out.
 * @returns their keys.
 */
export async function ingestRaw(db: Database, only?: string): Promise<string[]> {
  const keys = new Set<string>();
  for await (const { source, raw } of rawDocuments()) {
    if (only !== undefined && source !== only) continue;
    const text = normalize(raw);
    const entities = tagEntities(text);
    const key = text.canonicalUrl ?? source;
    await ingest(db, { key, source, told: { text, entities, attributions: attribute(text, entities) }, raw: source });
    keys.add(key);
  }
  return [...keys];
}
