import type { ExportedArticle } from '../../../db/reading/export-articles.ts';
import type { Span } from '../../../stages/text/span.ts';
import type { TextFormat } from '../format.ts';
import { commentJson, miscValue, spaces, wordLine } from './columns.ts';
import { coveredBy, entityColumns } from './mentions.ts';
import { type Word, wordsOf } from './words.ts';

/** Words of a sentence, or of a stretch of text that is in none. */
interface Block {
  words: Word[];
  /** Number of the first of them within the article. */
  first: number;
  isSentence: boolean;
  newParagraph: boolean;
}

/** Each sentence, and each stretch of words between two, in the order of the text. */
function blocksOf({ sentences, paragraphs }: ExportedArticle, words: Word[]): Block[] {
  const blocks: Block[] = [];
  const starts = paragraphs.map(({ start }) => start);
  let sentence = 0;
  let paragraph = 0;
  let place = -1;
  for (const [i, word] of words.entries()) {
    while (sentence < sentences.length && sentences[sentence].end <= word.start) sentence += 1;
    const isSentence = sentence < sentences.length && sentences[sentence].start <= word.start;
    const here = isSentence ? 2 * sentence + 1 : 2 * sentence;
    if (here === place) {
      blocks.at(-1)?.words.push(word);
      continue;
    }
    place = here;
    const newParagraph = paragraph < starts.length && starts[paragraph] <= word.start;
    while (paragraph < starts.length && starts[paragraph] <= word.start) paragraph += 1;
    blocks.push({ words: [word], first: i, isSentence, newParagraph });
  }
  return blocks;
}

/** Which attributions a word is part of: `B-content-4`, `I-source-4`, with the attribution's number. */
function attributionColumn({ attributions }: ExportedArticle, words: Word[]): (string | null)[] {
  const column: string[][] = words.map(() => []);
  const covered = coveredBy(words);
  for (const [number, { source, cue, content }] of attributions.entries()) {
    for (const [part, spans] of Object.entries({ source, cue, content })) {
      for (const { first, last } of spans.map(covered)) {
        for (let i = first; i <= last; i += 1) column[i].push(`${i === first ? 'B' : 'I'}-${part}-${number}`);
      }
    }
  }
  return column.map((parts) => (parts.length > 0 ? parts.join(',') : null));
}

/** Comments at the head of an article: what is no property of a word. */
function head(article: ExportedArticle, id: string): string[] {
  const { key, version, title, language, published, entities, attributions, credits } = article;
  return [
    `# newdoc id = ${id}`,
    '# global.Entity = eid-etype-kind',
    `# copydesk.document = ${commentJson({ key, version, title, language, published })}`,
    ...entities.map((entity, i) => `# copydesk.entity = ${commentJson({ eid: `e${i}`, ...entity })}`),
    ...attributions.map(({ type, polarity, level, speakers }, number) => {
      const said = {
        number,
        type,
        polarity,
        level,
        speakers: speakers.map(({ entity, name, knownId }) => ({ eid: `e${entity}`, name, knownId })),
      };
      return `# copydesk.attribution = ${commentJson(said)}`;
    }),
    ...credits.map(({ text: _, ...credit }) => `# copydesk.credit = ${commentJson(credit)}`),
  ];
}

/** The sentence as its lines have it: one space, or none, between two words. */
function plain(words: Word[]): string {
  return words.map(({ form, after }, i) => (after === '' || i === words.length - 1 ? form : `${form} `)).join('');
}

/**
 * An article as CoNLL-U: words and marks, of which MISC says what they name and in which statement they stand; the columns
 * of syntax are `_`. `SpaceAfter` and `SpacesAfter` give the text back exactly, `TokenRange` counts its code points.
 */
export function conllArticle(article: ExportedArticle): string {
  const { text, mentions, attributions, sentences } = article;
  const parts = attributions.flatMap(({ source, cue, content }): Span[] => [...source, ...cue, ...content]);
  const words = wordsOf(text, [...sentences, ...mentions, ...parts]);
  const entities = entityColumns(article, words);
  const attributed = attributionColumn(article, words);
  const id = `d${article.documentId}v${article.version}`;
  const numbers = { s: 0, x: 0 };
  const blocks = blocksOf(article, words).map((block, i) => {
    const { isSentence, newParagraph, first } = block;
    const kind = isSentence ? 's' : 'x';
    numbers[kind] += 1;
    const number = `${kind}${numbers[kind]}`;
    const lines = block.words.map((word, n) => {
      const { entity, ner, canonical } = entities[first + n];
      const between = word.after === '' ? 'SpaceAfter' : 'SpacesAfter';
      return wordLine(n + 1, word.form, [
        ['Attribution', attributed[first + n]],
        ['Canonical', canonical === null ? null : miscValue(canonical)],
        ['Entity', entity],
        ['NER', ner],
        [between, word.after === '' ? 'No' : word.after === ' ' ? null : spaces(word.after)],
        ['SpacesBefore', word.before === '' ? null : spaces(word.before)],
        ['TokenRange', `${word.start}:${word.end}`],
      ]);
    });
    return [
      ...(i === 0 ? head(article, id) : []),
      ...(newParagraph ? ['# newpar'] : []),
      `# sent_id = ${id}${number}`,
      `# text = ${plain(block.words)}`,
      ...lines,
      '',
      '',
    ].join('\n');
  });
  return blocks.join('');
}

/** CoNLL-U; an article without a visible character has no sentence, and is left out. */
export const conll: TextFormat = {
  name: 'conll',
  description: 'CoNLL-U: words with entities (BIO and CorefUD) and attributions in MISC',
  kind: 'text',
  mediaType: 'text/plain; charset=utf-8',
  encode: conllArticle,
};
