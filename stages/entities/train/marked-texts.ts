import { fileURLToPath } from 'node:url';
import { correct, parseCorrections } from './corrections.ts';
import { parseOwnTexts } from './own-texts.ts';
import { parseDocuments, readData, type TaggedDocument, type TaggedTokens } from './read-data.ts';
import { OWN_TEXTS, type Source } from './sources.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** A document whose names were marked or put right by the conventions of this project. */
export interface MarkedDocument extends TaggedDocument {
  /** The sentences with the labels that another tagger gave them, where one did. */
  machine: TaggedTokens[];
}

/** A file of such documents. */
export interface MarkedFile {
  /** Where its documents count: `voa`, `own`. */
  source: string;
  /** In `stages/entities/train/`. */
  file: string;
  sha256: string;
  documents: MarkedDocument[];
}

/**
 * The documents of a source that its corrections name, in the order of its file.
 * @param text of the source's file, another tagger's labels.
 * @throws Error where the corrections do not fit.
 */
export function readCorrected({ file }: Source, corrections: string, text: string): MarkedFile {
  const own = readData(HERE, `corrections/${corrections}`);
  const right = parseCorrections(own.text);
  const documents = parseDocuments(text).filter(({ id }) => right.has(id));
  const known = new Set(documents.map(({ id }) => id));
  for (const id of right.keys())
    if (!known.has(id)) throw new Error(`Corrections of ${file}: it has no document ${id}.`);
  return {
    source: corrections.replace('.txt', ''),
    file: `corrections/${corrections}`,
    sha256: own.sha256,
    documents: documents.map((document) => ({
      id: document.id,
      sentences: correct(document, right),
      machine: document.sentences,
    })),
  };
}

/** The texts written for training, in the order of their files' names. */
export function readOwnTexts(): MarkedFile[] {
  return OWN_TEXTS.map((name) => {
    const { text, sha256 } = readData(HERE, `own/${name}`);
    const documents = parseOwnTexts(text).map((document) => ({ ...document, machine: document.sentences }));
    return { source: 'own', file: `own/${name}`, sha256, documents };
  });
}
