import { type Token, tokenize } from '../text/tokens.ts';
import { applyDocumentRules } from './tagger/document-rules.ts';
import { REACH } from './tagger/sentence.ts';
import type { ScoredName, TaggedSentence } from './tagger/tagger.ts';
import { LONGEST_WORD } from './tagger/words.ts';
import type { EntityType, MentionKind, Place } from './types.ts';

/** A sentence with its tokens; offsets are UTF-16 offsets of the document's text. */
export interface Sentence {
  tokens: Token[];
  /** The tokens in lower case. */
  lower: readonly string[];
  /** Index of the paragraph it lies in. */
  paragraph: number;
  /** Names that the tagger found. */
  names: ScoredName[];
  /** Mention of each token, the innermost where names nest. */
  mentions: (Draft | null)[];
}

/** A mention while it is worked on: tokens `[first, last]` of a sentence. */
export interface Draft {
  sentence: number;
  first: number;
  last: number;
  type: EntityType;
  kind: MentionKind;
  confidence: number;
  /** The surface form, white space as in the text. */
  text: string;
  /** Who or what it refers to; set when mentions are clustered. */
  chain: Chain | null;
  role?: string;
  /** Country that a role, body or demonym belongs to, by common name. */
  country?: string;
  metonymFor?: string;
  value?: string;
}

/** A mention with a place for everything that may be told of it: objects of one layout are quicker to look at. */
export function newDraft(draft: Omit<Draft, 'chain'> & { chain?: Chain | null }): Draft {
  const { sentence, first, last, type, kind, confidence, text, chain = null, role, country, metonymFor, value } = draft;
  return { sentence, first, last, type, kind, confidence, text, chain, role, country, metonymFor, value };
}

/** All mentions of one entity. */
export interface Chain {
  type: EntityType;
  canonical: string;
  roles: Set<string>;
  aliases: Set<string>;
  gender: 'female' | 'male' | null;
  place: Place | undefined;
}

export function newChain(type: EntityType, canonical: string): Chain {
  return { type, canonical, roles: new Set(), aliases: new Set(), gender: null, place: undefined };
}

/** Characters of the longest name. */
const LONGEST_NAME = 300;

/** A text under work. */
export class Document {
  readonly text: string;
  readonly sentences: Sentence[];
  /** In order of the text. */
  drafts: Draft[] = [];
  /** Calendar date the text appeared, null where it is not known. */
  readonly published: string | null;

  constructor(text: string, sentences: Sentence[], published: string | null) {
    this.text = text;
    this.sentences = sentences;
    this.published = published;
  }

  /** Text of tokens `[first, last]`. */
  slice(sentence: number, first: number, last: number): string {
    const { tokens } = this.sentences[sentence];
    return this.text.slice(tokens[first].start, tokens[last].end);
  }

  /** The token's text, empty beyond the sentence. */
  word(sentence: number, token: number): string {
    return this.sentences[sentence].tokens[token]?.text ?? '';
  }

  lower(sentence: number, token: number): string {
    return this.sentences[sentence].lower[token] ?? '';
  }

  at(sentence: number, token: number): Draft | null {
    return this.sentences[sentence].mentions[token] ?? null;
  }

  /** Whether a stretch is longer than any name, or has a word that is: such are noise, or meant to do harm. */
  isEndless(sentence: number, first: number, last: number): boolean {
    const { tokens } = this.sentences[sentence];
    if (tokens[last].end - tokens[first].start > LONGEST_NAME) return true;
    for (let i = first; i <= last; i += 1) if (tokens[i].end - tokens[i].start > LONGEST_WORD) return true;
    return false;
  }

  isFree(sentence: number, first: number, last: number): boolean {
    for (let i = first; i <= last; i += 1) if (this.at(sentence, i) !== null) return false;
    return true;
  }

  /** Adds a mention; its tokens are from then on its own. */
  add(
    sentence: number,
    first: number,
    last: number,
    rest: Pick<Draft, 'type' | 'kind' | 'confidence'> & Partial<Draft>,
  ): Draft {
    const draft = newDraft({ sentence, first, last, text: this.slice(sentence, first, last), ...rest });
    this.drafts.push(draft);
    this.sentences[sentence].mentions.fill(draft, first, last + 1);
    return draft;
  }

  remove(draft: Draft): void {
    const { mentions } = this.sentences[draft.sentence];
    for (let i = draft.first; i <= draft.last; i += 1) if (mentions[i] === draft) mentions[i] = null;
  }

  /** Puts the mentions in order of the text, without those removed. */
  sort(): void {
    this.drafts = this.sentences.flatMap(({ mentions }) =>
      mentions.filter((draft, i): draft is Draft => draft !== null && draft.first === i),
    );
  }
}

interface Stretch {
  start: number;
  end: number;
}

/** A sentence before names are known. */
type CutSentence = Pick<Sentence, 'tokens' | 'paragraph'>;

/**
 * Cuts a text into sentences of tokens.
 * @param paragraphs, sentences in UTF-16 offsets.
 */
export function cutSentences(
  text: string,
  paragraphs: readonly Stretch[],
  sentences: readonly Stretch[],
): CutSentence[] {
  let paragraph = 0;
  return sentences.map(({ start, end }) => {
    while (paragraph + 1 < paragraphs.length && paragraphs[paragraph + 1].start <= start) paragraph += 1;
    const tokens = tokenize(text.slice(start, end));
    for (const token of tokens) {
      token.start += start;
      token.end += start;
    }
    return { tokens, paragraph };
  });
}

/**
 * Makes the names of a document agree and puts it together.
 * @param tagged for each sentence, the names that a tagger found.
 */
export function readDocument(
  text: string,
  cut: readonly CutSentence[],
  tagged: readonly TaggedSentence[],
  published: string | null,
): Document {
  applyDocumentRules(tagged);
  const sentences = cut.map(({ tokens, paragraph }, i): Sentence => {
    const { names, view } = tagged[i];
    const lower = view.padded.slice(REACH, REACH + tokens.length).map((word) => word.lower);
    return { tokens, lower, paragraph, names, mentions: new Array<Draft | null>(tokens.length).fill(null) };
  });
  return new Document(text, sentences, published);
}
