/** Which tagger finds names: ours, or a token-classification model from a folder or from the Hugging Face hub. */
export type EntityTagger =
  | { kind: 'copydesk' }
  /** `folder` is absolute. */
  | { kind: 'transformers'; folder: string }
  | { kind: 'transformers'; name: string; revision: string };

/** A model whose files are on this machine. */
export interface EntityModel {
  /** Absolute path. */
  folder: string;
  /** What a fingerprint holds of it. */
  detail: {
    kind: 'transformers';
    /** On the hub; null for one from a folder. */
    name: string | null;
    revision: string | null;
    /** SHA-256 of each file that is loaded, by its path in the folder. */
    files: Record<string, string>;
  };
}
