import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { SyntaxManifest, SyntaxModel } from '../model.ts';
import { SectionWriter } from '../model-file.ts';
import type { ClusterColumns } from './corpus.ts';

const WEIGHTS_FILE = 'weights.bin';

export interface ModelParts {
  model: Pick<SyntaxModel, 'labels' | 'tagger' | 'parser'>;
  clusters: ClusterColumns;
  certainWords: Int32Array;
}

/** Writes the weights and the manifest that describes them into a folder; returns the size of the weights in bytes. */
export function writeModel(
  folder: URL,
  { model, clusters, certainWords }: ModelParts,
  description: Pick<SyntaxManifest, 'name' | 'description' | 'settings' | 'data' | 'credits' | 'scores'>,
): number {
  const { tagger, parser, labels } = model;
  const writer = new SectionWriter();
  const sections = {
    clusters: {
      words: writer.add(clusters.words),
      small: writer.add(clusters.small),
      medium: writer.add(clusters.medium),
      large: writer.add(clusters.large),
    },
    certain: { words: writer.add(certainWords), xpos: writer.add(tagger.certain.xpos) },
    tables: {
      xpos: writer.addTable(tagger.xpos),
      upos: writer.addTable(tagger.upos),
      actions: writer.addTable(parser.actions),
      relations: writer.addTable(parser.relations),
    },
  };
  const bytes = writer.bytes();
  const { name, description: text, settings, data, credits, scores } = description;
  const manifest: SyntaxManifest = {
    name,
    description: text,
    scores,
    credits,
    data,
    settings,
    labels,
    weights: {
      file: WEIGHTS_FILE,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      ...sections,
    },
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(WEIGHTS_FILE, folder), bytes);
  writeFileSync(new URL('manifest.json', folder), `${JSON.stringify(manifest, null, 2)}\n`);
  return bytes.length;
}
