import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

interface SilverDocument {
  id: string;
  sentences: { tokens: string[] }[];
}

const NO_SPACE_BEFORE = /^(?:[.,;:!?%)\]}…’”]|\.\.\.|'|''|['’](?:s|S|m|d|re|ve|ll|t)|n['’]t|N['’]T)$/u;
const NO_SPACE_AFTER = /^(?:[([{$£€#@“‘]|``)$/u;

/** A sentence's tokens with the spaces that most likely stood between them; hyphens are joined to both sides. */
export function joinTokens(tokens: readonly string[]): string {
  const opened: Record<string, boolean> = { '"': false, "'": false };
  const opening = tokens.map((token, i) => {
    if (!(token in opened)) return false;
    if (token === "'" && !opened[token] && i > 0 && tokens[i - 1].toLowerCase().endsWith('s')) return false;
    opened[token] = !opened[token];
    return opened[token];
  });
  return tokens
    .map((token, i) => {
      if (i + 1 === tokens.length) return token;
      const next = tokens[i + 1];
      const apart =
        !(opening[i] || NO_SPACE_AFTER.test(token)) &&
        (opening[i + 1] || (next !== '"' && !NO_SPACE_BEFORE.test(next))) &&
        token !== '-' &&
        next !== '-';
      return apart ? `${token} ` : token;
    })
    .join('');
}

const read = (file: URL): SilverDocument[] =>
  gunzipSync(readFileSync(file))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SilverDocument);

/**
 * Puts together the news texts that the blind gold refers to, from the tokenised sentences in ../shared: of Wikinews a
 * title and its article, of VOA two neighbouring pieces.
 * @param folder where `wikinews.jsonl.gz` and `voa.jsonl.gz` are.
 * @returns text by document id.
 */
export function worldTexts(folder: URL): Map<string, string> {
  const texts = new Map<string, string>();
  const sentences = (document: SilverDocument) => document.sentences.map(({ tokens }) => joinTokens(tokens));
  for (const document of read(new URL('wikinews.jsonl.gz', folder))) {
    const [title, ...body] = sentences(document);
    texts.set(document.id, `${title}\n${body.join(' ')}`);
  }
  const voa = read(new URL('voa.jsonl.gz', folder));
  for (let i = 0; i + 1 < voa.length; i += 1)
    texts.set(voa[i].id, `${sentences(voa[i]).join(' ')}\n${sentences(voa[i + 1]).join(' ')}`);
  return texts;
}
