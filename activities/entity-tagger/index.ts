import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { transformersLibrary } from '../../stages/entities/transformers/library.ts';
import { modelFiles } from '../../stages/entities/transformers/model-files.ts';
import { downloadModel } from './download.ts';
import type { EntityModel, EntityTagger } from './types.ts';

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/**
 * Makes sure that the tagger's model is on this machine, and hashes its files.
 * @param cache folder that models from the hub are kept in.
 * @returns undefined for our own tagger, whose files are part of the stage.
 * @throws TaggerModelError where there is no such model, or no library to run it.
 */
export async function entityModel(tagger: EntityTagger, cache: string): Promise<EntityModel | undefined> {
  if (tagger.kind === 'copydesk') return undefined;
  const { name, revision } = 'name' in tagger ? tagger : { name: null, revision: null };
  const folder = 'name' in tagger ? await downloadModel(tagger.name, tagger.revision, cache) : tagger.folder;
  await transformersLibrary();
  const files: Record<string, string> = {};
  for (const file of modelFiles(folder)) files[file] = await sha256Of(join(folder, file));
  return { folder, detail: { kind: 'transformers', name, revision, files } };
}
