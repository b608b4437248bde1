/** A page with what people marked on it. What a set does not say is undefined; what it says to be missing is null or empty. */
export interface LabelledPage {
  id: string;
  url: string;
  bytes: Buffer;
  title?: string | null;
  /** Names of the authors. */
  authors?: string[];
  /** Day of publication, `YYYY-MM-DD`, in UTC. */
  day?: string;
  /** Paragraphs, list items and subheadings of the article's body, in order. */
  paragraphs?: string[];
}

/** Text on one line. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
