import { isHeldOut } from '../stages/entities/train/corrections.ts';
import { spacesOf } from '../stages/entities/train/examples.ts';
import { readCorrected, readOwnTexts } from '../stages/entities/train/marked-texts.ts';
import { readData, type TaggedTokens } from '../stages/entities/train/read-data.ts';
import { SOURCES } from '../stages/entities/train/sources.ts';

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
  const corrected = SOURCES.flatMap((source) =>
    source.corrections === undefined
      ? []
      : [readCorrected(source, source.corrections, readData(folder, source.file).text)],
  );
  const held = new Map<string, TokenDocument[]>();
  for (const { source, documents } of [...corrected, ...readOwnTexts()])
    held.set(source, [
      ...(held.get(source) ?? []),
      ...documents.filter(({ id }) => isHeldOut(id)).map(({ id, sentences }) => spaced(`${source} ${id}`, sentences)),
    ]);
  return held;
}
