import type { Span } from '../text/span.ts';

/**
 * `direct`: all words of the content stand in quotation marks; `indirect`: none; `mixed`: some. What the layout gives to a
 * speaker (interview turns, block quotations) is `direct` too, though it has no marks.
 */
export type AttributionType = 'direct' | 'indirect' | 'mixed';

/** `negative`: the source is said not to have said it ("did not confirm that"); `uncertain`: "if he said", "whether". */
export type Polarity = 'positive' | 'negative' | 'uncertain';

/** Who a source stands for. */
export interface Speaker {
  /** Canonical name; for a metonym what it stands for (`Government of Russia`). */
  name: string;
  /** Index into the document's `EntityAnnotations.entities`. */
  entity: number;
}

/** Something said, written or thought on somebody's account. Span lists are in order and do not overlap. */
export interface Attribution {
  /** The full noun phrase of who is credited; empty where nobody is ("reportedly"). */
  source: Span[];
  /** The words that signal the attribution; empty where a quotation goes on without a new cue. */
  cue: Span[];
  /** What is attributed, with its quotation marks where all of it is quoted, with `that` in an indirect clause. */
  content: Span[];
  type: AttributionType;
  /** Several when a statement is joint, none when unknown or unnamed. */
  speakers: Speaker[];
  polarity: Polarity;
  /** 0 for an attribution of the article itself, 1 inside the content of one of those, and so on. */
  level: number;
  /** 0 to 1. */
  confidence: number;
}

export type CreditKind =
  | 'author'
  | 'compiler'
  | 'translator'
  | 'editor'
  | 'interviewee'
  | 'contributor'
  | 'agency'
  | 'outlet'
  | 'dateline'
  | 'photo'
  | 'contact';

/** Whom or what the article as a whole rests on. */
export interface Credit extends Span {
  kind: CreditKind;
  name: string;
  role?: string;
  outlet?: string;
  email?: string;
}

/** What `attribute` gives; attributions are ordered by their first span, credits by start. */
export interface AttributionAnnotations {
  /** `unsupported-language` comes with no attributions: only English is read. */
  status: 'attributed' | 'unsupported-language';
  attributions: Attribution[];
  credits: Credit[];
}
