import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { correct, isHeldOut, parseCorrections } from '../stages/entities/train/corrections.ts';
import { spacesOf } from '../stages/entities/train/examples.ts';
import { parseOwnTexts } from '../stages/entities/train/own-texts.ts';
import { parseDocuments, readData, type TaggedTokens } from '../stages/entities/train/read-data.ts';
import { OWN_TEXTS, SOURCES } from '../stages/entities/train/sources.ts';

const TRAIN = new URL('../stages/entities/train/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, TRAIN), 'utf8');

/** A document as the scorer's converter takes it. */
export interface TokenDocument {
  id: string;
  sentences: TaggedTokens[];
}

const flags = (sentence: TaggedTokens): string =>
  spacesOf(sentence, false)
    .map((space) => (space ? '1' : '0'))
    .join('');

const spaced = (id: string, sentences: readonly TaggedTokens[]): TokenDocument => ({
  id,
  sentences: sentences.map((sentence) => ({ ...sentence, spaces: flags(sentence) })),
});

/**
 * News that was never trained on, its names corrected or marked for this project: by source, documents of ids `SOURCE ID`.
 * @param folder the entity data.
 */
export function heldOutDocuments(folder: string): Map<string, TokenDocument[]> {
  const documents = new Map<string, TokenDocument[]>();
  for (const { file, corrections } of SOURCES) {
    if (corrections === undefined) continue;
    const name = corrections.replace('.txt', '');
    const corrected = parseCorrections(read(`corrections/${corrections}`));
    documents.set(
      name,
      parseDocuments(readData(join(folder), file).text)
        .filter(({ id }) => corrected.has(id) && isHeldOut(id))
        .map((document) => spaced(`${name} ${document.id}`, correct(document, corrected))),
    );
  }
  const own = OWN_TEXTS.flatMap((name) => parseOwnTexts(read(`own/${name}`)));
  documents.set(
    'own',
    own.filter(({ id }) => isHeldOut(id)).map(({ id, sentences }) => spaced(`own ${id}`, sentences)),
  );
  return documents;
}
