import { type EntityAnnotations, type EntityInput, type OtherTagger, tagEntitiesBy } from '../index.ts';
import { NAME_TYPES } from '../tagger/labels.ts';
import { loadModel, type TokenModel } from './model.ts';
import { namesOf, verdictOf, type WordVerdict } from './names.ts';
import { windowsOf } from './windows.ts';

export { TaggerModelError } from './errors.ts';

const UNSEEN: WordVerdict = { label: { type: -1, begins: false }, probability: 1 };

/** What a model says of each word of a sentence: that of the word's first piece, which is what models are trained to label. */
async function readSentence(model: TokenModel, words: readonly string[]): Promise<WordVerdict[]> {
  const pieces = words.map((word) => model.piecesOf(word).slice(0, model.limit));
  const sizes = pieces.map(({ length }) => length);
  const verdicts: WordVerdict[] = [];
  for (const { start, end, from, to } of windowsOf(sizes, model.limit)) {
    const scores = await model.score(pieces.slice(start, end).flat());
    let at = 0;
    for (let word = start; word < end; word += 1) {
      if (word >= from && word < to)
        verdicts.push(
          sizes[word] === 0
            ? UNSEEN
            : verdictOf(scores.subarray(at * model.labels.length, (at + 1) * model.labels.length), model.labels),
        );
      at += sizes[word];
    }
  }
  return verdicts;
}

/**
 * The stage with names from a token-classification model of `@huggingface/transformers`; all that follows from names is as
 * with our own tagger.
 * @param folder absolute path of the model's files, as the hub has them.
 * @throws TaggerModelError for a folder without a model, a model for another task, labels that are not known, and where the
 * library is not installed.
 */
export async function openTransformers(folder: string): Promise<(input: EntityInput) => Promise<EntityAnnotations>> {
  const model = await loadModel(folder);
  const tagger: OtherTagger = {
    knowsDates: model.labels.some(({ type }) => NAME_TYPES[type] === 'DATE'),
    async nameSentences(sentences) {
      const names = [];
      for (const words of sentences) names.push(namesOf(await readSentence(model, words)));
      return names;
    },
  };
  return (input) => tagEntitiesBy(tagger, input);
}
