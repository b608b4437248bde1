import { fileURLToPath } from 'node:url';
import { tokenize } from '../../text/tokens.ts';
import { hashString } from '../tagger/hash.ts';
import type { IndexEntries } from '../tagger/hash-index.ts';
import { PHRASE_GOES_ON, phraseHashes, shareBucket, type WordListEntries } from '../tagger/word-lists.ts';
import { type DataFile, readData } from './read-data.ts';
import { NAME_LISTS, WORD_LISTS } from './sources.ts';

function sorted(map: Map<number, number>): IndexEntries {
  const keys = Uint32Array.from(map.keys()).sort();
  return { keys, values: Uint32Array.from(keys, (key) => map.get(key)!) };
}

const rows = ({ text }: DataFile): string[][] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));

function clusterEntries(file: DataFile): IndexEntries {
  const map = new Map<number, number>();
  for (const [word, small, middle, large] of rows(file)) {
    const [a, b, c] = [small, middle, large].map((name) => Number(name.slice(1)));
    map.set(hashString(word) >>> 0, (a << 18) | (b << 10) | c);
  }
  return sorted(map);
}

function shareEntries(file: DataFile): IndexEntries {
  return sorted(new Map(rows(file).map(([word, share]) => [hashString(word) >>> 0, shareBucket(Number(share))])));
}

function phraseEntries(phrases: readonly (readonly [phrase: string, mask: number])[]): IndexEntries {
  const map = new Map<number, number>();
  for (const [phrase, mask] of phrases) {
    const hashes = phraseHashes(tokenize(phrase.replaceAll(' - ', '-')).map((token) => token.text.toLowerCase()));
    hashes.forEach((hash, i) => {
      const bits = i === hashes.length - 1 ? mask : PHRASE_GOES_ON;
      map.set(hash, (map.get(hash) ?? 0) | bits);
    });
  }
  return sorted(map);
}

/**
 * Word lists of the data folder in the form the model keeps, with the hashes of their files.
 * @param withNames whether phrases have the lists of `names/` too.
 */
export function readWordLists(
  folder: string,
  withNames: boolean,
): { lists: WordListEntries; sha256: Record<string, string> } {
  const clusters = readData(folder, WORD_LISTS.clusters);
  const lowerCaseShare = readData(folder, WORD_LISTS.lowerCaseShare);
  const phrases = readData(folder, WORD_LISTS.phrases);
  const names = Object.entries(withNames ? NAME_LISTS : {}).map(([name, bit]) => {
    const file = `names/${name}`;
    return { file, mask: 1 << bit, data: readData(fileURLToPath(new URL('.', import.meta.url)), file) };
  });
  return {
    lists: {
      clusters: clusterEntries(clusters),
      lowerCaseShare: shareEntries(lowerCaseShare),
      phrases: phraseEntries([
        ...rows(phrases).map(([phrase, mask]) => [phrase, Number(mask)] as const),
        ...names.flatMap(({ mask, data }) => rows(data).map(([phrase]) => [phrase, mask] as const)),
      ]),
    },
    sha256: {
      [WORD_LISTS.clusters]: clusters.sha256,
      [WORD_LISTS.lowerCaseShare]: lowerCaseShare.sha256,
      [WORD_LISTS.phrases]: phrases.sha256,
      ...Object.fromEntries(names.map(({ file, data }) => [file, data.sha256])),
    },
  };
}
