import type { ExportedArticle } from '../../db/reading/export-articles.ts';

/** What a format may need to know beyond the article. */
export interface ExportSettings {
  /** What identifiers begin with: the address of a reader page, with a slash at its end, or `urn:copydesk:`. */
  base: string;
}

interface Described {
  /** As `--format` has it. */
  name: string;
  /** A line for `--help`. */
  description: string;
}

/** A format in which the articles of an export stand one after the other, in one file or on standard output. */
export interface TextFormat extends Described {
  kind: 'text';
  /** Media type of the whole, for those who serve it. */
  mediaType: string;
  /** One article, with the line feed at its end. */
  encode(article: ExportedArticle, settings: ExportSettings): string;
}

/** A format of several files in a folder. */
export interface FolderFormat extends Described {
  kind: 'folder';
  /** Writes all files into a folder that is there and empty. @returns articles written. */
  write(articles: AsyncIterable<ExportedArticle>, folder: string): Promise<number>;
}

/** How articles are written for others; `formats.ts` lists all. */
export type ExportFormat = TextFormat | FolderFormat;
